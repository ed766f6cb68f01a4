"""What stands around a name: "Hi, my name is ... here, thanks x" in English, Welsh and Polish."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from conversations.answers.frame import without_greeting
from conversations.answers.name_parts import title_before

_SLIPS = 2
"""Letters in which a word may differ from how it is spelt out."""
EDGES = " .,;:!\"'"
"""Characters around a name that are no part of it."""

_GREETING = re.compile(
    r"^(?:(?:(?:cześć|dzień dobry|hej|witam)[\s,.!]+tu(?:taj)?|hi|hiya|hello|hey|good (?:morning|afternoon|evening)"
    r"|morning|afternoon|evening|yes|yeah|ok|okay|thanks|thank you|oh|ah|er+m*|u+[hm]+|of course|sorry"
    r"|(?:sure|well|right|wel|tak|ie|iawn)(?=[,.!:;-]| \S+ \S|(?-i: [a-z]))"
    r"|cześć|dzień dobry|hej|witam|helo|shwmae"
    r"|bore da|prynhawn da|p'?nawn da|noswaith dda|no wi+ec|wi[ęe]c)(?: (?:there|all|again))?\b[\s,.!:;-]*)+",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"^(?:(?:my |our |the |full |first |last )*names?(?:'?s| is| are|:| -|=)|my name|i am called|i'?m called|i go by"
    r"|(?:(?:it|house|home|flat|property|everything|all|the|my|it'?s|is|are|put|down|registered) ){0,5}(?:in|under) "
    r"(?:my |the |our |his |her )?(?:[\w']{2,20} ){1,2}names?(?:'?s| is| of)?"
    r"|(?:use |just use |put |take )?(?:my|the|our) (?:[\w']{2,20} ){1,2}names?(?:'?s| is)?"
    r"|enw(?:'r| y)? [\w']{2,20} (?:yw|ydy|ydi|'di)|(?:imi[eę](?: i nazwisko)?|nazwisko) \w{2,20} to"
    r"|(?:that|it|this)(?: would| will|'?d|'?ll) be(?= \S+ \S)|(?-i:[Tt]hat'?s(?= [A-Z]\w+ [A-Z]))|put me down as"
    r"|you(?:'?re| are) (?:talking|speaking|chatting) (?:to|with)|(?:tu )?m[óo]wi(?= \S+ \S)|przy telefonie|z tej strony"
    r"|fi (?:di|ydi|ydy|yw|'di)|dyma(?= \S+ \S)"
    r"|(?:(?:it'?s|this is|asking|doing (?:it|this)|here) )?(?:for|on behalf of) "
    r"(?:my|our|the) [\w']{2,20}(?: [\w']{2,20})?(?=[,:] \S+ \S)"
    r"|i am|i'?m|it'?s|it is|this is|just|(?:you can |please |pls |just |everyone |they |people )*calls? me|name|we are|we'?re"
    r"|nazywam si[ęe]|mam na imi[ęe]|(?:prosz[ęe] |mo[żz]\w+ )?(?:mi )?m[óo]w(?:i[ćc])?(?: mi| do mnie)|jestem"
    r"|tutaj|tu(?= \w+ \w+(?:sk[ia]|ck[ia]|dzk[ia]|wicz|czyk|[aie]k)\b)|z tej strony"
    r"|(?:moje |to moje )?dane(?: osobowe)?(?: to|:)"
    r"|(?:moje )?imi[ęe](?: i nazwisko)?(?: to|:| -|=)?|(?:moje )?nazwisko(?: to|:)?|my surname(?: is)?"
    r"|rwy'?n|rydw i'?n|dw i'?n|dwi'?n|f[y']? ?enw(?: i)? (?:yw|ydy|ydi|'?di)|fy enw i|enw|surname|full name)"
    r"(?=[\s:,=-])[\s:,=-]*",
    re.IGNORECASE,
)
_FAREWELL = re.compile(
    r"(?:[\s,.!;-]+(?:here|speaking|(?:thanks|thank you)(?: for asking| so much| very much| a lot"
    r"| hun| hon| pal| mate| duck)?|thankyou"
    r"|please|pls"
    r"|plz|thx|tnx|lol|haha|i think|cheers|ta|x{1,4}"
    r"|full stop|period|exclamation mark|on the line|przy telefonie|ydi fi|sy'?n siarad|sy yma|(?:di|ydi|ydy|yw)'?r enw"
    r"|(?:yw|ydy|ydi|di) enw i"
    r"|ydw i|dw ?i|yma|sy '?ma|sydd yma|diolch|plis"
    r"|dzi[ęe]kuj[ęe]|dzi[ęe]ki|pozdrawiam|prosz[ęe]|as above|again"
    r"|(?:yw|ydy|ydi) fy enw(?: i)?|z tej strony|is my name|is the name|by the way|btw|nice to meet you|and you))+[\s.!]*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r" ?\((?!(?:mr|mrs|ms|miss|mx|dr)\b)[^()]{0,40}\)| from [^\W\d_]+$"
    r"|,? \(?(?:she|he|they) ?/ ?\w+\)?(?: ?/ ?\w+)?$"
    r"| (?:n[ée]e|formerly|(?:but|or|and) (?:please |you can |just )?(?:call me|people call me|everyone calls me|put|use"
    r"|i go by|i use)|known as|aka) .*$"
    r"|, (?:please |you can |just )?call me .*$"
    r"|(?<=[^\W\d_]{2})(?<!\bwe)(?<!\bthey)(?<!\bwho)(?<!\bjust)(?<!\bonly)(?<!\bstill)(?<!\balso)(?<!\breally)(?<!\band)(?<!\byou)"
    r" (?:wanna|gonna|wants? to|wanting to|going to|(?:looking|hoping|trying) to|thinking (?:of|about)|would like|looking for) .*$"
    r"|,? (?:on behalf of|acting for|(?:and|but) i(?:'m| am|'d| want| would| need)"
    r"|w imieniu|ar ran)\b.*$"
    r"|(?<=\w) (?:['\"][^\W\d_]{2,12}['\"])(?= \w)",
    re.IGNORECASE,
)
"""Pronouns, a town, a nickname, a maiden name or for whom somebody acts: what some people add."""

_LABELLED = re.compile(
    r"(?:(?:first|given) name|(?:first|forename|fn)(?=:)|(?:mam na |moje )?imi[ęe](?! i nazwisko)(?: to)?"
    r"|enw cyntaf):? (.{1,60}?),? (?:and |i |a )?"
    r"(?:(?:last|sur|family) ?name|(?:last|sn|ln)(?=:)|(?:moje )?nazwisko(?: to)?|cyfenw):? ",
    re.IGNORECASE,
)
_LABELLED_BACKWARDS = re.compile(
    r"^(?:my )?(?:(?:last|sur|family) ?name|nazwisko|cyfenw):? (?:is )?(.{1,60}?),? (?:and )?(?:my )?"
    r"(?:(?:first|given) ?name|imi[ęe]|enw cyntaf):? (?:is )?(.{1,60})$",
    re.IGNORECASE,
)
_LABEL_BETWEEN = re.compile(
    r"(?<=\w)(?<!\bi)(?<!\band)(?<!\ba)(?<!\bmy)(?<!\bthe)(?<!\bmoje),? (?:(?:last|sur|family) ?name|nazwisko"
    r"|cyfenw):? (?:is )?(?=\w)",
    re.IGNORECASE,
)
_SPELT_OUT = re.compile(
    r",?\.? (?:(?:and |but )?(?:that'?s|it'?s|is) (?:[^\W\d_]+ )?)?with (?:an?|one|1|two|2|no|double"
    r"|the)(?: double)? [a-z]{1,2}'?s?\b[^.,;]*(?:,? not [^.,;]*)?(?=[.,;]|$)"
    r"|,?\.? (?:(?:that'?s|it'?s|is) (?:[^\W\d_]+ )?)?(?:spelt|spelled)\b.*$"
    r"|,? (?:as in|like the|like in) .*$|,? (?:one|1|two|2|no|double) [a-z]'?s?$"
    r"|,? (?:pisane |pisze sie |pisze się )?przez [^\W\d_]{1,2}\b[^.,;]*(?=[.,;]|$)|,? (?:gyda|efo) (?:dwy |un |dau )?[a-z]{1,2}$",
    re.IGNORECASE,
)
"""How a name is spelt, said after it: "Brand, that's brand with a d"."""
_SPELLS = re.compile(r"spel\w|(?:with|as in|like|one|two|double|no|przez|gyda|efo|[12])\b", re.IGNORECASE)
"""What is in each of them, quickly found to be missing."""
_LETTER_BY_LETTER = re.compile(
    r"(?P<said>[^\W\d_]{3,30})[\s,:;.-]{1,3}(?P<letters>(?:[^\W\d_][\s.,-]{1,2}){2,20}[^\W\d_])\.?$"
)
_SAID_TWICE = re.compile(
    r"^(?P<first>[^\W\d_]{1,40})(?: [^.,!;-]{1,20})?[.,!;-]+ (?=(?P=first) [^\W\d_])"
    r"|^(?P<last>[^\W\d_]{1,40})[.,!;-]+ (?=(?:[^\W\d_]{1,40} ){1,2}(?P=last)$)",
    re.IGNORECASE,
)
"""A part of the name, and the whole of it after that: "Kev. Kev Aspinall", "Bond. James Bond"."""
_JOINED = re.compile(r"(?<=[^\W\d_]{2})[._](?=[^\W\d_]{2})")


_SAYS_IT_IS_A_NAME = frozenset("name names surname nazywam imie nazwisko enw cyfenw called".split())


def introduces_a_name(around: Iterable[str]) -> bool:
    """Return whether the plain words ``around`` others say that those are a name: "my name is", and not only "it's"."""
    return not _SAYS_IT_IS_A_NAME.isdisjoint(around)


def without_labels(whole: str) -> str:
    """``whole`` without "first name", "surname", pronouns, a town and the like; ``whole`` if nothing is left."""
    whole = _SAID_TWICE.sub("", _as_spelt(without_greeting(whole)))
    if _LABELLED_BACKWARDS.match(whole):
        whole = without_farewell(whole)
    forwards = _LABELLED_BACKWARDS.sub(r"\2 \1", _LABELLED.sub(r"\1 ", whole, count=1))
    return _BESIDE.sub("", _LABEL_BETWEEN.sub(" ", forwards)).strip() or whole


def _as_spelt(whole: str) -> str:
    """``whole`` without how its last word is spelt; that word as it is spelt, where it was: "Singer, C I N G E R"."""
    bare = (_SPELT_OUT.sub("", whole) or whole) if _SPELLS.search(whole) else whole
    if not (spelt := _LETTER_BY_LETTER.search(bare)):
        return bare
    letters = "".join(filter(str.isalpha, spelt["letters"]))
    meant = OSA.distance(letters.casefold(), spelt["said"].casefold(), score_cutoff=_SLIPS) <= _SLIPS
    return bare[: spelt.start()] + letters.lower() if meant else bare


def says_how_it_is_spelt(said: str) -> bool:
    """Return whether ``said`` tells how a name in it is spelt: "singer with a c"."""
    return _SPELT_OUT.search(said) is not None


def without_frame(bare: str) -> str:
    """``bare`` without "hi, my name is" before it and "here, thanks x" after it, "marla.singer" in two words."""
    before = None
    named = bare
    while named != before:
        before = named
        named = _INTRODUCTION.sub("", _GREETING.sub("", named), count=1)
    return _JOINED.sub(" ", without_farewell(named))


def without_farewell(named: str) -> str:
    """``named`` without thanks, kisses and an "and" that joins nothing; something is always left of it."""
    while named.casefold().endswith((" and", " &", " +")):
        named = named.rpartition(" ")[0].rstrip(EDGES)
    bare = _FAREWELL.sub("", named).strip(EDGES + "-")
    if named.endswith(" X") and len(title_before(bare.split())[1]) == 1:
        # A capital after one name is a surname (Malcolm X), after two it is a kiss.
        return named
    return bare or named.strip(EDGES + "-")
