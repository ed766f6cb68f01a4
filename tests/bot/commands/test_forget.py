"""``python -m bot forget``: whom it finds, what it deletes, and what the receipt says."""

from __future__ import annotations

import re

import pytest

from bot.commands import cli
from bot.storage.chats import chat_states
from bot.storage.leads import lead_queue
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import inbox, outbox
from conversations.events import LeadStatus

MARLA, TYLER = 700_123_456, 700_654_321
REFERENCE = "VB-7K2M9Q4RST"


def live(tx, agency="default", chat=MARLA, reference=REFERENCE):
    """A conversation with a lead that was set aside, a reply that waits, and two updates, one of which was set aside."""
    chat_states.save(tx, [chat_states.SavedState(agency, chat, "Marla Singer")])
    lead_queue.put(tx, NewLead(agency, chat, reference, "Marla Singer"))
    for each in lead_queue.take(tx, 10, 60.0):
        outcome = LeadResult(each.reference, each.agency, LeadStatus.SET_ASIDE, reason="Marla", possible_repeat=True)
        lead_queue.record_result(tx, outcome, each.attempt)
    outbox.add(tx, [outbox.NewMessage(agency, chat, "message", "Marla Singer")])
    inbox.add(tx, [inbox.NewItem(agency, f"t:{agency}:{chat}:{n}", chat, "telegram", b"Marla Singer") for n in (1, 2)])
    inbox.set_aside(tx, next(item.id for item in inbox.take(tx, 10) if item.chat_id == chat), "Marla")


def held(database, chat=MARLA):
    def look(tx):
        return [
            tx.connection.exec_driver_sql(f"SELECT count(*) FROM {table} WHERE chat_id = {chat}").scalar_one()
            for table in ("chats", "leads", "outbox", "outbox_chats", "inbox", "inbox_chats")
        ]

    return database.run_sync(look)


@pytest.mark.parametrize("who", [REFERENCE, REFERENCE.lower(), str(MARLA)])
def test_everything_goes_and_a_receipt_stays(database, capsys, who) -> None:
    database.run_sync(live)
    database.run_sync(lambda tx: live(tx, chat=TYLER, reference="VB-TYLER00000"))
    assert held(database) == [1, 1, 1, 1, 2, 1]
    assert cli.main(["forget", who, "--yes"]) == 0
    assert held(database) == [0] * 6
    assert held(database, TYLER) == [1, 1, 1, 1, 2, 1], "the others' stays"
    receipt = capsys.readouterr().out
    assert "1 conversation, 1 lead, 1 reply not sent, 2 updates not processed" in receipt
    assert f"your lead system may hold {REFERENCE}" in receipt
    assert not re.search(rf"Marla|Singer|{MARLA}", receipt)
    assert re.search(r"Done: +\d{4}-\d\d-\d\d \d\d:\d\d UTC", receipt)


def test_what_waited_is_not_processed_and_what_comes_later_is(database) -> None:
    database.run_sync(live)
    assert cli.main(["forget", str(MARLA), "--yes"]) == 0
    assert database.run_sync(lambda tx: inbox.take(tx, 10)) == []
    database.run_sync(lambda tx: inbox.add(tx, [inbox.NewItem("default", "t:later", MARLA, "telegram", b"hello")]))
    assert [item.body for item in database.run_sync(lambda tx: inbox.take(tx, 10))] == [b"hello"]


@pytest.mark.parametrize("who", ["VB-0000000000", "700000000", "nonsense", ""])
def test_nobody_of_that_name(database, capsys, who) -> None:
    database.run_sync(live)
    assert cli.main(["forget", who, "--yes"]) == 1
    assert "Nothing is held" in capsys.readouterr().err
    assert held(database) == [1, 1, 1, 1, 2, 1]


def test_several_agencies_know_the_chat(database, capsys) -> None:
    for agency in ("derby", "york"):
        database.run_sync(lambda tx, agency=agency: live(tx, agency))
    assert cli.main(["forget", str(MARLA), "--yes"]) == 1
    assert "derby, york" in capsys.readouterr().err
    assert cli.main(["forget", str(MARLA), "--yes", "--agency", "york"]) == 0
    assert database.run_sync(lambda tx: list(chat_states.load(tx, [("derby", MARLA), ("york", MARLA)]))) == [
        ("derby", MARLA)
    ]
    assert "york" in capsys.readouterr().out
