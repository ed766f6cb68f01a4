"""The commands for what was set aside: what they show, what they never show, and what they do."""

import sys
import time
from datetime import UTC, datetime

import pytest

from bot.commands import cli
from bot.core.serialization import LEAD
from bot.storage.leads import calls, holds, lead_queue, lead_records
from bot.storage.leads.lead_queue import LeadResult, NewLead
from bot.storage.queues import dead_letters, inbox
from bot.storage.queues.inbox import NewItem
from bot.storage.upkeep import process_notes
from conversations.events import LeadStatus
from conversations.lead import Campaign, Consent, Lead, LeadType, Name, PropertyType

CHAT = 700_123_456
REASON = "the Lead API refused it: [...] is not covered"
MARLA = Lead(
    reference="VB-7K2M9Q4RST",
    lead_type=LeadType.LANDLORD,
    name=Name("Marla", "Singer", "Mrs"),
    phone="+447986000000",
    email="cloud9@cloud.com",
    address="123 Example Street, Derby",
    postcode="DE1 1JX",
    bedrooms=0,
    property_type=PropertyType.FLAT,
    consent=Consent("2026-1", "en", datetime(2026, 3, 2, 18, 4, tzinfo=UTC)),
    campaign=Campaign("fb-spring"),
    notes={"property_type": "houseboat"},
    message="the gate code is 4711",
    appointment=(datetime(2026, 3, 4, 9, tzinfo=UTC),),
    questionnaire=(("Do you own it?", "yes"),),
)
DETAILS = ["Mrs Marla Singer", "07986 000000", "cloud9@cloud.com", "123 Example Street, Derby", "DE1 1JX", "houseboat"]
ALL_DETAILS = [
    *DETAILS,
    "Rent estimate",
    "Studio",
    "fb-spring",
    "02/03/2026 18:04",
    "4711",
    "Do you own it?",
]


@pytest.fixture
def no_time_passes(monkeypatch):
    now = time.time()
    monkeypatch.setattr("bot.commands.console.time.time", lambda: now)


@pytest.fixture
def lead(database):
    def job(tx):
        lead_queue.put(tx, NewLead("default", CHAT, MARLA.reference, LEAD.encode(MARLA)))
        (taken,) = lead_queue.take(tx, 1, 60.0)
        settled = LeadResult(MARLA.reference, "default", LeadStatus.SET_ASIDE, reason=REASON)
        assert lead_queue.record_result(tx, settled, taken.attempt)

    database.run_sync(job)
    return MARLA.reference


@pytest.fixture
def item(database):
    def job(tx):
        inbox.add(tx, [NewItem("default", "telegram:1", CHAT, "telegram", b'{"text": "I am Marla"}')])
        (taken,) = inbox.take(tx, 1)
        inbox.set_aside(tx, taken.id, "KeyError at turns.py:1")
        return str(taken.id)

    return database.run_sync(job)


@pytest.fixture
def run(capsys):
    """Runs a command; returns its exit code, and what it printed to standard output and error."""

    def command(*words):
        code = cli.main(words)
        return code, *capsys.readouterr()

    return command


@pytest.fixture
def typed(monkeypatch):
    def answer(text):
        def read(question):
            sys.stdout.write(question)
            if text is None:
                raise EOFError
            return text

        monkeypatch.setattr("builtins.input", read)

    return answer


def test_nothing_set_aside(database, run):
    assert run("leads") == (0, "No lead is set aside.\n", "")
    assert run("inbox") == (0, "Nothing is set aside in the inbox.\n", "")


def test_a_held_queue_is_said_and_released(database, run):
    assert run("leads", "release") == (1, "", "The lead queue is not held.\n")
    database.run_sync(holds.begin)
    database.run_sync(lambda tx: lead_queue.put(tx, NewLead("default", CHAT, "VB-1", "{}")))
    assert "`python -m bot leads release` sends them" in run("leads")[1]
    code, said, _ = run("leads", "release")
    assert (code, said.splitlines()[0]) == (
        0,
        "1 lead is being sent: at once if the bot runs, otherwise when it starts.",
    )
    assert database.run_sync(holds.since) is None
    assert database.run_sync(process_notes.last_command) is not None
    assert run("leads") == (0, "No lead is set aside.\n", "")


def test_who_opened_which_lead_and_when(database, run, lead):
    assert run("leads", "openings") == (0, "No lead was opened in the chat.\n", "")
    database.run_sync(lambda tx: calls.open_lead(tx, "default", lead, 501))
    code, listed, _ = run("leads", "openings")
    assert (code, listed.splitlines()[1].split()[2:]) == (0, [lead, "501"])
    assert datetime.fromisoformat(f"{listed.splitlines()[1][:16]}+00:00").timestamp() <= time.time()
    assert not [words for words in ALL_DETAILS if words in listed]


@pytest.mark.usefixtures("no_time_passes")
def test_the_list_tells_nothing_about_anybody(run, lead, item):
    code, listed, _ = run("leads")
    assert code == 0
    assert listed.splitlines()[1].split(maxsplit=4) == [lead, "0", "seconds", "1", REASON]
    assert run("leads", "list")[1] == listed
    code, listed_items, _ = run("inbox")
    assert listed_items.splitlines()[1].split(maxsplit=5) == [
        item,
        "telegram",
        "0",
        "seconds",
        "0",
        "KeyError at turns.py:1",
    ]
    for personal in [*DETAILS, "Marla", str(CHAT)]:
        assert personal not in listed + listed_items


