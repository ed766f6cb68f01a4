from __future__ import annotations

import pytest
from pydantic import ValidationError

from bot.codec import STATE
from conversations.answers.reading import Understood
from conversations.lead import Campaign, LeadType, Name, Utm
from conversations.state import Answer, Collecting, Ended, Fresh, Pending, Sent, State, Valued

ANSWERS = {
    "name": Answer(Name("Marla", "Singer")),
    "bedrooms": Answer(6, "6 or more", "12"),
    "email": Answer("a@b.com"),
}
CAMPAIGN = Campaign("spring", LeadType.VENDOR, 7, "ivt", Utm(source="facebook"))
PENDING = Pending(
    "email", "misspelt", (Understood("a@gmail.com", also={"phone": "+447986000000"}),), Understood("a@b.com")
)
PHASES = (
    Fresh(),
    Collecting(ANSWERS, CAMPAIGN, "name", PENDING, reviewed=True, consent_shown="v1", failures=2, reference="VB-1"),
    Sent("VB-1", ANSWERS, CAMPAIGN),
    Valued("VB-1", ANSWERS, CAMPAIGN),
    Ended("withdrawn", ANSWERS, CAMPAIGN, ("VB-1",)),
)


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.kind)
def test_a_state_comes_back_as_it_was_kept(phase):
    state = State(phase, "cy", 12, contact_keyboard=True, reminded=True)

    assert state == STATE.validate_json(STATE.dump_json(state))


def test_a_phase_is_read_by_its_kind_alone():
    """All others would be tried as well: see bot/codec.py."""
    kept = b'{"phase":{"kind":"sent","reference":"VB-1","answers":{"name":{"value":[]}}}}'

    with pytest.raises(ValidationError) as caught:
        STATE.validate_json(kept)

    assert {"sent"} == {error["loc"][1] for error in caught.value.errors()}


@pytest.mark.parametrize("kept", [b'{"phase":{"kind":"new"}}', b'{"phase":{}}', b'{"phase":[]}', b"[]", b""])
def test_what_this_version_does_not_know_is_refused(kept):
    with pytest.raises(ValidationError):
        STATE.validate_json(kept)
