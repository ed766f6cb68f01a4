from telegram.error import InvalidToken

from bot.telegram.circuit_breaker import FLOOD_PROBE, FLOODED, CircuitBreaker
from bot.telegram.errors import NotSent
from support.sender_desk import quicken


def test_calls_that_fail_together_are_one_setback_and_one_line_in_the_log(said):
    breaker = CircuitBreaker()
    quicken(breaker._setbacks, base=4.0, cap=100.0)
    for _ in range(50):
        breaker.failed(NotSent("No connection"), 10.0)
    assert breaker.shut
    assert 2.0 <= breaker.seconds_to_probe(10.0) <= 4.0
    breaker.failed(NotSent("No connection"), 14.0)
    assert 4.0 <= breaker.seconds_to_probe(14.0) <= 8.0
    breaker.passed()
    assert not breaker.shut
    assert breaker.seconds_to_probe(14.0) == 0.0
    breaker.failed(NotSent("No connection"), 20.0)
    assert breaker.seconds_to_probe(20.0) <= 4.0
    assert [level for level, _ in said()] == ["WARNING", "INFO", "WARNING"]


def test_a_refused_token_is_an_error_and_probed_slowly(said):
    breaker = CircuitBreaker()
    breaker.failed(NotSent("No connection"), 0.0)
    breaker.failed(InvalidToken("Unauthorized"), 0.0)
    assert breaker.seconds_to_probe(0.0) >= 2.5
    assert [level for level, _ in said()] == ["WARNING", "ERROR"]


def test_chats_that_are_to_wait_one_after_the_other_hold_all(said):
    breaker = CircuitBreaker()
    for chat in range(FLOODED):
        assert not breaker.shut
        breaker.flooded(chat, 300.0, 10.0)
    assert breaker.shut
    assert breaker.seconds_to_probe(10.0) == FLOOD_PROBE
    breaker.flooded(99, 2.0, 10.0 + FLOOD_PROBE)
    assert breaker.seconds_to_probe(10.0 + FLOOD_PROBE) == 2.0
    breaker.passed()
    assert not breaker.shut
    assert [level for level, _ in said()] == ["WARNING", "INFO"]


def test_single_chats_that_are_to_wait_hold_nobody_else():
    breaker = CircuitBreaker()
    for _ in range(3 * FLOODED):
        breaker.flooded(1, 300.0, 10.0)  # the same one, again and again
    for chat in range(3 * FLOODED):
        breaker.flooded(chat, 300.0, 10.0)
        breaker.passed()  # others get through
    assert not breaker.shut


def test_an_answer_that_says_wait_says_too_that_telegram_is_there(said):
    breaker = CircuitBreaker()
    breaker.failed(NotSent("No connection"), 10.0)
    breaker.flooded(1, 300.0, 10.0)
    assert not breaker.shut
