"""``python -m bot chat``: the conversation in the terminal, or with piped input, on the sandbox's Lead API.

A second channel beside Telegram, which shows that the conversation depends on neither. A typed line is a message; a typed
button label presses that button. Nothing is stored: the conversation ends with the process.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime

from bot.commands.demo import AGENCY
from bot.core.references import new_reference
from bot.lead_api.client import LeadApi
from bot.lead_api.outcomes import Outcome, Received, RejectedField
from bot.lead_api.payload import payload
from bot.logging import log_setup
from bot.staff.wording import STAFF
from conversations.answers.text import words
from conversations.commands import Line, PassOn, StoreRelay, StoreVisit, TellTopic
from conversations.data_export import held_lead
from conversations.effects import carry_out
from conversations.events import (
    Body,
    Event,
    LeadReceived,
    LeadRejected,
    LeadSetAside,
    LeadStanding,
    LeadStatus,
    Said,
    Started,
    Tapped,
)
from conversations.flow.step import step
from conversations.languages.catalogue import Catalogue
from conversations.languages.message import Message
from conversations.languages.render import render
from conversations.languages.render import words as in_words
from conversations.lead import Estimate, Lead
from conversations.state import State
from sandbox.server import Sandbox


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to a parser."""
    parser.add_argument(
        "--start", metavar="CODE", default="", help="start as if a link with this campaign code was followed"
    )


async def chat(*, code: str = "") -> int:
    """Run a conversation in the terminal until the input ends or it is stopped; ``code`` is the code of a campaign link."""
    async with Sandbox() as sandbox, LeadApi(sandbox.base_url, sandbox.api_key) as lead_api:
        log_setup.configure("text", [sandbox.token, sandbox.api_key])
        logging.getLogger("sandbox").setLevel(logging.WARNING)  # no request logs between the lines of a conversation
        talk = TerminalChat(lead_api, _print)
        _print("(Type an answer, or a button's words. Figures are made up. Ctrl+D ends.)\n")
        await talk.hear(Started(AGENCY.campaign(code)))
        lines = _lines()
        while (line := await lines.get()) is not None:
            if not sys.stdin.isatty():
                _print(f"> {line}")
            await talk.type(line)
    return 0


class TerminalChat:
    """Conversation in the terminal. ``show`` is called with each line of output."""

    def __init__(self, lead_api: LeadApi, show: Callable[[str], None]) -> None:
        self._lead_api = lead_api
        self._show = show
        self._state = State()
        self._buttons: dict[str, str] = {}
        self._standings: dict[str, LeadStanding] = {}
        self._leads: dict[str, tuple[Lead, Estimate | None]] = {}
        self._unsent: list[Lead] = []

    async def type(self, line: str) -> None:
        """Press the button labelled ``line``, or send it as a message."""
        if line.split()[:1] == ["/start"]:
            await self.hear(Started(AGENCY.campaign(" ".join(line.split()[1:]))))
            return
        data = self._buttons.get(" ".join(words(line)))
        await self.hear(Tapped(data) if data is not None else Said(line))

    async def hear(self, body: Body) -> None:
        """Take one turn and carry out its commands."""
        event = Event(
            at=datetime.now(UTC),
            body=body,
            fresh_reference=new_reference(),
            leads=tuple(self._standings.values()),
        )
        turn = step(AGENCY.form, self._state, event)
        self._state = turn.state
        carry_out(turn, AGENCY.form, "", self)
        while self._unsent:
            await self._deliver(self._unsent.pop(0))

    def say(self, message: Message) -> None:
        """Show a message. A message without text is a picture; its figures follow as text."""
        if not message.text:
            return
        self._show(message.text)
        labels = [button.label for row in message.buttons for button in row if not button.copy]
        labels += [label for row in message.keyboard for label in row if label != message.share_contact]
        if labels:
            self._show(" ".join(f"[{label}]" for label in labels))
        self._show("")
        for row in message.buttons:
            for button in row:
                if button.data:
                    self._buttons[" ".join(words(button.label))] = button.data
        if not message.buttons and not message.hide_keyboard:
            self._buttons.clear()

    def toast(self, text: str) -> None:
        """Show the text of a toast."""
        self._show(f"({text})\n")

    def typing(self) -> None:
        """Do nothing: a terminal shows no typing indicator."""

    def send_lead(self, lead: Lead) -> None:
        """Hold a lead until the end of the turn, then deliver it."""
        self._standings[lead.reference] = LeadStanding(lead.reference, LeadStatus.WAITING)
        self._leads[lead.reference] = (lead, None)
        self._unsent.append(lead)

    def withdraw_lead(self, reference: str) -> None:
        """Withdraw a lead."""
        self._standings[reference] = LeadStanding(reference, LeadStatus.WITHDRAWN)

    def pass_on(self, addition: PassOn) -> None:
        """Show what would be added to the lead."""
        self._show(f"(to the lead {addition.reference}: {addition.text})\n")

    def store_visit(self, visit: StoreVisit) -> None:
        """Do nothing: a terminal has no staff, so visits are not offered."""

    def drop_visit(self, name: str) -> None:
        """Do nothing, as above."""

    def store_relay(self, relay: StoreRelay) -> None:
        """Keep nothing: no staff answer in a terminal, so no relay is offered."""

    def tell_topic(self, told: TellTopic) -> None:
        """Say nothing, as above."""

    def tell_staff(self, line: Line) -> None:
        """Show the notice to staff."""
        said = in_words(line, AGENCY.form, STAFF)
        self._show(f"(to the staff: {said})\n")

    def erase(self) -> None:
        """Delete every lead."""
        self._standings.clear()
        self._leads.clear()

    def show_held(self, language: Catalogue) -> None:
        """Show the stored leads."""
        for lead, estimate in self._leads.values():
            held = held_lead(lead, self._standings[lead.reference].status, estimate)
            self.say(render(held, AGENCY.form, language))

    def remove_messages(self) -> None:
        """Do nothing: printed lines cannot be removed."""

    async def _deliver(self, lead: Lead) -> None:
        outcome = await self._lead_api.create(payload(lead, host=lead.host or "", channel="terminal"))
        event, status = _outcome(lead, outcome)
        self._standings[lead.reference] = LeadStanding(lead.reference, status, attempts=1)
        self._leads[lead.reference] = (lead, event.estimate if isinstance(event, LeadReceived) else None)
        await self.hear(event)


def _outcome(lead: Lead, outcome: Outcome) -> tuple[Body, LeadStatus]:
    match outcome:
        case Received(estimate):
            received = LeadReceived(lead.reference, lead.lead_type, lead.address, estimate)
            return received, LeadStatus.DELIVERED
        case RejectedField(question, reason):
            return LeadRejected(lead.reference, question, reason), LeadStatus.REJECTED
        case _:
            return LeadSetAside(lead.reference), LeadStatus.SET_ASIDE


def _lines() -> asyncio.Queue[str | None]:
    """Read standard input in a daemon thread; ``None`` marks its end."""
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin:
            loop.call_soon_threadsafe(queue.put_nowait, line.rstrip("\n"))
        loop.call_soon_threadsafe(queue.put_nowait, None)

    threading.Thread(target=read, daemon=True).start()
    return queue


def _print(text: str) -> None:
    print(text, flush=True)
