"""Email address: "Cloud9 at Cloud dot com" is ``"Cloud9@cloud.com"``. The domain is in lower case, the rest as typed.

``email-validator`` checks the syntax, without network access. Slips in well-known domains are offered back, never corrected
silently. At most 254 characters (RFC 5321's path without its brackets); the guide asks for "valid email address".
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import partial

from email_validator import EmailNotValidError, validate_email

from conversations.answers.email_domains import is_provider, meant
from conversations.answers.numbers import WORDS
from conversations.answers.reading import Reading, Refused, Unclear, Understood
from conversations.answers.text import clean, plain, without_symbols
from conversations.answers.vocabulary import NO_WORDS, Vocabulary
from conversations.lexicon import any_of, phrases, words_of


class Reason(StrEnum):
    """Reason for not accepting a text as an email address."""

    EMPTY = "email.empty"
    NO_AT = "email.no_at"
    INCOMPLETE = "email.incomplete"
    NOT_VALID = "email.not_valid"
    TOO_LONG = "email.too_long"
    MISSPELT_DOMAIN = "email.misspelt_domain"
    SEVERAL = "email.several"
    WHICH_WAY = "email.which_way"
    LOOK_ALIKE = "email.look_alike"


MAX = 254
"""Maximum length in characters; see RFC 3696, erratum 1690."""

_SHAPE = re.compile(r"[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+\Z")
_BETWEEN = re.compile(r"[\s<>()\[\]\";:]+")


_any = partial(any_of, "email")
_AT_WORD = re.compile(rf" ?[\[({{<] ?(?:{_any('at')}|@) ?[\])}}>] ?| {_any('at')} ", re.IGNORECASE)
_DOT_WORD = re.compile(rf" ?[\[({{<] ?(?:{_any('dot')}|\.) ?[\])}}>] ?| {_any('dot')} ", re.IGNORECASE)
_AROUND_AT = re.compile(r" ?@(?: ?@)* ?")
_SPACE_BEFORE_SUFFIX = re.compile(r" ?([.,]) ?(?=(?:com|co|uk|net|org|pl|eu|me|ie)\b)", re.IGNORECASE)
_SPACE_FOR_DOT = re.compile(
    r"(@[^\s@.,]+) (?:(co) (uk)|(com|net|org|uk|pl|wales|cymru)|(org|ac) (uk))\b(?!\S*[@.])", re.IGNORECASE
)
_AFTER_AT = "|".join(f"(?<= {word} )" for word in phrases("email", "at"))
_DOMAIN_IN_TWO = re.compile(rf"(?:{_AFTER_AT}|(?<=@))([^\W_]+) ([^\W_]+)(?=\.[a-z])", re.IGNORECASE)
"""A domain in two words, as dictated to a phone: "at bt internet.com"."""
_INTRODUCES = words_of("email", "introduces")
"""Words before a spoken address that are not part of it."""
_NOT_LOCAL = words_of("email", "not_local")
"""Words that are no mailbox before a separate @: "my email is @cloud.com"."""
_LABELS = re.compile(rf"(?<![^\s<>()\[\]\";:,])(?:mailto|https?|{_any('label')})[:=]/{{0,2}}", re.IGNORECASE)
_GLUED = re.compile(
    r"(?<![^\s<>()\[\]\"])(?P<before>[^\W\d][^\s@,;:/]{0,63})(?P<mark>[,;:])(?P<local>[^\s@,;:]{1,64})(?P<at>@[^\s@,;:]+)"
)
"""An address after a character that no address has: either a slip or a separator from another word."""
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһԛԝАВЕКМНОРСТХοναιΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", "aeopcyxijsdhqwABEKMHOPCTXovaiABEHIKMNOPTXYZ"
)
"""Cyrillic and Greek letters that look like Latin ones, with these."""
_FIGURES = {word: str(number) for word, number in WORDS.items() if number < 10}
_SPELT_OUT = re.compile(rf" (?:(?P<underscore>{_any('underscore')})|{_any('hyphen')}) ", re.IGNORECASE)
_NO_DOT = re.compile(r"(.{3,})(couk|com|net)\Z")


def valid(value: object) -> bool:
    """Return whether ``value`` has the shape of an address of at most 254 characters, its domain in lower case."""
    if not isinstance(value, str) or len(value) > MAX or not _SHAPE.match(value):
        return False
    domain = value.rpartition("@")[2]
    return domain == domain.lower()


def _normalised(address: str) -> str | Reason:
    """Return ``address`` in canonical form, or the reason why it is none."""
    if len(address) > MAX:
        return Reason.TOO_LONG
    try:
        checked = validate_email(address, check_deliverability=False).normalized
    except EmailNotValidError:
        return Reason.NOT_VALID
    return checked if valid(checked) else Reason.NOT_VALID


def _trimmed(token: str) -> str:
    """Return an address from running text without mailto:, brackets and quotes, commas in its domain as dots."""
    token = token.lstrip(".,").rstrip(".,!?")
    while token[:1] in {"'", "*", "_"} and token[-1:] == token[:1]:
        token = token[1:-1]  # marked up, or in quotes
    local, _, domain = token.rstrip("'*_/").rpartition("@")
    local = local.rpartition(",")[2].lstrip(".")
    return f"{local}@{re.sub(r'[.,]+', '.', domain).strip('.')}"


def _found(text: str) -> list[str]:
    """Return the addresses in ``text``, trimmed, without duplicates that differ only in case."""
    tokens = (
        _trimmed(piece) for token in _BETWEEN.split(_LABELS.sub(" ", text)) if "@" in token for piece in _split(token)
    )
    return list({token.lower(): token for token in tokens}.values())


def _split(token: str) -> list[str]:
    """Split two addresses joined by a comma."""
    return [piece for piece in re.split(r"[,/]", token) if "@" in piece] if token.count("@") > 1 else [token]


def _spoken(text: str) -> str:
    """Return ``text`` with "at" and "dot", and spaces around them, as @ and dots."""
    text = _SPELT_OUT.sub(lambda found: "_" if found["underscore"] else "-", text)
    text = _DOT_WORD.sub(".", text)
    if "@" not in text:
        text = _DOMAIN_IN_TWO.sub(_joined_domain, text)
        # The last one counts: in "marla at home at cloud dot com" the @ is before the domain.
        at_words = list(_AT_WORD.finditer(text))
        # From the end, and each only as far as an address can go: otherwise a text full of them takes quadratic time.
        last = next((at for at in reversed(at_words) if _is_domain(_word_at(text, at.end()))), None)
        if last is None:
            return text
        text = f"{text[: last.start()]}@{text[last.end() :]}"
    text = _SPACE_BEFORE_SUFFIX.sub(r"\1", _AROUND_AT.sub("@", text))
    return _SPACE_FOR_DOT.sub(lambda found: ".".join(filter(None, found.groups())), text)


def _joined_domain(found: re.Match[str]) -> str:
    """Return the two words as one if that is an email domain in common use."""
    joined = "".join(filter(None, found.groups()))
    return joined if is_provider(joined.lower()) else found[0]


def _in_several_words(cleaned: str) -> tuple[str, ...]:
    """Return the likely spellings of an address with several words before a spoken or separate @: "cloud nine at"."""
    if "@" in cleaned and (_SIGN_APART.search(cleaned) is None or cleaned.count("@") > 1):
        return ()
    spoken = _spoken(cleaned)
    before, at, rest = spoken.rpartition("@")
    if "@" in cleaned:
        # A typed @ may follow a sentence: "my wife's is marla @".
        before = _LAST_INTRODUCTION.sub("", before)
    said = re.split(r"[,:;!?]", before)[-1].split()
    while said and said[0].lower().strip("'’.") in _INTRODUCES:
        said = said[1:]
    if not at or not 2 <= len(said) <= _WORDS_AT_MOST:
        return ()
    domain = rest.split(" ", 1)[0]
    figures = [_FIGURES.get(word.lower(), word) for word in said]
    return tuple(dict.fromkeys(f"{local}@{domain}" for local in ("".join(said), "".join(figures), ".".join(said))))


def _with_names_before(cleaned: str, talk: Vocabulary) -> tuple[str, ...]:
    """Return the likely spellings of "marla singer@gmail.com": the person's name before it, or a space within it."""
    found = _NAMES_BEFORE.fullmatch(cleaned)
    if found is None:
        return ()
    names, local, at = found["names"].split(), found["local"], found["at"]
    told = {plain(word) for word in names}
    if any(talk.is_everyday(word) or word in _INTRODUCES or word in plain(local) for word in told):
        return ()
    return f"{''.join(names)}{local}{at}", f"{'.'.join([*names, local])}{at}", f"{local}{at}"


