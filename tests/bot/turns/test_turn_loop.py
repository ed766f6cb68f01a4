"""The turn loop under stress: poison, floods, backlogs, a database that fails, a clock that jumps. Nobody waits for others."""

import asyncio
import itertools
import json
import re

import pytest

from bot.core.agency import Agency
from bot.core.references import new_reference, new_references
from bot.core.serialization import MESSAGE
from bot.storage.chats import chat_states
from bot.storage.database import DatabaseProblem
from bot.storage.queues import dead_letters, inbox, outbox, outbox_results
from bot.turns import batch, turn_loop
from bot.turns.turn_loop import ATTEMPTS
from conversations.form import Form
from conversations.languages import catalogue
from support.turn_loops import make_turn_loop
from support.updates import text
from support.waiting import eventually

APOLOGY = catalogue("").sentences["apology"]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr("bot.turns.turn_loop.BATCH", 8)


@pytest.fixture
def loop(database):
    agency = Agency("derby", Form())
    return make_turn_loop(database, agency)


NUMBERS = itertools.count(1)


def says(database, *chats_and_words):
    """Store one update for each chat and text, in this order."""
    items = []
    for chat, words in chats_and_words:
        number = next(NUMBERS)
        body = json.dumps(text(number, words, chat)).encode()
        items.append(inbox.NewItem("derby", f"telegram:{number}", chat, "telegram", body))

    database.run_sync(lambda tx: inbox.add(tx, items))


def replies(database):
    """What waits for each chat, as text."""
    queues = database.run_sync(lambda tx: outbox.take(tx, 1000, 60.0, 1000))
    texts = {
        queue.chat_id: [MESSAGE.decode(each.body).text for each in queue.messages if each.kind == "message"]
        for queue in queues
    }
    released = [outbox_results.SendResult("derby", queue.chat_id, queue.lease) for queue in queues]
    database.run_sync(lambda tx: outbox_results.record(tx, released))
    return texts


async def until_idle(loop):
    """Take turns until nothing waits; returns the sizes of the batches."""
    sizes = []
    while (done := await loop.take_turns()).items:
        sizes.append(done.items)
    return sizes


@pytest.fixture(autouse=True)
async def warm(loop):
    """What waits at the start is taken the careful way; the tests begin after that."""
    await until_idle(loop)


@pytest.fixture
def poison(monkeypatch):
    """A text that no turn survives."""
    step = batch.step

    def failing(form, state, event):
        if getattr(event.body, "text", "") == "poison":
            raise KeyError("poison")
        return step(form, state, event)

    monkeypatch.setattr(batch, "step", failing)
    return "poison"


async def test_a_poison_update_is_set_aside_alone_and_its_chat_goes_on(database, loop, poison):
    says(database, (1, "hello"), (2, poison), (3, "hello"), (2, "hello"))
    await until_idle(loop)
    told = replies(database)
    assert set(told) == {1, 2, 3}
    assert APOLOGY in told[2][0]
    assert len(told[2]) > 1, "the chat goes on"
    assert not [text for chat in (1, 3) for text in told[chat] if APOLOGY in text]
    (aside,) = database.run_sync(dead_letters.listed)
    assert (aside.chat_id, aside.attempts, poison in aside.reason) == (2, ATTEMPTS, False)
    assert "KeyError at" in aside.reason


async def test_what_cannot_be_read_is_set_aside_at_once_and_the_others_are_not_taken_anew(database, loop):
    says(database, (1, "hello"))
    database.run_sync(
        lambda tx: inbox.add(tx, [inbox.NewItem("derby", "telegram:bent", 2, "telegram", b'{"message": {"chat": 2}}')])
    )
    says(database, (3, "hello"))
    assert await until_idle(loop) == [3]
    told = replies(database)
    assert set(told) == {1, 2, 3}
    assert APOLOGY in told[2][0]
    (aside,) = database.run_sync(dead_letters.listed)
    assert (aside.chat_id, aside.attempts) == (2, 0)
    assert aside.reason.startswith("UnreadableUpdate: ")


