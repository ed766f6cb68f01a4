"""Ranking: precedence of the kinds of meaning at each place of the conversation. Precedence is decided only here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conversations.understanding.candidates import Evidence, Kind
from conversations.understanding.scene import Place

Rank = tuple[Kind, Evidence]
"""Kind of candidate, and the minimum evidence with which it wins at this rank."""

_POSSIBLE, _CLEAR, _EXACT = Evidence.POSSIBLE, Evidence.CLEAR, Evidence.EXACT

RANKING: Mapping[Place, tuple[Rank, ...]] = MappingProxyType(
    {
        Place.FIRST: (
            (Kind.COMMAND, _EXACT),
            (Kind.LANGUAGE, _EXACT),
            (Kind.INTENT, _EXACT),
            (Kind.BEGINNING, _CLEAR),
            (Kind.NOTHING, _POSSIBLE),
        ),
        Place.QUESTION: (
            (Kind.COMMAND, _EXACT),
            (Kind.LANGUAGE, _EXACT),
            (Kind.INSTEAD, _EXACT),
            (Kind.CHOICE, _EXACT),
            (Kind.INTENT, _EXACT),
            (Kind.BACK, _CLEAR),
            (Kind.SKIP, _EXACT),
            (Kind.UNIT, _EXACT),
            (Kind.TOPIC, _EXACT),
            (Kind.ANSWER, _POSSIBLE),
            (Kind.AGAIN, _CLEAR),
            (Kind.KEEP, _CLEAR),
            (Kind.TOPIC, _CLEAR),
            (Kind.PART, _CLEAR),
            (Kind.NAMED, _POSSIBLE),
            (Kind.RECOUNT, _POSSIBLE),
            (Kind.KEEP, _POSSIBLE),
            (Kind.SMALLTALK, _CLEAR),
            (Kind.SUGGESTION, _POSSIBLE),
            (Kind.SMALLTALK, _POSSIBLE),
            (Kind.NOTHING, _POSSIBLE),
        ),
        Place.REVIEW: (
            (Kind.COMMAND, _EXACT),
            (Kind.GO_ON, _CLEAR),
            (Kind.LANGUAGE, _EXACT),
            (Kind.INTENT, _EXACT),
            (Kind.BACK, _CLEAR),
            (Kind.TOPIC, _EXACT),
            (Kind.PART, _CLEAR),
            (Kind.CHANGE, _CLEAR),
            (Kind.TOPIC, _CLEAR),
            (Kind.NAMED, _POSSIBLE),
            (Kind.CHANGE, _POSSIBLE),
            (Kind.SMALLTALK, _CLEAR),
            (Kind.SUGGESTION, _POSSIBLE),
            (Kind.SMALLTALK, _POSSIBLE),
        ),
        Place.CONSENT: (
            (Kind.COMMAND, _EXACT),
            (Kind.CONSENT, _EXACT),
            (Kind.LANGUAGE, _EXACT),
            (Kind.INTENT, _EXACT),
            (Kind.BACK, _CLEAR),
            (Kind.PREFERENCE, _CLEAR),
            (Kind.TOPIC, _EXACT),
            (Kind.PART, _CLEAR),
            (Kind.CHANGE, _CLEAR),
            (Kind.CONSENT, _CLEAR),
            (Kind.TOPIC, _CLEAR),
            (Kind.NAMED, _POSSIBLE),
            (Kind.CHANGE, _POSSIBLE),
            (Kind.SMALLTALK, _CLEAR),
            (Kind.SUGGESTION, _POSSIBLE),
            (Kind.SMALLTALK, _POSSIBLE),
        ),
        Place.AFTER: (
            (Kind.COMMAND, _EXACT),
            (Kind.LANGUAGE, _EXACT),
            (Kind.INTENT, _CLEAR),
            (Kind.TOPIC, _CLEAR),
            (Kind.TOO_LATE, _CLEAR),
            (Kind.SMALLTALK, _CLEAR),
            (Kind.SUGGESTION, _POSSIBLE),
            (Kind.SMALLTALK, _POSSIBLE),
            (Kind.NOTHING, _POSSIBLE),
        ),
        Place.ENDED: (
            (Kind.COMMAND, _EXACT),
            (Kind.LANGUAGE, _EXACT),
            (Kind.INTENT, _EXACT),
            (Kind.TOPIC, _CLEAR),
            (Kind.GO_ON, _CLEAR),
            (Kind.SMALLTALK, _CLEAR),
            (Kind.SUGGESTION, _POSSIBLE),
            (Kind.SMALLTALK, _POSSIBLE),
            (Kind.NOTHING, _POSSIBLE),
        ),
    }
)
