"""A person in any of the languages, who presses what its buttons say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from conversations.commands import Command
from conversations.events import ReminderDue
from conversations.languages import CATALOGUES
from conversations.state import Collecting
from support.person import ANSWERS, FORM, Person

WHOLE = replace(FORM, email="hello@derbyhomes.example", agency_url="https://derbyhomes.example")


class Speaker(Person):
    """A person who presses what their language's buttons say."""

    def label(self, key: str) -> str:
        return CATALOGUES[self.language].sentences[key]

    def presses(self, key: str) -> str:
        return self.taps(self.label(key))

    def reaches(self, until: str = "consent") -> None:
        """Start, and answer up to a question, the review or the consent question."""
        self.starts()
        self.goes_on(until)

    def goes_on(self, until: str) -> None:
        for key in self.form.questions:
            if isinstance(self.state.phase, Collecting) and key in self.state.phase.answers:
                continue
            if key == until:
                return
            choice = {"sale_or_let": "sale_or_let.choice.vendor", "property_type": "property_type.choice.semi-detached"}
            self.presses(choice[key]) if key in choice else self.says(ANSWERS[key])
        if until == "consent":
            self.presses("button.reviewed")

    def is_due(self) -> list[Command]:
        """Do nothing for a day, and be due to be reminded; returns what comes of it."""
        self.waited += timedelta(hours=20)
        return self.happens(ReminderDue())

    def sends(self) -> str:
        """Consent; returns the lead's reference."""
        self.presses("consent.yes")
        return self.sent[-1].reference


def speaker(language: str) -> Speaker:
    return Speaker(form=WHOLE, language=language)
