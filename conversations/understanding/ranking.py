"""Ranking: precedence of the kinds of meaning at each place of the conversation. Precedence is decided only here."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from conversations.understanding.candidates import Evidence, Kind
from conversations.understanding.scene import Place

Rank = tuple[Kind, Evidence]
"""Kind of candidate, and the minimum evidence with which it wins at this rank."""

_POSSIBLE, _CLEAR, _EXACT = Evidence.POSSIBLE, Evidence.CLEAR, Evidence.EXACT


def _ranks(*runs: tuple[Evidence, *tuple[Kind, ...]]) -> tuple[Rank, ...]:
    """Return the ranks in order from runs of kinds, each after the minimum evidence for them."""
    return tuple((kind, least) for least, *kinds in runs for kind in kinds)


_END = (_CLEAR, Kind.SMALLTALK), (_POSSIBLE, Kind.SUGGESTION, Kind.SMALLTALK)

RANKING: Mapping[Place, tuple[Rank, ...]] = MappingProxyType(
    {
        Place.FIRST: _ranks(
            (_EXACT, Kind.COMMAND, Kind.URGENT, Kind.LANGUAGE, Kind.INTENT),
            (_CLEAR, Kind.BEGINNING),
            (_POSSIBLE, Kind.NOTHING),
        ),
        Place.QUESTION: _ranks(
            (_EXACT, Kind.COMMAND, Kind.URGENT, Kind.LANGUAGE, Kind.INSTEAD, Kind.CHOICE, Kind.INTENT),
            (_CLEAR, Kind.BACK),
            (_EXACT, Kind.SKIP, Kind.UNIT, Kind.TOPIC),
            (_POSSIBLE, Kind.ANSWER),
            (_CLEAR, Kind.AGAIN, Kind.KEEP, Kind.TOPIC, Kind.PART),
            (_POSSIBLE, Kind.NAMED, Kind.RECOUNT, Kind.KEEP),
            *_END,
            (_POSSIBLE, Kind.NOTHING),
        ),
        Place.REVIEW: _ranks(
            (_EXACT, Kind.COMMAND, Kind.URGENT),
            (_CLEAR, Kind.GO_ON),
            (_EXACT, Kind.LANGUAGE, Kind.INTENT),
            (_CLEAR, Kind.BACK),
            (_EXACT, Kind.TOPIC),
            (_CLEAR, Kind.PART, Kind.CHANGE, Kind.TOPIC),
            (_POSSIBLE, Kind.NAMED, Kind.CHANGE),
            *_END,
        ),
        Place.CONSENT: _ranks(
            (_EXACT, Kind.COMMAND, Kind.URGENT, Kind.CONSENT, Kind.LANGUAGE, Kind.INTENT),
            (_CLEAR, Kind.BACK, Kind.PREFERENCE),
            (_EXACT, Kind.TOPIC),
            (_CLEAR, Kind.PART, Kind.CHANGE, Kind.CONSENT, Kind.TOPIC),
            (_POSSIBLE, Kind.NAMED, Kind.CHANGE),
            *_END,
        ),
        Place.AFTER: _ranks(
            (_EXACT, Kind.COMMAND, Kind.URGENT, Kind.LANGUAGE, Kind.INTENT, Kind.CONFIRMATION),
            (_CLEAR, Kind.SLOT, Kind.INTENT),
            (_EXACT, Kind.TOPIC, Kind.TOO_LATE),
            (_CLEAR, Kind.TOPIC, Kind.TOO_LATE),
            *_END,
            (_POSSIBLE, Kind.NOTHING),
        ),
        Place.ENDED: _ranks(
            (_EXACT, Kind.COMMAND, Kind.URGENT, Kind.LANGUAGE, Kind.INTENT, Kind.CONFIRMATION),
            (_CLEAR, Kind.TOPIC, Kind.GO_ON),
            *_END,
            (_POSSIBLE, Kind.NOTHING),
        ),
    }
)