_NAMES_BEFORE = re.compile(r"(?P<names>(?:[^\W\d_]{2,30} ){1,2})(?P<local>[^\W\d_][^\s@]{0,60})(?P<at>@[^\s@]{3,200})")
_SIGN_APART = re.compile(r"[^\W_] @")
_LAST_INTRODUCTION = re.compile(rf"^.*(?:\b{_any('last_introduction')}\b|:) *", re.IGNORECASE)
_WORDS_AT_MOST = 4
"""Maximum number of words before an "at"; more are a sentence."""


def _word_at(text: str, start: int) -> str:
    """Return the word that begins at ``start``, up to the maximum length of an address."""
    return text[start : start + MAX].split(" ", 1)[0]


def _is_domain(word: str) -> bool:
    """Return whether ``word`` after an "at" is an email domain: "cloud.com", or "gmail" for short."""
    return "." in word.strip(".") or is_provider(word.lower().strip("."))


def _read_address(address: str) -> Reading:
    domain = address.rpartition("@")[2].lower()
    local = address.rpartition("@")[0]
    if not local or not domain:
        return Refused(Reason.INCOMPLETE)
    if "." not in domain:
        return _read_without_suffix(local, domain)
    checked = _normalised(address)
    if isinstance(checked, Reason):
        return Refused(checked)
    latin = checked if address.isascii() else _normalised(address.translate(_LOOK_ALIKES))
    if not isinstance(latin, Reason) and latin != checked and latin.isascii():
        return Unclear(Reason.LOOK_ALIKE, (Understood(latin),), keep=Understood(checked))
    likely = _likely(local, domain)
    return Unclear(Reason.MISSPELT_DOMAIN, likely, keep=Understood(checked)) if likely else Understood(checked)


