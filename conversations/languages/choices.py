"""Words of one language for which of the readings offered back is meant."""

from __future__ import annotations

from dataclasses import dataclass

from conversations.languages.alternatives import Alternatives


@dataclass(frozen=True, slots=True)
class Choices(Alternatives):
    """Alternatives of a regular expression, in plain words: lower case, no accents, no apostrophes but in ``meant``.

    ``first``, ``second``, ``third`` and ``last`` are places, with the words of ``around`` around them. ``mobile`` and ``landline``
    are what telephone numbers are called. ``no`` begins an answer after a no, with ``meant`` before the answer. ``counts`` and
    ``leaves_out`` say whether a box room is a bedroom. ``no_number`` says that a house has none, ``stands`` that what was typed
    is right.
    """

    first: str
    second: str
    third: str
    last: str
    around: str
    mobile: str
    landline: str
    no: str
    meant: str
    counts: str
    leaves_out: str
    no_number: str
    stands: str