@pytest.mark.parametrize(
    "state", ["\N{REPLACEMENT CHARACTER}", "null", '{"version": 2}', '{"phase": {"kind": "later"}}']
)
async def test_a_state_that_cannot_be_read_holds_up_nobody_and_can_be_left(database, loop, state):
    """Of a later version, or changed in the database. Every message used to fail five times, /start and /delete too."""
    says(database, (1, "/start"), (1, "sell it"))
    await until_idle(loop)
    database.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", 1, state)]))
    says(database, (1, "Marla Singer"), (2, "hello"))
    assert await until_idle(loop) == [2]
    assert replies(database)[1][-1] == catalogue("").sentences["apology.lost"]
    (aside,) = database.run_sync(dead_letters.listed)
    assert (aside.chat_id, aside.attempts, aside.reason) == (1, 0, "the conversation's state cannot be read")

    says(database, (1, "/delete"))
    await until_idle(loop)
    assert "I've deleted everything" in replies(database)[1][0]
    assert database.run_sync(lambda tx: chat_states.load(tx, [("derby", 1)])) == {}
    assert database.run_sync(dead_letters.listed) == []

    database.run_sync(lambda tx: chat_states.save(tx, [chat_states.SavedState("derby", 1, state)]))
    says(database, (1, "/start"), (1, "sell it"))
    await until_idle(loop)
    assert "what's your name" in replies(database)[1][-1].lower()


async def test_the_apology_is_in_the_language_of_the_conversation(database, loop, poison):
    says(database, (1, "/start"), (1, "po polsku"), (1, poison))
    await until_idle(loop)
    assert catalogue("pl").sentences["apology"] in replies(database)[1]


async def test_an_attempt_is_counted_before_the_turn_that_may_end_the_process(database, loop, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(*_):
        raise Killed

    says(database, (1, "hello"))
    monkeypatch.setattr(batch, "step", kill)
    for attempt in range(1, 3):
        loop._careful = True  # as in a new process
        with pytest.raises(Killed):
            await loop.take_turns()
        (item,) = database.run_sync(lambda tx: inbox.take(tx, 1))
        assert item.attempts == attempt


async def test_a_flooding_chat_slows_no_other(database, loop):
    says(database, *((1, "hello") for _ in range(200)), (2, "hello"), (3, "hello"))
    await loop.take_turns()
    assert {2, 3} < set(replies(database)), "everybody's oldest is in the first batch"
    assert database.run_sync(inbox.waiting).count == 199


async def test_a_backlog_drains_oldest_first_with_a_bound_on_what_is_in_flight(database, loop):
    says(database, *((chat, "hello") for chat in range(1, 31)))
    order = []
    save = chat_states.save

    def saved(tx, states):
        order.append([state.chat_id for state in states])
        save(tx, states)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chat_states, "save", saved)
        sizes = await until_idle(loop)
    assert sizes == [8, 8, 8, 6]
    assert [chat for batch in order for chat in batch] == list(range(1, 31))


async def test_each_chat_is_answered_in_order_of_arrival_whatever_the_clock_does(database, loop, clock):
    for jump, words in (
        (0, "/start"),
        (-7 * 24 * 3600, "sell it"),
        (30 * 24 * 3600, "Marla Singer"),
        (-60, "07986 000000"),
    ):
        clock.now += jump
        says(database, (1, words))
    await until_idle(loop)
    told = "\n".join(text for text in replies(database)[1])
    questions = [catalogue("").sentences[f"{key}.ask"] for key in ("sale_or_let", "name", "phone", "email")]
    places = [told.find(question[:20]) for question in questions]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("failure", [DatabaseProblem("away"), OSError("disk")])
async def test_while_the_database_is_gone_everything_waits_and_then_goes_on(database, loop, monkeypatch, failure):
    monkeypatch.setattr(turn_loop, "WAIT_MIN", 0.01)
    monkeypatch.setattr(turn_loop, "WAIT_MAX", 0.02)
    run, failures = database.run, 0

    async def away(job):
        nonlocal failures
        failures += 1
        raise failure

    says(database, (1, "hello"), (2, "hello"))
    monkeypatch.setattr(database, "run", away)
    running = asyncio.create_task(loop.run())
    await eventually(lambda: failures > 5, "failures")
    assert not running.done()
    monkeypatch.setattr(database, "run", run)
    await eventually(lambda: database.run_sync(inbox.waiting).count == 0, "an empty inbox")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert {1, 2} == set(replies(database))
    assert database.run_sync(dead_letters.listed) == [], "the database's faults are no item's"


