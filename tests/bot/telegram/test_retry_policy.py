import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    TimedOut,
)

from bot.telegram.errors import AnswerTimedOut, BadAnswer, Flood, MethodNotFound, NotSent, NotSentInTime
from bot.telegram.retry_policy import (
    MAX_AGE,
    MIN_TRIES,
    RETRY_BASE,
    RETRY_CAP,
    TOAST_MAX_AGE,
    TOAST_MIN_TRIES,
    Action,
    RetryDecision,
    decide_retry,
)

# The descriptions are those of api.telegram.org.
FINAL = [
    (Forbidden("Forbidden: bot was blocked by the user"), "message", Action.UNREACHABLE),
    (Forbidden("Forbidden: user is deactivated"), "message", Action.UNREACHABLE),
    (BadRequest("Bad Request: message is not modified: specified new message content"), "message", Action.SENT),
    (BadRequest("Bad Request: query is too old and response timeout expired or query ID is invalid"), "toast", Action.SENT),
    (BadRequest("Bad Request: query is too old and response timeout expired"), "message", Action.DROP),
    (BadRequest("Bad Request: chat not found"), "message", Action.DROP),
    (BadRequest("Bad Request: BUTTON_DATA_INVALID"), "message", Action.DROP),
    (BadRequest("Bad Request: group chat was upgraded to a supergroup chat"), "message", Action.DROP),
    (Forbidden("Forbidden: bot can't initiate conversation with a user"), "message", Action.DROP),
    (ChatMigrated(-1002001), "message", Action.MOVED),
    (InvalidToken("Unauthorized"), "message", Action.HOLD),
    (InvalidToken("Unauthorized"), "toast", Action.HOLD),
    (MethodNotFound("Not Found"), "message", Action.HOLD),
    (MethodNotFound("Not Found"), "toast", Action.DROP),
    (NotSent("No connection"), "message", Action.HOLD),
    (NotSent("No connection"), "keyboard", Action.HOLD),
    (BadRequest("Bad Request: message to edit not found"), "keyboard", Action.SENT),
    (NetworkError("Bad Gateway"), "keyboard", Action.SENT),
    (Flood(7), "keyboard", Action.SENT),
    (NotSentInTime("No connection in time"), "toast", Action.HOLD),
]  # fmt: skip
PASSING = [
    NetworkError("Bad Gateway"),
    TimedOut(),
    AnswerTimedOut("No answer in time"),
    BadAnswer("The answer is none of the Bot API's"),
    Conflict("?"),
]


@pytest.mark.parametrize(("error", "kind", "action"), FINAL, ids=lambda value: repr(value)[:60])
@pytest.mark.parametrize("age", [0.0, 10 * MAX_AGE])
def test_what_time_does_not_change(error, kind, action, age):
    assert RetryDecision(action) == decide_retry(error, kind=kind, attempts=3, age=age)


@pytest.mark.parametrize("error", PASSING, ids=repr)
def test_passing_trouble_is_tried_again_with_growing_pauses_until_it_is_too_old(error):
    for attempts, longest in ((0, 1), (1, 2), (2, 4), (5, 32), (6, 60), (5000, 60)):
        decision = decide_retry(error, kind="message", attempts=attempts, age=MAX_AGE - 1)
        assert decision.action is Action.RETRY
        assert longest / 2 <= decision.wait <= longest
    for kind, old, tries in (("message", MAX_AGE, MIN_TRIES), ("toast", TOAST_MAX_AGE, TOAST_MIN_TRIES)):
        assert decide_retry(error, kind=kind, attempts=tries, age=old - 1).action is Action.RETRY
        assert RetryDecision(Action.DROP) == decide_retry(error, kind=kind, attempts=tries - 1, age=old)


@pytest.mark.parametrize("kind", ["message", "toast"])
def test_a_clock_that_is_set_forward_gives_nothing_up(kind):
    assert decide_retry(Flood(1), kind=kind, attempts=0, age=9 * MAX_AGE).action is Action.RETRY
    assert decide_retry(BadAnswer("?"), kind=kind, attempts=10, age=9 * MAX_AGE).action is Action.RETRY


def test_the_tries_of_an_answer_to_a_tap_take_as_long_as_telegram_keeps_the_tap():
    assert sum(min(RETRY_BASE * 2**n, RETRY_CAP) / 2 for n in range(TOAST_MIN_TRIES - 1)) >= TOAST_MAX_AGE


def test_a_flood_waits_exactly_as_long_as_it_is_told():
    assert RetryDecision(Action.RETRY, 37.0) == decide_retry(Flood(37), kind="message", attempts=9, age=0)
