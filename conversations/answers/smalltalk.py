"""What people say that answers no question: greetings, thanks, questions back, swearing, a cat on the keyboard."""

from __future__ import annotations

import re
from enum import Enum, auto

from conversations.answers.text import clean, words


class Smalltalk(Enum):
    """The kinds that deserve different sentences."""

    GREETING = auto()
    QUESTION = auto()
    SWEARING = auto()
    REFUSAL = auto()
    NONSENSE = auto()
    FILLER = auto()


GREETINGS = frozenset(
    {
        "hello", "hi", "hiya", "hey", "heya", "hallo", "helo", "hullo", "howdy", "yo", "morning", "afternoon",
        "evening", "greetings", "nos", "noswaith", "prynhawn", "pnawn", "dobranoc",
        "shwmae", "shwmai", "sumae", "czesc", "witam", "hej", "siema", "alright",
    }
)  # fmt: skip
"""Plain words that open a conversation, in English, Welsh and Polish."""

FILLERS = frozenset(
    {
        "ok", "okay", "k", "kk", "yes", "yep", "yeah", "yup", "yea", "ya", "y", "no", "nope", "nah", "n", "sure",
        "fine", "thanks", "thank", "thankyou", "you", "ta", "cheers", "please", "pls", "plz", "start", "next",
        "continue", "ready", "go", "done", "skip", "back", "help", "stop", "cancel", "maybe", "idk", "dunno", "lol",
        "haha", "hahaha", "hmm", "hm", "um", "er", "what", "good", "great", "cool", "nice", "hurry", "wait", "sorry",
        "none", "na", "nothing", "anything", "test", "testing", "so", "well", "right", "correct", "name", "tak",
        "nie", "prosze", "dzieki", "dziekuje", "ie", "ydw", "diolch", "iawn", "there", "bot", "mate", "day", "dobry",
        "dzien", "bore", "da", "dda", "all", "perfect", "agreed", "agree", "i", "asap", "info", "x", "xx", "xxx",
        "ydy", "ydi", "ydyn", "ia", "iep", "oes", "oce", "perffaith", "gwych", "nac", "nag", "nage", "naddo", "dim", "ddim",
        "eto", "jasne", "oczywiscie", "pewnie", "zgoda", "super", "potwierdzam", "poprawne",
        "pozniej", "dobrze", "wdym", "nvm", "idc", "btw", "tbh", "tbf", "omg", "lmao", "rofl", "righto", "alrighty", "aye",
        "ditto", "tbc", "tba", "wagwan", "hun",
    }
)  # fmt: skip
"""Plain words that mean nothing by themselves."""

_SWEARING = re.compile(
    r"\b(?:f+u+c+k\w*|mother\s?f\w+|sh[i1]te?s?|shitt?(?:y|ing)|bullshit|cunts?|wank(?:er)?s?|bollocks|bastards?"
    r"|arses?|arseholes?|assholes?|dickheads?"
    r"|prick|twats?|piss(?:ed)?|wtf|stfu|ffs|gtfo|bugger off|sod off|bitch(?:es|y)?|crap|kurwa\w*|kurde|cholera"
    r"|cholern\w*|dupa|gowno|pierdol\w*|spierdal\w*|spieprzaj\w*|spadaj\w*|chuj\w*|cachu)\b"
)
_QUESTION = re.compile(
    r"(?:why|what|whats|who|whos|how|hows|when|where|which"
    r"|is (?:it|this|that|there|my|your|the|any\w*|some\w*)|are (?:you|they|we|there|these|my)|do (?:you|u|i|we|they)|can i|can you"
    r"|could i|could you"
    r"|will (?:you|i|we|an? \w+|the|it|this|that|they|there|my|some(?:one|body)|any(?:one|body))|am i|may i|shall i|would you"
    r"|does|should i|must i|dlaczego|czemu|kto|jak dlugo|czy|pwy|sut)\b"
)
_REFUSAL = re.compile(
    r"(?:id )?(?:rather not|prefer not|not telling|not saying|wont say|wont tell|dont want to|do not want to|not giving"
    r"|none of (?:your|ur|yr|my)|(?:not|isnt) (?:any of )?(?:your|ur) business|mind (?:your|ur) own"
    r"|no way|never|im not|i am not|i will not|i wont"
    r"|(?:to )?nie (?:twoja|wasza|twoj|wasz) (?:sprawa|interes|biznes)|dim (?:o|yn) (?:dy|eich|ch) (?:fusnes|busnes)"
    r"|nie (?:wiem|powiem|podam|chce)|(?:dw i|dwi|dydw i|dydwi) ddim|dim (?:diolch|ffon|rhif|enw|syniad|byd|ar hyn o bryd))\b"
)
_BRIEFLY = r"(?:bit|bits|min|mins|minute|minutes|mo|moment|moments|sec|secs|second|seconds|tick)"
_LATER = re.compile(
    rf"(?:in )?(?:a|an|one|1|two|2|just a|just one|hang on a|wait a) {_BRIEFLY}"
    rf"|(?:please )?(?:give|gimme) (?:me )?(?:a|one|1|two|2) {_BRIEFLY}"
    r"|(?:please )?(?:hang on|hold on)|not (?:yet|now)|(?:maybe|perhaps|a bit|bit|much|do it|back|again) later"
    r"|no its|no it is|its me|only me|its only me|no thanks|no thank you"
)
"""Not now; and what an answer begins with, sent too soon."""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_DRAWN_OUT = re.compile(
    r"h+m{2,}|m+h+m+|u+h+m*|u+m{2,}|e+r+m+|a+h{2,}|o+h{2,}|a+r+g+h+|n+o{3,}|y+e+a+h{2,}|z{3,}|p+f+t+"
)
"""A sound rather than a word."""
VOWELS = frozenset("aeiouyw")


def is_nonsense(word: str) -> bool:
    """Whether a plain word is a run of keys or a letter held down ("asdf", "aaaa", "sdfgh"), never a name's spelling."""
    if _DRAWN_OUT.fullmatch(word):
        return True
    if len(word) < 4:
        return len(word) == 3 and len(set(word)) == 1
    if len(set(word)) == 1 or any(word in row for row in _ROWS):
        return True
    if any(word.startswith(row[:4]) and row[:4] in {"asdf", "qwer", "zxcv"} for row in _ROWS):
        return True
    return len(word) >= 5 and word.isascii() and word.isalpha() and not VOWELS.intersection(word)


def kind(text: str) -> Smalltalk | None:
    """What small talk ``text`` is as a whole, or ``None`` where it may be an answer. Takes any ``str``."""
    spoken = words(text)
    joined = " ".join(spoken)
    if _SWEARING.search(joined):
        return Smalltalk.SWEARING
    if clean(text).endswith("?") or _QUESTION.match(joined):
        return Smalltalk.QUESTION
    if _REFUSAL.match(joined) or _LATER.fullmatch(joined):
        return Smalltalk.REFUSAL
    if not spoken:
        return None
    if all(word in GREETINGS or word in FILLERS for word in spoken):
        return Smalltalk.GREETING if spoken[0] in GREETINGS | {"good", "dzien", "bore"} else Smalltalk.FILLER
    if all(is_nonsense(word) for word in spoken):
        return Smalltalk.NONSENSE
    return None
