"""What is no answer and no question of ours, and still deserves a word: hello, thanks, not now, a curse."""

from __future__ import annotations

import re
from enum import StrEnum

from conversations.answers import smalltalk, yes_no
from conversations.answers.smalltalk import FILLERS, GREETINGS, Smalltalk
from conversations.answers.text import words


class Courtesy(StrEnum):
    """What somebody said; the word that it gets is ``courtesy.<name>`` of the catalogues."""

    GREETING = "greeting"
    THANKS = "thanks"
    BYE = "bye"
    LATER = "later"
    REFUSAL = "refusal"
    SWEARING = "swearing"
    QUESTION = "question"
    HERE = "here"
    SAME = "same"


FAILURES = frozenset({Courtesy.REFUSAL, Courtesy.SWEARING, Courtesy.QUESTION, Courtesy.SAME})
"""Those after which the person may be stuck: they count as answers that were not understood."""

_THANKS = frozenset(
    {"thanks", "thank", "thankyou", "thx", "tnx", "cheers", "ta", "diolch", "dzieki", "dziekuje", "appreciated"}
)
_AROUND_THANKS = (
    frozenset(
        """you very much a lot so many for your the help all that was is it lovely great brilliant again thats really good fab
        amazing fantastic helpful useful wonderful awesome sorted love pal""".split()
    )
    | frozenset("yn fawr iawn i ti chi am hynny hynna hyn hwn y cymorth bardzo wielkie za pomoc".split())
    | FILLERS
    | GREETINGS
)
_BYE = frozenset(
    """bye goodbye byebye cya laters ciao tara farewell see ya hwyl nara papa pa narazie czesc do widzenia zobaczenia
    for now later soon you then""".split()
)
_BYES = frozenset(
    "bye goodbye byebye cya laters ciao tara farewell hwyl nara papa pa narazie widzenia zobaczenia".split()
)
_LATER = re.compile(
    r"\b(later|not (right )?now|not yet|busy|(in|after) (a|the) (bit|minute|min|moment|while|hour)|tomorrow|tonight|come back"
    r"|hang on|hold on|(one|a|give me a|just a) (sec|second|minute|min|moment|mo)|at work|driving"
    r"|wedyn|nes ymlaen|yfory|fory|heno|ddim (nawr|rwan)|prysur|munud|eiliad"
    r"|pozniej|nie teraz|jutro|potem|wieczorem|zajet[ya]|chwil\w+|moment|minut\w*)\b"
)
_ASKS = re.compile(
    r"\b(what|whats|why|how|who|where|when|which|can|is|are|co|czy|jak|dlaczego|ile|beth|pam|sut|pwy|faint)\b"
)
_HAS_NONE = re.compile(
    r"\b(?:(?:dont|do not|havent|have not|never) (?:really |even |actually )?(?:have|got|had|use|do|own|want)"
    r"|(?:nie|nigdy nie) (?:mam|uzywam|posiadam|korzystam)"
    r"|(?:does|sdim|sgen i|sgen|nid oes) (?:gen i |gyda fi )?ddim|ddim yn (?:defnyddio|iwsio))\b"
)
_DOES_NOT_KNOW = re.compile(
    r"\b(?:(?:dont|do not|cant|cannot) (?:know|remember|recall)|dunno|idk|no (?:idea|clue)|not sure|forg[eo]t\w*"
    r"|(?:look|google|find|check|search)(?: it)?(?: up)?$|nie (?:wiem|pamietam|znam)|zapomnial\w*"
    r"|dim (?:syniad|clem)|d?dim yn (?:gwy?bod|cofio|siwr)|(?:dw|dwn|wn) i ddim$)"
)
_HAS_NO_POSTCODE = re.compile(
    r"\b(?:new ?builds?|(?:no|without(?: a)?|any) post ?codes?|post ?code yet"
    r"|(?:hasnt|has not|havent|have not|doesnt|does not|dont|do not|isnt|not) (?:been |even )?(?:got |have |given )?"
    r"(?:one|a post ?code)"
    r"|now[ey] (?:budownictwo|budowa|dom|budynek|osiedle)|(?:nie ma|brak|bez)(?: jeszcze)? kodu|kodu jeszcze"
    r"|(?:ty|tai|adeilad|stad) newydd|(?:dim|heb)(?: y)? g?[ck]?od post)\b"
)
_NEARBY = re.compile(
    r"\b(?:near(?:est|by)|approx\w*|roughly|(?:the )?sites?|sales office|next doors?(?! to)|surrounding"
    r"|w poblizu|najblizsz\w*|obok|przyblizon\w*|budowy"
    r"|gerllaw|agosaf|bras|safle)\b"
)
_COUNTS = re.compile(
    r"\b(?:counts?|counted|counting|classed?|includ\w+|licz\w+|wlicz\w+|zalicz\w+|[cg]yfri\w*|gyfrif\w*)\b"
)
_ROOM = re.compile(
    r"\b(?:\w*rooms?|beds?|box|loft|attic|study|office|nursery|basement|cellar|annexe?|den|studio|what counts"
    r"|pokoj\w*|pokoi\w*|sypialni\w*|poddasz\w*|strych\w*|gabinet\w*|salon\w*|piwnic\w*|lozk\w*"
    r"|y?stafell\w*|l?lofft\w*|atig|swyddfa|lolfa|stydi|gwely)\b"
)
"""Rooms that may be bedrooms. Of an extension or a kitchen it is no question of this one whether it counts."""
_HERE = re.compile(
    r"(?:(?:hello|hi|hey|helo|halo|hallo|is|are|r|so|ok|um|sorry|czy|oes|wyt|dach|ydych|ydach) )*"
    r"(?:(?:you|u|ya) (?:still )?(?:there|here|alive|awake|working)|(?:any|some)(?:one|body) (?:still )?(?:there|here|home)"
    r"|(?:jest|jestes|jestescie) (?:tam|tu)(?: ktos)?|(?:tam|tu) (?:jestes|jestescie)|(?:jest )?(?:tam |tu )?ktos(?: tam| tu)?"
    r"|(?:ti|chi|chin) (?:yna|yma)|(?:rhywun|rywun|unrhyw un) (?:yna|yma))(?: (?:still|yet|please|hello|or what|o hyd))*"
)
_HELLO = frozenset({"hello", "hi", "hey", "hallo", "halo", "helo"})
_SAME = re.compile(
    r"(?:(?:its|it|is|the|just|still|yes|all|exactly|to|tak|mae) )*"
    r"(?:(?:same|same \w+)(?: as)?(?: (?:before|above|last time|earlier|i said|i told you|you have|always|ever|already))?"
    r"|as (?:before|above|last time|earlier)|jak (?:wczesniej|poprzednio|ostatnio|przedtem|wyzej)"
    r"|(?:(?:ten|ta|taki|taka) )?sam\w*(?: \w+)?(?: (?:co|jak) \w+)?|to samo(?: co \w+)?"
    r"|(?:fel|yr un \w+(?: a)?) (?:or blaen|o r blaen|cynt|gynt)"
    r"|(?:you|youve|u|uve) (?:already |still )?(?:have|got|know|hold) (?:it|that|this|mine)(?: already)?"
    r"|ive (?:already |just )(?:given|told|sent|said|typed|put|done|answered)(?: (?:it|that|this|you|to you))*"
    r"|i (?:already |just )(?:gave|told|sent|said|typed|put|did|answered)(?: (?:it|that|this|you|to you))*)(?: (?:please|thanks))?"
)
"""What refers to an answer given before."""
_LONGEST = 8
"""Words; somebody who writes more than that says more than a courtesy."""


