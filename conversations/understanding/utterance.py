"""Utterance: a typed text, normalised once for all producers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from conversations.answers.consent import Assent
from conversations.answers.frame import unframed
from conversations.answers.text import Text, changed, words
from conversations.answers.vocabulary import Vocabulary
from conversations.languages import assent, catalogue, vocabulary
from conversations.languages.catalogue import Catalogue
from conversations.understanding.slot_filling import Volunteered, find


@dataclass(frozen=True)
class Utterance:
    """One text message.

    ``raw`` is the text as received, ``language`` the code of the chat's language. ``own`` is false for a forwarded text and
    for the caption of a picture. The properties are computed on first use, and so are the forms of ``raw`` and ``bare``
    (:class:`conversations.answers.text.Text`).
    """

    raw: str
    language: str
    own: bool = True

    def __post_init__(self) -> None:
        if not isinstance(self.raw, Text):
            object.__setattr__(self, "raw", Text(self.raw))

    @cached_property
    def bare(self) -> str:
        """The text without leading greetings and trailing thanks, kisses and emoji."""
        return changed(unframed(self.raw), self.raw)

    @cached_property
    def volunteered(self) -> Volunteered:
        """The answers in ``bare`` to any question."""
        return find(self.bare, talk=self.vocabulary)

    @property
    def words(self) -> tuple[str, ...]:
        """The plain words: lower case, no accents, no punctuation."""
        return words(self.raw)

    @cached_property
    def joined(self) -> str:
        """The plain words joined by single spaces."""
        return " ".join(self.words)

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the chat's language."""
        return catalogue(self.language)

    @property
    def assent(self) -> Assent:
        """The phrases for yes and no in this chat."""
        return assent(self.language)

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary of everyday talk in this chat."""
        return vocabulary(self.language)

    @cached_property
    def only_question_marks(self) -> bool:
        """Return whether the text is only question marks."""
        return "?" in self.raw and not self.raw.strip("? ")

    @cached_property
    def begins_as_question(self) -> bool:
        """Return whether the text begins with the words of a question in the chat's language."""
        return self.catalogue.asks.match(self.joined) is not None

    def with_text(self, text: str) -> Utterance:
        """Return the same message with another text."""
        return Utterance(text, self.language, self.own)
