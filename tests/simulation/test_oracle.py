"""The oracle finds what it is there for: planted faults, each in a world that is right without it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from simulation.faults import Climate, Spells
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


LIFE = Plan(people=2, deleting=0.0, adding=1.0, withdrawing=1.0, staff=True, data_key=True)


def of_life(world: type[World]) -> set[str]:
    return {problem.partition(":")[0] for problem in world("planted life", LIFE).run().problems}


def test_nothing_is_wrong_with_what_comes_after_a_lead() -> None:
    assert of_life(World) == set()


def test_a_withdrawal_that_is_told_and_not_so_and_one_that_came_twice() -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            first, second = self.servers.leads.made
            first.values["gdpr_checkbox"] = True
            updates = self.servers.journal.updates_of_leads
            again = next(each for each in updates if each.lead_id == str(second.id) and "gdpr_checkbox" in each.changes)
            updates.append(again)

    assert {"untrue", "withdrawn twice"} <= of_life(Wrong)


def test_a_lead_that_was_not_found_although_it_was_there() -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            for call in self.servers.journal.calls:
                call.params["text"] = call.params.get("text", "").replace(
                    words("withdrawal.noted"), words("withdrawal.absent")
                )

    assert "untrue" in of_life(Wrong)


def test_an_addition_that_is_not_there_and_one_that_is_there_twice() -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            first, second = self.servers.leads.made
            first.questionnaire.clear()
            second.questionnaire *= 2
            updates = self.servers.journal.updates_of_leads
            updates.append(
                next(each for each in updates if "questionnaire" in each.changes and each.lead_id == str(second.id))
            )

    assert {"never added", "added 2 times"} <= of_life(Wrong)


def test_staff_who_were_not_told_what_people_heard() -> None:
    class Untold(Planted):
        def plant(self) -> None:
            for call in self.servers.journal.calls:
                if call.params.get("chat_id") == str(self.staff):
                    call.params["text"] = ""

    assert {"untrue", "staff not told"} <= of_life(Untold)


def test_staff_who_were_told_twice_and_people_reminded_twice_at_night() -> None:
    class Twice(Planted):
        def plant(self) -> None:
            calls = self.servers.journal.calls
            person = str(self.people[0].phone.id)
            reminders = [call for call in calls if call.method == "sendMessage" and call.params["chat_id"] == person]
            for call in reminders[-2:]:
                call.params["text"] = words("reminder")
            card = next(call for call in reversed(calls) if call.params.get("chat_id") == str(self.staff))
            calls.append(card)

    assert {"staff told twice", "reminded 2 times", "reminded at night"} <= of_life(Twice)


def test_what_stands_in_clear_in_the_files() -> None:
    class Clear(Planted):
        def plant(self) -> None:
            with (self.folder / "bot.db").open("ab") as file:
                file.write(self.people[0].answers.last.encode())

    assert "held in clear" in of_life(Clear)


def test_a_lead_that_is_given_up_early_and_one_that_is_made_twice() -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            leads = self.servers.journal.leads
            leads.append(leads[0])
            call = next(call for call in reversed(self.servers.journal.calls) if call.method == "sendMessage")
            call.params["text"] = words("set_aside")

    assert {"made twice", "given up early"} <= problems(Wrong)


REFUSED = Plan(people=1, climate=Climate((), ("rejects",), (), (), Spells(1.0, 1.0)), deleting=0.0, staff=True)


def of_a_refusal(world: type[World], seed: str = "planted refusal") -> set[str]:
    return {problem.partition(":")[0] for problem in world(seed, REFUSED).run().problems}


def test_nothing_is_wrong_where_a_lead_is_refused_and_set_aside() -> None:
    class Seen(Planted):
        def plant(self) -> None:
            (record,) = self.servers.journal.leads
            assert (record.status, record.accepted) == (422, False)
            texts = [str(call.params.get("text")) for call in self.servers.journal.calls]
            assert any(words("set_aside.told") in text for text in texts)

    assert of_a_refusal(Seen) == set()


def test_a_refused_lead_that_is_sent_again_and_of_which_the_staff_were_not_told() -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            leads = self.servers.journal.leads
            leads.append(replace(leads[0], received_at=leads[0].received_at + 60.0))
            for call in self.servers.journal.calls:
                if call.params.get("chat_id") == str(self.staff):
                    call.params["text"] = ""

    assert {"sent again", "untrue"} <= of_a_refusal(Wrong)


def test_an_answer_that_was_never_refused_and_one_changed_without_a_new_consent() -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            leads = self.servers.journal.leads
            changed = {**leads[0].payload, "property_bedrooms": 99}
            leads.append(replace(leads[0], received_at=leads[0].received_at + 60.0, payload=changed))
            call = next(
                call
                for call in self.servers.journal.calls
                if call.params.get("chat_id") == str(self.people[0].phone.id)
            )
            call.params["text"] = words("rejected")

    assert {"without consent", "untrue"} <= of_a_refusal(Wrong)


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


RELAYS = Plan(people=1, deleting=0.0, staff=True, relaying=1.0)


def test_nothing_is_found_in_a_relay_where_nothing_is_wrong() -> None:
    world = World(SEED, RELAYS)
    assert world.run().problems == []
    assert getattr(world.people[0], "relayed", ())


@pytest.mark.parametrize("what", ["lost", "out of order", "before leave", "after delete"])
def test_what_is_wrong_in_a_relay(what: str) -> None:
    class Wrong(Planted):
        def plant(self) -> None:
            calls = self.servers.journal.calls
            mine = [
                call
                for call in calls
                if "Question" in str(call.params.get("text")) and "message_thread_id" in call.params
            ]
            match what:
                case "lost":
                    calls.remove(mine[-1])
                case "out of order":
                    mine[0].params["text"], mine[1].params["text"] = mine[1].params["text"], mine[0].params["text"]
                case "before leave":
                    mine[0].params["text"] += " and more"
                case "after delete":
                    mine[-1].time += 10_000.0

    plan = replace(RELAYS, deleting=1.0) if what == "after delete" else RELAYS
    found = {problem.partition(":")[0] for problem in Wrong(SEED, plan).run().problems}
    assert any(each.startswith("relayed") for each in found), found