def heard(text: str) -> Courtesy | None:
    """Return what ``text`` as a whole is, of all that is no answer; ``None`` for anything else."""
    spoken = words(text[:200])
    if (
        spoken
        and len(spoken) <= _LONGEST
        and not _THANKS.isdisjoint(spoken)
        and set(spoken) <= _THANKS | _AROUND_THANKS
    ):
        return Courtesy.THANKS
    if spoken and not _BYES.isdisjoint(spoken) and set(spoken) <= _BYE | _THANKS | _AROUND_THANKS:
        return Courtesy.BYE
    said = " ".join(spoken)
    if len(spoken) <= _LONGEST and (_HERE.fullmatch(said) or (_HELLO.issuperset(spoken) and "?" in text[:200])):
        return Courtesy.HERE
    if len(spoken) <= _LONGEST and _SAME.fullmatch(said):
        return Courtesy.SAME
    kind = smalltalk.kind(text[:400])
    if kind in (Smalltalk.SWEARING, Smalltalk.QUESTION, Smalltalk.GREETING):
        return _KINDS[kind]
    if len(spoken) <= _LONGEST and _LATER.search(said) and not _ASKS.search(said):
        return Courtesy.LATER
    return Courtesy.REFUSAL if kind is Smalltalk.REFUSAL else None


def declines(text: str) -> bool:
    """Return whether ``text`` says that there is no such thing to tell: "no", "no thanks", "I don't use email"."""
    return yes_no.adds_nothing(text) or _HAS_NONE.search(" ".join(words(text[:200]))) is not None


def does_not_know(text: str) -> bool:
    """Return whether ``text`` says that the person does not know, or that it is for us to find: "no idea", "look it up"."""
    return _DOES_NOT_KNOW.search(" ".join(words(text[:200]))) is not None


def has_no_postcode(text: str) -> bool:
    """Return whether ``text`` says that the property has no postcode yet: "new build, hasn't got one"."""
    return _HAS_NO_POSTCODE.search(" ".join(words(text[:200]))) is not None


def is_approximate(text: str) -> bool:
    """Return whether ``text`` says that the postcode in it is not quite the property's: "nearest is DE1 1JX"."""
    return has_no_postcode(text) or _NEARBY.search(" ".join(words(text[:200]))) is not None


def asks_what_counts(text: str) -> bool:
    """Return whether ``text`` asks which rooms are bedrooms: "does a box room count?"."""
    said = " ".join(words(text[:200]))
    return _COUNTS.search(said) is not None and _ROOM.search(said) is not None


_KINDS = {
    Smalltalk.SWEARING: Courtesy.SWEARING,
    Smalltalk.QUESTION: Courtesy.QUESTION,
    Smalltalk.GREETING: Courtesy.GREETING,
}