def _likely(local: str, domain: str) -> tuple[Understood, ...]:
    """Return ``local`` at each domain that ``domain`` was probably meant to be."""
    fixed = (_normalised(f"{local}@{better}") for better in meant(domain))
    return tuple(Understood(value) for value in fixed if not isinstance(value, Reason))


def _read_without_suffix(local: str, domain: str) -> Reading:
    """Read "marla@gmail" and "marla@gmailcom": only well-known domains are completed."""
    no_dot = _NO_DOT.match(domain)
    dotted = f"{no_dot[1]}.{'co.uk' if no_dot[2] == 'couk' else no_dot[2]}" if no_dot else domain
    likely = _likely(local, dotted)
    if not likely and no_dot and not isinstance(checked := _normalised(f"{local}@{dotted}"), Reason):
        likely = (Understood(checked),)
    return Unclear(Reason.MISSPELT_DOMAIN, likely) if likely else Refused(Reason.INCOMPLETE)


def _ways(written: tuple[str, ...]) -> tuple[Understood, ...]:
    """Return the likeliest reading of each spelling that is an address."""
    return tuple(reading.kept[0] for reading in map(_read_address, written) if reading.kept)


def _glued(spoken: str) -> tuple[str, ...]:
    """Return the likely spellings of "marla;singer@cloud.com", in which a slip may have cut the address short."""
    found = None if spoken.count("@") > 1 else _GLUED.search(spoken)
    if found is None or found["before"].lower() in _INTRODUCES or _LABELS.match(found[0]):
        return ()
    before, local, at = found["before"], found["local"], found["at"]
    return f"{before}.{local}{at}", f"{before}{local}{at}", f"{local}{at}"


def _has_mailbox(address: str, cleaned: str) -> bool:
    """Return whether the text before the @ is a mailbox and, if the @ is separate, not a word of the sentence."""
    local = address.rpartition("@")[0].lower()
    return local not in _NOT_LOCAL or f"{local}@" in cleaned.lower()


def read(text: str, talk: Vocabulary = NO_WORDS) -> Reading:
    """Read ``text`` as an email address. Surrounding words are ignored; of two addresses the person is asked which."""
    cleaned = without_symbols(clean(text))
    if not cleaned:
        return Refused(Reason.EMPTY)
    spoken = _spoken(cleaned)
    if "@" not in spoken:
        return Refused(Reason.NO_AT)
    if apart := _in_several_words(cleaned) or _with_names_before(cleaned, talk):
        ways = _ways(apart)
        return Unclear(Reason.WHICH_WAY, likely=ways) if ways else Refused(Reason.NOT_VALID)
    if ways := _ways(_glued(spoken)):
        return Unclear(Reason.WHICH_WAY, likely=ways)
    found = [each for each in _found(spoken) if _has_mailbox(each, cleaned)]
    if not found:
        return Refused(Reason.INCOMPLETE)
    readings = [_read_address(address) for address in found[:4]]
    good = [reading for reading in readings if isinstance(reading, Understood)]
    if not good:
        return readings[0]
    distinct = tuple({str(reading.value).lower(): reading for reading in good}.values())
    return distinct[0] if len(distinct) == 1 else Unclear(Reason.SEVERAL, likely=distinct)
