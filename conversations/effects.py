"""Effects: the commands of a turn, carried out by a channel (the chat, the terminal, the tests)."""

from __future__ import annotations

from typing import Protocol

from conversations import commands
from conversations.flow.turn import Turn
from conversations.form import Form
from conversations.languages import catalogue
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Message
from conversations.languages.render import render, words
from conversations.lead import Lead


class Channel(Protocol):
    """Channel: one method per command of a turn."""

    def say(self, message: Message) -> None:
        """Show a message."""

    def toast(self, text: str) -> None:
        """Show a short notice in answer to the tap."""

    def typing(self) -> None:
        """Show a typing indicator."""

    def send_lead(self, lead: Lead) -> None:
        """Queue a lead for the Lead API."""

    def withdraw_lead(self, reference: str) -> None:
        """Cancel the attempts to deliver a lead that have not begun."""

    def pass_on(self, addition: commands.PassOn) -> None:
        """Add something to a delivered lead."""

    def store_visit(self, visit: commands.StoreVisit) -> None:
        """Store a visit for staff."""

    def drop_visit(self, name: str) -> None:
        """Delete a visit."""

    def store_relay(self, relay: commands.StoreRelay) -> None:
        """Store a relay, so that staff messages reach it, or record its end."""

    def tell_topic(self, told: commands.TellTopic) -> None:
        """Post a line in the relay's staff topic."""

    def tell_staff(self, line: commands.Line) -> None:
        """Notify the agency's staff."""

    def erase(self) -> None:
        """Erase all data about this chat."""

    def show_held(self, language: Catalogue) -> None:
        """Show all data about this chat."""

    def remove_messages(self) -> None:
        """Delete the messages of this chat."""


def carry_out(turn: Turn, form: Form, language: str, channel: Channel) -> None:
    """Carry out the commands of ``turn`` in order. ``language`` is the tag to use if the person has chosen none."""
    form = form.at_office(turn.state.office_id)
    words_of = catalogue(turn.state.language or language)
    for command in turn.commands:
        _carry_out(command, form, words_of, channel)


def _carry_out(command: commands.Command, form: Form, language: Catalogue, channel: Channel) -> None:
    match command:
        case commands.Say():
            channel.say(render(command, form, language))
        case commands.Toast(line):
            channel.toast(words(line, form, language))
        case commands.Typing():
            channel.typing()
        case commands.SendLead(lead):
            channel.send_lead(lead)
        case commands.WithdrawLead(reference):
            channel.withdraw_lead(reference)
        case commands.PassOn():
            channel.pass_on(command)
        case commands.Erase():
            channel.erase()
        case commands.ShowHeld():
            channel.show_held(language)
        case commands.RemoveMessages():
            channel.remove_messages()
        case _:
            _reach_staff(command, channel)


def _reach_staff(command: commands.ForStaff, channel: Channel) -> None:
    match command:
        case commands.StoreVisit():
            channel.store_visit(command)
        case commands.DropVisit(name):
            channel.drop_visit(name)
        case commands.StoreRelay():
            channel.store_relay(command)
        case commands.TellTopic():
            channel.tell_topic(command)
        case commands.TellStaff(line):
            channel.tell_staff(line)
