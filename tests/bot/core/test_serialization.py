from __future__ import annotations

import json

import pytest

from bot.core.serialization import LEAD, QUEUED, STATE, DecodeError
from conversations.answers.reading import Understood
from conversations.events import LeadSlow, ReminderDue
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


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: type(phase).__name__)
def test_a_state_comes_back_as_it_was_kept(phase):
    state = State(phase, "cy", 12, contact_keyboard=True, reminded=True)

    assert state == STATE.decode(STATE.encode(state))


def test_what_earlier_versions_kept_is_read():
    """Written out as pydantic wrote it: ``kind`` at the end of a phase, times with a Z."""
    kept = {
        "phase": {
            "reference": "VB-1",
            "answers": {
                "name": {"value": {"first": "Marla", "last": "Singer", "title": ""}, "note": "", "message": ""}
            },
            "campaign": {"code": "", "lead_type": "vendor", "utm": {"source": ""}, "test": False},
            "delayed": True,
            "kind": "sent",
        },
        "language": "en",
        "revision": 12,
        "at": "2026-11-24T09:22:32.611409Z",
        "version": 1,
    }

    state = STATE.decode(json.dumps(kept))

    assert isinstance(state.phase, Sent)
    assert state.phase.answers["name"].value == Name("Marla", "Singer")
    assert state.phase.campaign.lead_type is LeadType.VENDOR
    assert QUEUED.decode('{"reference": "VB-1", "kind": "LeadSlow"}') == LeadSlow("VB-1")
    assert QUEUED.decode('{"kind": "ReminderDue"}') == ReminderDue()


@pytest.mark.parametrize(
    "kept",
    [
        b'{"phase":{"kind":"new"}}',
        b'{"phase":{}}',
        b'{"phase":[]}',
        b'{"phase":{"kind":"fresh"},"version":2}',
        b'{"phase":{"kind":"sent","reference":"VB-1","answers":{"name":{"value":[]}}}}',
        b"[]",
        b"",
        b'{"language":"\xff"}',
    ],
)
def test_what_this_version_does_not_know_is_refused(kept):
    with pytest.raises(DecodeError):
        STATE.decode(kept)


@pytest.mark.parametrize(
    ("kept", "place"),
    [
        ('{"reference": "VB-1", "lead_type": "vendor", "name": "Marla Singer"}', "$.name"),
        ('{"reference": "VB-1", "lead_type": "Marla Singer"}', "$.lead_type"),
        (
            '{"reference": "VB-1", "lead_type": "vendor", "name": {"first": "Marla", "last": "Singer"}, "phone": 7}',
            "$.phone",
        ),
    ],
)
def test_a_refusal_says_where_and_does_not_repeat_what_was_kept(kept, place):
    with pytest.raises(DecodeError) as caught:
        LEAD.decode(kept)

    assert str(caught.value) == f"does not fit at `{place}`"
    assert caught.value.__cause__ is caught.value.__context__ is None
