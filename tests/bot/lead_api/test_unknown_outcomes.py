"""How many attempts ended unknown."""

from __future__ import annotations

import pytest

from bot.lead_api.unknown_outcomes import count_in, with_count


@pytest.mark.parametrize("reason", ["", "no answer", "(attempts without a known outcome: 3) said the server"])
@pytest.mark.parametrize("count", [0, 1, 6, 1000])
def test_the_count_of_unknown_outcomes_is_read_back_from_the_reason(reason, count):
    assert count == count_in(with_count(reason, count))
