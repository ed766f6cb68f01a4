"""Pace of a group: topics leave room for cards, and let them go first after a refusal."""

from __future__ import annotations

from bot.telegram.group_pace import MINUTE, RELAYED_MAX, GroupPace

GROUP, OTHER = ("derby", -1001), ("derby", -1002)


def test_topics_leave_a_part_of_the_minute_to_cards() -> None:
    pace = GroupPace()
    for number in range(RELAYED_MAX):
        assert pace.wait(GROUP, 100.0 + number) == 0
        pace.sent(GROUP, 100.0 + number)
    assert pace.wait(GROUP, 120.0) == 100.0 + MINUTE - 120.0
    assert pace.wait(OTHER, 120.0) == 0
    assert pace.wait(GROUP, 100.0 + MINUTE) == 0
    pace.sent(GROUP, 100.0 + MINUTE)
    assert pace.wait(GROUP, 100.0 + MINUTE) == 1.0


def test_after_a_refusal_they_wait_longer_than_the_card() -> None:
    pace = GroupPace()
    pace.flooded(GROUP, 30.0, 100.0)
    assert pace.wait(GROUP, 100.0) > 30.0
    assert pace.wait(OTHER, 100.0) == 0
    assert pace.wait(GROUP, 140.0) <= 0
