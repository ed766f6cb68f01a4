"""The oracle finds what it is there for: planted faults, each in a world that is right without it."""

from __future__ import annotations

import pytest
from simulation.world import Plan, World

from support.homeowner import words

SEED = "planted"
QUIET = Plan(people=2, deleting=1.0)


class Planted(World):
    """A world in which something is changed before it is judged."""

    def plant(self) -> None:
        """Change it."""

    def _judge(self) -> None:
        self.plant()
        super()._judge()


def problems(world: type[World]) -> set[str]:
    return {problem.partition(":")[0] for problem in world(SEED, QUIET).run().problems}


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert problems(World) == set()


def test_a_lead_that_is_lost() -> None:
    class Lost(Planted):
        def plant(self) -> None:
            self.servers.journal.leads.clear()

    assert "lost" in problems(Lost)


def test_a_lead_that_is_sent_twice_unmarked() -> None:
    class Doubled(Planted):
        def plant(self) -> None:
            leads = self.servers.journal.leads
            leads.append(leads[0])

    assert {"unmarked repeat", "doubled unmarked"} <= problems(Doubled)


def test_a_request_before_the_consent() -> None:
    class Early(Planted):
        def plant(self) -> None:
            for record in self.servers.journal.leads:
                record.received_at = 0.0

    assert "before consent" in problems(Early)


def test_a_request_without_any_consent() -> None:
    class Unasked(Planted):
        def plant(self) -> None:
            for person in self.people:
                person.consents.clear()

    assert {"without consent", "wrong lead"} <= problems(Unasked)


def test_a_request_after_the_promise_that_nothing_is_sent() -> None:
    class Late(Planted):
        def plant(self) -> None:
            leads = self.servers.journal.leads
            number = leads[0].payload["email"].split(".")[1]
            person = next(person for person in self.people if str(person.number) == number)
            person.consents[-1].withdrawn = True
            chat = str(person.phone.id)
            calls = [call for call in self.servers.journal.calls if call.method == "sendMessage"]
            call = next(call for call in calls if call.params["chat_id"] == chat)
            call.params["text"] = words("withdraw.reached")
            leads[0].received_at = call.time + 60.0

    assert "sent after the withdrawal" in problems(Late)


def test_somebody_who_is_still_held_after_they_had_everything_deleted() -> None:
    class Held(Planted):
        def plant(self) -> None:
            with (self.folder / "bot.db").open("ab") as file:
                file.write(self.people[0].answers.last.encode())

    assert "held after /delete" in problems(Held)


def test_somebody_who_waits_for_ever() -> None:
    class Forgotten(Planted):
        def plant(self) -> None:
            self.people[0].done = False

    assert {"waits for ever", "hanging"} <= problems(Forgotten)


@pytest.mark.parametrize("what", ["twice", "out of order"])
def test_a_message_that_comes_twice_or_out_of_order(what: str) -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            chat = self.servers.world.chat(self.people[0].phone.id)
            assert chat is not None
            told = [number for number, message in chat.messages.items() if message.sender is None]
            if what == "twice":
                copy = max(chat.messages) + 1
                chat.messages[copy] = chat.messages[told[0]]
            else:
                first, second = (chat.messages[number] for number in told[1:3])
                first.text, second.text = second.text, first.text

    assert problems(Wrong)


def test_an_estimate_that_is_not_what_the_agency_was_told() -> None:
    class Untrue(Planted):
        def plant(self) -> None:
            for person in self.people:
                chat = self.servers.world.chat(person.phone.id)
                assert chat is not None
                for message in chat.messages.values():
                    message.text, message.caption = (
                        said.replace("£", "£9") for said in (message.text, message.caption)
                    )

    assert "wrong lead" in problems(Untrue)
