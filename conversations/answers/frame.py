"""What stands around an answer without being part of it: "erm, ... thanks x" in English, Welsh and Polish."""

from __future__ import annotations

import re

from conversations.answers.text import lines

_PAUSES = r"oh+|ah+|er+m*|u+[hm]+|h+m+|yeah|yep|ok|okay|oki|sorry|oops|thanks|no wi[eę]c|wel"
_GREETINGS = (
    r"(?:hi|hiya|hello|hey|helo|shwmae|cze[sś][cć]|hej|witam|dzie[nń] dobry|bore da|prynhawn da"
    r"|good (?:morning|afternoon|evening))(?: there| all| again|(?! (?:there|all|again)\b))"
)
_MEANT = r"yes|sure|well|right|so|of course|and|tak|ie|iawn"
"""What is a pause before a comma only: "Well Street", "So Young"."""
_BEFORE = re.compile(
    rf"^(?:(?:{_PAUSES}|{_GREETINGS})(?![^\W_'-])[\s,.!:;]+(?:- )?"
    rf"|(?:{_MEANT})(?:[,.!:;][\s,.!:;]*(?:- )?| (?=[0-9])))+(?=\S)",
    re.IGNORECASE,
)
_SIGNS = r"\u2600-\u27bf\ufe0f\U0001f300-\U0001faff"
"""Emoji, as the inside of a character class."""
# Possessive throughout, and begun only where nothing that may stand between stands before: each character is looked at
# once from each beginning, whatever follows. Of two phrases that begin alike the longer one comes first.
_AFTER = re.compile(
    rf"(?<![\s.!{_SIGNS}])"
    rf"(?:(?:[\s.!]*+[{_SIGNS}])*+[\s,.!;:-]++(?:please|pls|plz|thanks|thank you|thankyou so much|thankyou|thank u|thanku"
    r"|many thanks|thx|tnx|tx|ta|cheers"
    r"|(?<!\b[^\W\d_] )x{1,4}|lol|haha(?:ha)*"
    r"|i (?:think|reckon|believe|guess)|(?:dw i'?n|dwi'?n|rwy'?n) (?:meddwl|credu)|tak my[sś]l[eę]|wydaje mi si[eę]"
    r"|mate|prosz[eę]|dzi[eę]kuj[eę]|dzi[eę]ki|diolch|plis|os gwelwch yn dda)(?![^\W_]))*+"
    rf"[\s.!{_SIGNS}]*+$",
    re.IGNORECASE,
)
_LONGEST = 400
"""Characters; what is longer is more than an answer."""


def without_greeting(text: str) -> str:
    """Return ``text`` (one line) without pauses and greetings before it; as it is if nothing is left."""
    return _BEFORE.sub("", text) or text


def unframed(text: str) -> str:
    """Return ``text`` without pauses and greetings before and thanks, kisses and emoji after; as it is if nothing is left."""
    if len(text) > _LONGEST:
        return text
    first, *rest = lines(text) or ("",)
    if len(first) + sum(map(len, rest)) > _LONGEST:  # cleaned, a character may be several: an ellipsis is three dots
        return text
    first = _BEFORE.sub("", first)
    *between, last = first, *rest
    return "\n".join((*between, _AFTER.sub("", last))).strip() or text