async def test_an_agency_that_floods_holds_up_no_other(database):
    """Each batch is full of the flood's; whoever comes to another agency is in the next one all the same."""
    known = {name: Agency(name, Form()) for name in ("derby", "york")}
    loop = make_turn_loop(database, known.get)
    await until_idle(loop)  # past the careful beginning
    says(database, *((chat, "hi") for chat in range(1, 201)))
    await loop.take_turns()
    (york,) = [inbox.NewItem("york", "telegram:1", 7, "telegram", json.dumps(text(1, "hi", 7)).encode())]
    database.run_sync(lambda tx: inbox.add(tx, [york]))
    await loop.take_turns()
    waiting = database.run_sync(inbox.agencies)
    assert waiting == {"derby"}, "York's is answered, and Derby's flood still waits"
    await until_idle(loop)
    assert not database.run_sync(inbox.agencies)


async def test_what_waits_of_an_agency_that_is_not_set_up_stays_and_holds_up_nobody(database):
    known = {"york": Agency("york", Form())}
    loop = make_turn_loop(database, known.get)
    says(database, *((chat, "hi") for chat in range(1, 51)))
    york = inbox.NewItem("york", "telegram:1", 7, "telegram", json.dumps(text(1, "hi", 7)).encode())
    database.run_sync(lambda tx: inbox.add(tx, [york]))
    await until_idle(loop)
    assert database.run_sync(inbox.agencies) == {"derby"}
    assert database.run_sync(inbox.waiting).count == 50
    assert database.run_sync(dead_letters.count) == 0
    known["derby"] = Agency("derby", Form())
    await until_idle(loop)
    assert database.run_sync(inbox.waiting).count == 0


@pytest.mark.parametrize("careful", [True, False], ids=["at the start", "later"])
async def test_a_database_that_goes_away_in_the_middle_of_turns_is_no_items_fault(
    database, loop, monkeypatch, caplog, careful
):
    monkeypatch.setattr(turn_loop, "WAIT_MIN", 0.01)
    monkeypatch.setattr(turn_loop, "WAIT_MAX", 0.02)
    if not careful:
        await until_idle(loop)
    save, failures = chat_states.save, 0

    def away(tx, states):
        nonlocal failures
        failures += 1
        if failures <= 2 * ATTEMPTS:
            raise DatabaseProblem("away")
        save(tx, states)

    says(database, (1, "hello"), (2, "hello"))
    monkeypatch.setattr(chat_states, "save", away)
    running = asyncio.create_task(loop.run())
    await eventually(lambda: database.run_sync(inbox.waiting).count == 0, "an empty inbox")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert failures > 2 * ATTEMPTS
    assert database.run_sync(dead_letters.listed) == []
    assert {1, 2} == set(replies(database))
    assert not any(APOLOGY in text for texts in replies(database).values() for text in texts)
    assert "an item failed" not in caplog.text


def test_references_drawn_together_are_as_many_different_ones_of_ten_characters():
    drawn = list(new_references(200))

    assert len(set(drawn)) == 200
    assert all(re.fullmatch(r"VB-[0-9A-HJKMNP-TV-Z]{10}", each) for each in (*drawn, new_reference()))
    for place in range(3, 13):
        assert len({each[place] for each in drawn}) > 16, "random at every place"


class Sender:
    """A sender that only notes what it is told."""

    def __init__(self):
        self.told = []

    def join_transaction(self):
        return self

    def begin(self, tx):
        pass

    def write(self, tx, messages):
        self.told.append([message.chat_id for message in messages])
        return outbox.add(tx, messages)

    def end(self, *, committed):
        self.told.append(committed)


def handing_over(database, sender):
    agency = Agency("derby", Form())
    return make_turn_loop(database, agency, join_outbox=sender.join_transaction)


async def test_the_sender_learns_how_the_transaction_ended(database, poison):
    sender = Sender()
    loop = handing_over(database, sender)
    await until_idle(loop)
    says(database, (1, "hello"))
    await until_idle(loop)
    (written, committed) = sender.told[:2]
    assert (set(written), committed) == ({1}, True)
    sender.told.clear()
    says(database, (2, poison))
    await loop.take_turns()
    assert sender.told == [False]


async def test_a_stop_waits_for_the_transaction_whose_messages_are_to_be_sent(database, monkeypatch):
    sender, begun, go_on = Sender(), asyncio.Event(), asyncio.Event()
    loop = handing_over(database, sender)
    await until_idle(loop)
    run = database.run

    async def slow(job):
        begun.set()
        result = await run(job)
        await go_on.wait()
        return result

    monkeypatch.setattr(database, "run", slow)
    says(database, (1, "hello"))
    running = asyncio.create_task(loop.run())
    await begun.wait()
    running.cancel()
    await asyncio.sleep(0)
    assert not running.done()
    go_on.set()
    await asyncio.wait([running])
    assert running.cancelled()
    assert sender.told[-1] is True
