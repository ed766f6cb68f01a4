"""Every sentence that the staff's side says is there, and every one that is there is said."""

from __future__ import annotations

import re
from pathlib import Path

import bot.staff
import conversations.flow
from bot.campaigns.changes import Unchangeable
from bot.campaigns.codes import BadCode
from bot.campaigns.places import PLACES
from bot.campaigns.register import FIELDS, Standing
from bot.lead_api import notices
from bot.staff.commands import COMMANDS
from bot.staff.links_command import CHANGEABLE, THINGS
from bot.staff.stats_command import SPANS, VIEWS
from bot.staff.wording.en import SENTENCES
from bot.statistics.cost_input import BadDays
from bot.storage.leads.calls import LeadView
from bot.storage.leads.lead_records import CallState
from conversations.events import LeadStatus

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(bot.staff.__file__).parent.glob("*.py"))
FLOW = "\n".join(path.read_text(encoding="utf-8") for path in Path(conversations.flow.__file__).parent.glob("*.py"))
LITERAL = re.compile(r'"([a-z_]+(?:\.[a-z_]+)*)"')


def test_every_sentence_is_there_and_is_used():
    made = {
        *(f"command.{name}" for name in COMMANDS),
        *(f"code.{wrong}" for wrong in BadCode),
        *(f"place.{place.key}" for place in PLACES),
        *(f"kind.{kind}" for kind in ("sale", "let", "ask")),
        *(f"{what}.{action}" for what in ("button", "share") for action in (*THINGS, "texts")),
        *(f"leads.view.{view}" for view in LeadView),
        *(f"lead.standing.{status}" for status in LeadStatus),
        *(
            f"{what}.{state}"
            for what in ("call", "call.by_colleague", "button.call", "toast.call")
            for state in CallState
        ),
        *(f"call.expected.{how}" for how in ("at", "before", "from")),
        *(f"stats.by.{view}" for view in VIEWS),
        *(f"is_{standing}" for standing in Standing if standing is not Standing.IN_USE),
        *(f"standing.{standing}" for standing in Standing),
        *(f"links.{to}{end}" for to in Standing for end in ("", ".already")),
        *(f"links.{to}.sure" for to in (Standing.ENDED, Standing.IN_USE)),
        *(f"button.links.{to}" for to in (Standing.ENDED, Standing.IN_USE)),
        *(f"change.{field}" for field in (*FIELDS, *CHANGEABLE)),
        *(f"change.{why}" for why in Unchangeable),
        *(f"costs.days.{why}" for why in BadDays),
        *(f"stats.span.{span}" for span in SPANS),
        *(each for each in vars(notices).values() if isinstance(each, str) and re.match(r"(notice|staff)\.", each)),
        *re.findall(r'Line\("(staff\.[a-z_]+)"', FLOW),  # what the conversation tells them
    }
    said = {*re.findall(r'Line\(\s*"([a-z_.]+)"', SOURCE), *made}
    assert said - SENTENCES.keys() == set()
    assert SENTENCES.keys() - said - set(LITERAL.findall(SOURCE)) == set()
