"""The answer to the consent question. Only a clear yes is one; whatever else is said, the question is asked again.

Consent must be "freely given, specific, informed and unambiguous" (UK GDPR, article 4(11)), so a text is a yes only if the
whole of it is made of words that say yes, and at least one of them says so by itself. Any other word, any question mark
and any sign that is not plainly approving leaves it unclear: "yes but no marketing", "yes?", "yes, I suppose". By the
same rule these are unclear: "ok", "fine", "sure" (they may mean "I have read it"), "y" (in text speak it is also "why"), "send it"
(says what to do, not that one agrees), a bare thumbs up (often just "seen"), and text with hidden characters.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum

from conversations.answers.text import clean, words


class Consent(Enum):
    """What a text says to the consent question."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


_YES = re.compile(
    r"(?:ye+s+|yep|yeah|yup|yes i do|aye|i do|agree|i (?:do |fully |hereby |happily )?(?:agree|aggree|consent|accept)"
    r"|agreed"
    r"|i give (?:you )?(?:my )?(?:consent|permission)|(?:you have|youve got) my (?:consent|permission)"
    r"|tak|zgadzam sie|wyrazam zgode|zgoda|ydw|ie|cytuno|rwyn cytuno|dwin cytuno|dw in cytuno|rydw in cytuno"
    r"|rydwin cytuno|ydw rwyn cytuno"
    r"|cytunaf|rwyn rhoi fy nghaniatad|akceptuje)(?= |$)"
)
"""Words that say yes to "Do you agree?" by themselves."""

_HARMLESS = re.compile(
    r"(?:yes|ok|okay|oh|please|pls|thanks|thank you|thankyou|ta|cheers|and|then|of course|absolutely|definitely"
    r"|certainly|sure|fine"
    r"|send it|send them|send|please send|send that|go ahead|go for it|to this|to that|with this|with that|to it"
    r"|thats fine|that is fine|thats ok|that is ok|thats okay|all good|great|perfect|happy to"
    r"|prosze wyslac|prosze|dziekuje|wyslij|wysylaj(?:cie)?"
    r"|oczywiscie|diolch|plis|os gwelwch yn dda|wrth gwrs|anfonwch(?: (?:o|e|ef))?)(?= |$)"
)
"""Words that may stand beside a yes without weakening it."""

_NO_IN_WELSH = (
    "(?:plis |os gwelwch yn dda )?peidiwch(?: ag? anfon(?: (?:o|e|ef|dim|hwn|hyn))?)?"
    "|(?:dw i|dwi|dydw i|dydwi|rydw i) ddim yn cytuno|nid wyf(?: i)? yn cytuno"
)
_NO_IN_POLISH = (
    "nie (?:zgadzam sie|wyrazam zgody|akceptuje|chce|dziekuje|(?:wysylaj|wysylajcie|prosze wysylac)(?: (?:tego|nic))?)"
    "|prosze nie wysylac|nie"
)
_NO = re.compile(
    r"(?:(?:no|nope|nah|never|nie|na)(?: (?:no|thanks|thank you|way|nope|never|please|sorry|not|dont send(?: it)?"
    r"|dont|i dont(?: agree)?"
    r"|i do not(?: agree)?|nie zgadzam sie|dziekuje|dzieki|diolch|ta|cheers|thx|ty|mate|pal|hun|love|x{1,3}))*"
    r"|(?:i )?(?:dont|do not|wont|will not|cant|cannot) (?:agree|consent|accept)(?: (?:to|with) (?:this|that|it))?"
    r"|i disagree|i refuse|i decline|decline|disagree|refuse(?:d)?|(?:please )?(?:dont|do not) send(?: it| anything"
    r"| them)?"
    r"|not agreed|no consent|absolutely not|definitely not|of course not|certainly not|dim diolch"
    rf"|(?:(?:na[cg] ydw|nage|na) )*(?:na[cg] ydw|nage|na|{_NO_IN_WELSH})(?: (?:dim )?diolch)?"
    rf"|(?:nie )*(?:{_NO_IN_POLISH})(?: (?:prosze|dziekuje))?)$"
)
_REFUSING = frozenset("👎❌✖🚫🙅\ufe0f🏻🏼🏽🏾🏿")
_APPROVING = frozenset("👍✅✔☑👌🙂😊😀😃😄🙏🎉❤☺\ufe0f🏻🏼🏽🏾🏿")
_PUNCTUATION = frozenset(" .,!;:-–—'’\n\r\t")  # both dashes and apostrophes are typed
_EDGES = " \n\r\t\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\xa0"
"""What keyboards leave before and after a message, unseen; inside of it, it would hide something."""
_HELLO = re.compile(r"^(?:hi|hiya|hello|hey)(?: there)? (?=.)")
_MAX = 120
"""Characters: a clear yes is short, and a longer text has something else to say."""


def _speaks_plainly(text: str) -> bool:
    """Whether ``text`` holds letters, plain punctuation and approving signs only: no "?", quotes, digits or hidden marks."""
    return (
        all(char.isalpha() or char in _PUNCTUATION or char in _APPROVING for char in unicodedata.normalize("NFC", text))
        and ".." not in text
    )


def _all_say_yes(spoken: str) -> bool:
    """Whether the whole of ``spoken`` is yes and harmless words, with one yes at least."""
    said_yes, rest = False, spoken
    while rest:
        if found := _YES.match(rest):
            said_yes = True
        elif not (found := _HARMLESS.match(rest)):
            return False
        rest = rest[found.end() :].lstrip()
    return said_yes


def read(text: str) -> Consent:
    """What ``text`` says to "Do you agree?". Takes any ``str``; in doubt ``UNCLEAR``."""
    text = text.strip(_EDGES)
    if text and _REFUSING.issuperset(text):
        return Consent.NO
    if len(text) > _MAX or not _speaks_plainly(text):
        return Consent.UNCLEAR
    spoken = _HELLO.sub("", " ".join(words(clean(text))))
    if _NO.match(spoken):
        return Consent.NO
    return Consent.YES if _all_say_yes(spoken) else Consent.UNCLEAR
