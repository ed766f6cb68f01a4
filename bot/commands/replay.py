"""``python -m bot replay``: dry run of one update on a copy of its conversation, with the result of each step.

Nothing is written, sent or queued. The output contains personal data and is meant for whoever investigates a fault.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.campaigns import register
from bot.commands.console import NotDone, setup_of, with_database
from bot.commands.explain import changes, show_meanings
from bot.core.agency import Agency
from bot.core.incoming_update import ConversationUpdate, Unreadable
from bot.core.serialization import LEAD, QUEUED, STATE
from bot.settings.schema import Settings
from bot.storage.chats import chat_states
from bot.storage.database import Database
from bot.storage.leads import lead_queue
from bot.storage.queues import dead_letters
from bot.storage.transaction import Transaction
from bot.telegram.updates import chat_of, read_json, read_update
from conversations.commands import Line, PassOn, StoreRelay, StoreVisit, TellTopic
from conversations.effects import carry_out
from conversations.events import Event, LeadStanding, Said, Started
from conversations.flow.step import step
from conversations.flow.typed_text import scene_of
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Message
from conversations.lead import Lead
from conversations.state import State
from conversations.understanding.utterance import Utterance


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument("what", metavar="NUMBER|FILE", help="a set-aside item, or a file with one update as JSON")


@dataclass(frozen=True, slots=True)
class _Update:
    """One stored update and the state of its conversation; ``at`` in seconds since 1970."""

    agency: str
    chat_id: int
    source: str
    body: bytes
    at: float
    stored: str | None
    leads: tuple[LeadStanding, ...]


@with_database
def main(chosen: argparse.Namespace, loaded: Settings, database: Database) -> None:
    """Print the result of each step for the update."""
    if chosen.what.isdecimal():
        update = database.run_sync(partial(_set_aside, number=int(chosen.what)))
    else:
        agency = setup_of(loaded, chosen.agency).agency.id
        update = database.run_sync(partial(_in_file, path=Path(chosen.what), agency=agency))
    agency_of = setup_of(loaded, update.agency).agency
    try:
        _replay(update, agency_of, database)
    except Exception:  # noqa: BLE001  an error of the bot is a result to be shown
        print("\nIt fails:")
        traceback.print_exc(file=sys.stdout)


def _set_aside(tx: Transaction, number: int) -> _Update:
    item = dead_letters.get(tx, number)
    if item is None:
        raise NotDone(f"There is no item {number} that was set aside; `python -m bot inbox` lists them.")
    return _with_conversation(tx, item.agency, item.chat_id, item.source, item.body, item.received_at)


def _in_file(tx: Transaction, path: Path, agency: str) -> _Update:
    try:
        body = path.read_bytes()
    except OSError as error:
        raise NotDone(f"{path} cannot be read: {error.strerror}.") from None
    update = read_json(body)
    if update is None:
        raise NotDone(f"{path} holds no JSON.")
    chat = chat_of(update) if isinstance(update, dict) else None
    if chat is None:
        raise NotDone(f"{path} holds no update of a kind that the bot reads, with a chat.")
    return _with_conversation(tx, agency, chat, "telegram", body, tx.now)


def _with_conversation(tx: Transaction, agency: str, chat_id: int, source: str, body: bytes, at: float) -> _Update:
    where = (agency, chat_id)
    stored = chat_states.load(tx, [where]).get(where)
    leads = lead_queue.standings(tx, [where]).get(where, ())
    return _Update(agency, chat_id, source, body, at, stored, leads)


def _replay(update: _Update, agency: Agency, database: Database) -> None:
    try:
        incoming = (
            ConversationUpdate(QUEUED.decode(update.body)) if update.source == "event" else read_update(update.body)
        )
    except (Unreadable, ValueError) as problem:
        print(f"Read:    it is unreadable: {problem}")
        return
    print(f"Read:    {incoming}")
    if not isinstance(incoming, ConversationUpdate):
        print("The conversation does not hear of it.")
        return
    body = incoming.body
    if isinstance(body, Started) and incoming.campaign_code:
        found = database.run_sync(partial(register.find, agency=agency.id, code=incoming.campaign_code))
        body = register.started(found)
    state = STATE.decode(update.stored) if update.stored is not None and incoming.private else State()
    print(f"Before:  {state}")
    form = agency.for_chat(update.chat_id).form
    if isinstance(body, Said):
        print("\nMeanings, in the order of the ranking:")
        show_meanings(Utterance(body.text, state.language, body.own), scene_of(form, state))
        print()
    event = Event(
        at=datetime.fromtimestamp(update.at, UTC),
        body=body,
        fresh_reference="VB-REPLAY",
        language=incoming.language,
        message=incoming.message,
        album=incoming.album,
        leads=update.leads,
    )
    turn = step(form, state, event)
    print(*(f"Changes: {each}" for each in changes(state, turn)), sep="\n")
    shown = _Shown()
    carry_out(turn, form, incoming.language, shown)
    print(*(f"Would:   {each}" for each in shown.lines), sep="\n")
    print(f"After:   {turn.state}")


@dataclass
class _Shown:
    """Channel that records what would be done."""

    lines: list[str] = field(default_factory=list)

    def say(self, message: Message) -> None:
        if message.picture is not None:
            self.lines.append("send the picture of the estimate")
        if message.text:
            labels = [button.label for row in message.buttons for button in row]
            self.lines.append(f"say {message.text!r}" + (f", with the buttons {labels}" if labels else ""))

    def toast(self, text: str) -> None:
        self.lines.append(f"show {text!r} on the tap")

    def typing(self) -> None:
        self.lines.append("show that it is typing")

    def send_lead(self, lead: Lead) -> None:
        self.lines.append(f"queue the lead {LEAD.encode(lead)}")

    def withdraw_lead(self, reference: str) -> None:
        self.lines.append(f"take the lead {reference} back")

    def pass_on(self, addition: PassOn) -> None:
        self.lines.append(f"add to the lead {addition.reference}: {addition.text!r}")

    def store_visit(self, visit: StoreVisit) -> None:
        self.lines.append(f"keep the visit {visit.name} until {visit.ends_at}, reminded of at {visit.remind_at}")

    def drop_visit(self, name: str) -> None:
        self.lines.append(f"delete the visit {name}")

    def store_relay(self, relay: StoreRelay) -> None:
        self.lines.append(f"keep the relay {relay.name} until {relay.ends_at}")

    def tell_topic(self, told: TellTopic) -> None:
        self.lines.append(f"say {told.line.key} in the topic of the relay {told.name}")

    def tell_staff(self, line: Line) -> None:
        self.lines.append(f"tell the staff: {line.key} {dict(line.params)}")

    def erase(self) -> None:
        self.lines.append("erase everything held about this chat")

    def show_held(self, language: Catalogue) -> None:
        self.lines.append(f"show everything held about this chat, in {language.name}")

    def remove_messages(self) -> None:
        self.lines.append("remove the messages of this chat")
