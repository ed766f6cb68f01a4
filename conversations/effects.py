"""Effects: the commands of a turn, carried out by a channel. The chat, the terminal and the tests are such channels."""

from __future__ import annotations

from typing import Protocol

from conversations.commands import (
    Command,
    DropVisit,
    Erase,
    Line,
    PassOn,
    RemoveMessages,
    Say,
    SendLead,
    ShowHeld,
    StoreRelay,
    StoreVisit,
    TellStaff,
    TellTopic,
    Toast,
    Typing,
    WithdrawLead,
)
from conversations.flow.turn import Turn
from conversations.form import Form
from conversations.languages import catalogue
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Message
from conversations.languages.render import render, words
from conversations.lead import Lead


class Channel(Protocol):
    """Channel that carries out the commands of a turn."""

    def say(self, message: Message) -> None:
        """Show a message."""

    def toast(self, text: str) -> None:
        """Show a word on the tap that is being answered."""

    def typing(self) -> None:
        """Show that something is being worked on."""

    def send_lead(self, lead: Lead) -> None:
        """Queue a lead for the Lead API."""

    def withdraw_lead(self, reference: str) -> None:
        """Take a lead back."""

    def pass_on(self, addition: PassOn) -> None:
        """Add something to a delivered lead."""

    def store_visit(self, visit: StoreVisit) -> None:
        """Keep a visit where staff find it."""

    def drop_visit(self, name: str) -> None:
        """Delete a visit."""

    def store_relay(self, relay: StoreRelay) -> None:
        """Keep a relay where what staff write finds it, or note that it is over."""

    def tell_topic(self, told: TellTopic) -> None:
        """Say something in the staff's topic of a relay."""

    def tell_staff(self, line: Line) -> None:
        """Tell the agency's staff."""

    def erase(self) -> None:
        """Erase everything held about this chat."""

    def show_held(self, language: Catalogue) -> None:
        """Show everything held about this chat."""

    def remove_messages(self) -> None:
        """Remove the messages of this chat."""


def carry_out(turn: Turn, form: Form, language: str, channel: Channel) -> None:
    """Carry out the commands of ``turn`` in their order. ``language`` is a tag for who has chosen none."""
    words_of = catalogue(turn.state.language or language)
    for command in turn.commands:
        _carry_out(command, form, words_of, channel)


def _carry_out(command: Command, form: Form, language: Catalogue, channel: Channel) -> None:
    match command:
        case Say():
            channel.say(render(command, form, language))
        case Toast(line):
            channel.toast(words(line, form, language))
        case Typing():
            channel.typing()
        case SendLead(lead):
            channel.send_lead(lead)
        case WithdrawLead(reference):
            channel.withdraw_lead(reference)
        case PassOn():
            channel.pass_on(command)
        case StoreVisit() | DropVisit() | StoreRelay() | TellTopic() | TellStaff():
            _reach_staff(command, channel)
        case Erase():
            channel.erase()
        case ShowHeld():
            channel.show_held(language)
        case RemoveMessages():
            channel.remove_messages()


def _reach_staff(command: StoreVisit | DropVisit | StoreRelay | TellTopic | TellStaff, channel: Channel) -> None:
    match command:
        case StoreVisit():
            channel.store_visit(command)
        case DropVisit(name):
            channel.drop_visit(name)
        case StoreRelay():
            channel.store_relay(command)
        case TellTopic():
            channel.tell_topic(command)
        case TellStaff(line):
            channel.tell_staff(line)