def test_one_is_shown_with_the_word_that_it_is_personal(run, lead, item):
    for reference in (lead, lead.lower()):
        code, shown, _ = run("leads", "show", reference)
        assert code == 0
        head, _, details = shown.partition("Personal data follows")
        assert REASON in head
        assert not [detail for detail in DETAILS if detail in head]
        assert [detail for detail in ALL_DETAILS if detail not in details] == [], details
    code, shown, _ = run("inbox", "show", item)
    assert (code, "nobody else" in shown, "I am Marla" in shown) == (0, True, True)


def test_a_delivered_lead_is_shown_with_its_number_in_the_lead_system(database, run):
    def job(tx):
        lead_queue.put(tx, NewLead("default", CHAT, MARLA.reference, LEAD.encode(MARLA)))
        (taken,) = lead_queue.take(tx, 1, 60.0)
        lead_queue.record_result(
            tx, LeadResult(MARLA.reference, "default", LeadStatus.DELIVERED, lead_id="731"), taken.attempt
        )

    database.run_sync(job)
    code, shown, _ = run("leads", "show", MARLA.reference)
    assert (code, "received by the agency" in shown, "731" in shown) == (0, True, True)
    assert [detail for detail in ALL_DETAILS if detail not in shown] == []
    database.run_sync(lambda tx: lead_records.forget(tx, tx.now + 1))
    code, shown, _ = run("leads", "show", MARLA.reference)
    assert (code, "Its personal data has been deleted" in shown, "731" in shown) == (0, True, False)


def test_a_lead_that_this_version_cannot_read_is_shown_as_it_is(database, run):
    def job(tx):
        lead_queue.put(tx, NewLead("default", CHAT, "VB-1", '{"from": "the future"}'))
        (taken,) = lead_queue.take(tx, 1, 60.0)
        lead_queue.record_result(tx, LeadResult("VB-1", "default", LeadStatus.SET_ASIDE), taken.attempt)

    database.run_sync(job)
    code, shown, _ = run("leads", "show", "VB-1")
    assert (code, "the future" in shown) == (0, True)


def test_retry_queues_again_and_knocks_at_the_running_bot(database, run, lead, item):
    assert run("leads", "retry", lead)[0] == 0
    assert [job.reference for job in database.run_sync(lambda tx: lead_queue.take(tx, 5, 60.0))] == [lead]
    note_command = database.run_sync(process_notes.last_command)
    assert note_command is not None
    assert run("inbox", "retry", item)[0] == 0
    assert [str(each.id) for each in database.run_sync(lambda tx: inbox.take(tx, 5))] == [item]
    assert database.run_sync(process_notes.last_command) != note_command


@pytest.mark.parametrize("answer", ["y", "YES ", "yes"])
def test_drop_asks_first(database, run, typed, lead, answer):
    typed(answer)
    code, printed, _ = run("leads", "drop", lead)
    assert code == 0
    assert f"Delete Lead {lead} for good?" in printed
    assert database.run_sync(lambda tx: lead_records.get(tx, "default", lead)) is None


@pytest.mark.parametrize("answer", ["", "n", "yess", None])
def test_anything_but_a_yes_keeps_it(database, run, typed, lead, item, answer):
    typed(answer)
    assert run("leads", "drop", lead)[0] == 1
    assert run("inbox", "drop", item)[0] == 1
    assert database.run_sync(lead_records.count_set_aside) == database.run_sync(dead_letters.count) == 1


def test_drop_without_asking_leaves_no_trace_in_the_files(database, run, lead, item, tmp_path):
    assert run("leads", "drop", lead, "--yes")[0] == 0
    assert run("inbox", "drop", item, "--yes")[0] == 0
    database.close()  # the running bot scrubs as soon as nobody else has the file
    database.open()
    files = b"".join(path.read_bytes() for path in tmp_path.glob("bot.db*"))
    assert b"Marla" not in files


@pytest.mark.parametrize("command", [("leads", "VB-0"), ("inbox", "999")])
@pytest.mark.parametrize("action", [("show",), ("retry",), ("drop", "--yes")])
def test_what_is_not_there_is_said_to_be(database, run, lead, item, command, action):
    name, which = command
    code, printed, error = run(name, action[0], which, *action[1:])
    assert (code, printed) == (1, "")
    of_any = (name, action[0]) == ("leads", "show")
    assert error.endswith("is not known (any more).\n" if of_any else "is not set aside.\n")
    assert database.run_sync(lead_records.count_set_aside) == database.run_sync(dead_letters.count) == 1


def test_trouble_with_the_settings_or_the_database_is_said(database, run, monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/nothing.db")
    code, _, error = run("leads")
    assert (code, "nothing.db" in error) == (3, True)
    monkeypatch.delenv("LEAD_API_KEY")
    code, _, error = run("leads")
    assert (code, "LEAD_API_KEY is not set" in error) == (2, True)
