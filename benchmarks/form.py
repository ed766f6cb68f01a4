"""The conversation of every contestant: what a person sends, step by step, and what has to be asked next.

The sentences are those of this bot, and the peers use them too, so that all send texts of the same length. A person
continues when a message contains the words of the next question and, if it is answered by a button, that button.
"""

from __future__ import annotations

from dataclasses import dataclass

from conversations.languages.en import CATALOGUE

S = CATALOGUE.sentences


@dataclass(frozen=True, slots=True)
class Step:
    """One update: ``text`` typed (``{n}`` is the person's number) or ``tap``, a button's label. ``then``: words of the reply."""

    name: str
    then: str
    text: str = ""
    tap: str = ""


def _words(key: str) -> str:
    return max(S[key].replace("**", "").split("{"), key=len).rpartition("}")[2].strip()


STEPS = (
    Step("start", _words("sale_or_let.ask"), text="/start"),
    Step("sale or let", _words("name.ask"), tap=S["sale_or_let.choice.vendor"]),
    Step("name", _words("phone.ask"), text="Marla Singer"),
    Step("phone", _words("email.ask"), text="07986 {n:06}"),
    Step("email", _words("address.ask"), text="cloud{n}@cloud.com"),
    Step("address", _words("postcode.ask"), text="123 Example Street, Derby"),
    Step("postcode", _words("bedrooms.ask"), text="DE1 1JX"),
    Step("bedrooms", _words("property_type.ask"), tap=S["bedrooms.choice.4"]),
    Step("type", S["review"].partition("\n")[0], tap=S["property_type.choice.semi-detached"]),
    Step("review", "Shall I send this to", tap=S["button.reviewed"]),
    Step("consent", S["sent.thanks"], tap=S["consent.yes"]),
)
"""Eight questions, the review and the consent: ten, after /start. The estimate follows by itself."""

ESTIMATE = "£"
"""Text that only the last message of a conversation contains."""
