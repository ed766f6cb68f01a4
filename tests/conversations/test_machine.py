"""Hypothesis drives whole conversations: whatever people and the Lead API do, the promises hold."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from conversations.commands import SendLead
from conversations.events import (
    Attachment,
    Edited,
    LeadDelayed,
    LeadReceived,
    LeadRejected,
    LeadSetAside,
    LeadStatus,
    Said,
    SentAttachment,
    Started,
    Tapped,
)
from conversations.lead import Campaign, Estimate, LeadType, Range
from conversations.questions import DEFAULT_ORDER, QUESTIONS
from conversations.state import Collecting, Sent
from conversations.taps import LIMIT
from support.person import ANSWERS, Person

SAYINGS = st.sampled_from(
    [
        *ANSWERS.values(),
        "yes", "no", "maybe", "ok", "yes but no marketing", "back", "why?", "stop", "carry on", "start again", "another",
        "hello", "bungalow", "3 or 4", "cloud9@gmial.com", "DE1 IJX", "Marla", "flat 3b, 12 high st, derby de11jx",
        "/start", "/help", "/back", "/cancel", "/privacy", "/withdraw", "/mydata", "/nonsense", "change my phone",
        "😊", "\x00", "\ud800", "<b>x</b>", "'; DROP TABLE leads; --", "4" * 4096,
    ]
)  # fmt: skip
CAMPAIGNS = st.sampled_from([None, Campaign("a", LeadType.VENDOR), Campaign("b", LeadType.LANDLORD), Campaign("c")])


class Conversations(RuleBasedStateMachine):
    """One person and one bot. Every button ever drawn stays pressable."""

    def __init__(self) -> None:
        super().__init__()
        self.person = Person()
        self.consents = 0

    def _happens(self, *arguments: object, what: object = None) -> None:
        before = len(self.person.messages), len(self.person.toasts)
        leads = [each for each in self.person.happens(what, *arguments) if isinstance(each, SendLead)]
        said = len(self.person.messages) > before[0] or len(self.person.toasts) > before[1]
        assert said, f"silent after {what}"
        assert len(leads) <= 1
        if leads:
            self.consents += 1
            assert isinstance(what, Tapped) or str(getattr(what, "text", "")).lower().startswith("yes")

    @rule(text=SAYINGS)
    def says(self, text: str) -> None:
        self._happens(what=Said(text))

    @rule(text=st.text(max_size=40))
    def says_anything(self, text: str) -> None:
        self._happens(what=Said(text))

    @rule(campaign=CAMPAIGNS)
    def starts(self, campaign: Campaign | None) -> None:
        self._happens(what=Started(campaign))

    @rule(kind=st.sampled_from(list(Attachment)))
    def sends_something(self, kind: Attachment) -> None:
        self._happens(what=SentAttachment(kind))

    @rule(data=st.data())
    def taps_any_button_ever_drawn(self, data: st.DataObject) -> None:
        drawn = [
            button.data for message in self.person.messages for row in message.buttons for button in row if button.data
        ]
        if drawn:
            self._happens(what=Tapped(data.draw(st.sampled_from(drawn))))

    @rule(text=st.sampled_from(sorted(ANSWERS.values())), message=st.integers(1, 40))
    def edits(self, text: str, message: int) -> None:
        self._happens(str(message), what=Edited(text))

    @precondition(lambda self: isinstance(self.person.state.phase, Collecting))
    @rule()
    def answers_what_is_asked(self) -> None:
        phase = self.person.state.phase
        key = phase.editing or next((key for key in DEFAULT_ORDER if key not in phase.answers), "")
        if key:
            self.says(ANSWERS[key])

    @rule()
    def finishes_the_form(self) -> None:
        """Reach the deep states: whoever answers plainly and says yes gets their lead sent."""
        person = self.person
        person.says("/delete")
        self.starts(None)
        for key in DEFAULT_ORDER:
            assert key not in person.state.phase.answers
            self.says(ANSWERS[key])
            assert QUESTIONS[key].valid(person.state.phase.answers[key].value)
        sent = len(person.sent)
        self.says("yes")
        self.says("yes, I agree")
        assert len(person.sent) == sent + 1
        assert isinstance(person.state.phase, Sent)

    @precondition(lambda self: self.person.standings)
    @rule(data=st.data())
    def an_outcome_comes(self, data: st.DataObject) -> None:
        reference = data.draw(st.sampled_from(sorted(self.person.standings)))
        if self.person.standings[reference].status in (LeadStatus.WITHDRAWN, LeadStatus.DELIVERED):
            return
        lead = self.person.leads[reference]
        kind = data.draw(st.sampled_from(["received", "none", "delayed", "rejected", "set aside"]))
        match kind:
            case "received" | "none":
                self.person.stands(reference, LeadStatus.DELIVERED)
                estimate = Estimate(Range(1, 2, 3), None) if kind == "received" else Estimate()
                self._happens(what=LeadReceived(reference, lead.lead_type, lead.address, estimate))
            case "delayed":
                self.person.stands(reference, LeadStatus.WAITING)
                self._happens(what=LeadDelayed(reference))
            case "rejected":
                self.person.stands(reference, LeadStatus.REJECTED)
                key = data.draw(st.sampled_from(DEFAULT_ORDER))
                self._happens(what=LeadRejected(reference, key, "not accepted"))
            case _:
                self.person.stands(reference, LeadStatus.SET_ASIDE)
                self._happens(what=LeadSetAside(reference))

    @invariant()
    def nothing_is_sent_without_its_own_consent(self) -> None:
        assert len(self.person.sent) == self.consents
        times = [lead.consent.at for lead in self.person.sent]
        assert len(set(times)) == len(times)
        assert all(lead.consent.wording for lead in self.person.sent)

    @invariant()
    def every_lead_is_within_the_guides_limits(self) -> None:
        for lead in self.person.sent[-1:]:
            assert 1 <= len(lead.name.first) <= 50
            assert 1 <= len(lead.name.last) <= 50
            assert len(lead.name.title) <= 50
            assert 1 <= len(lead.address) <= 100
            assert 2 <= len(lead.postcode) <= 10
            assert 0 <= lead.bedrooms <= 20

    @invariant()
    def buttons_fit_telegram(self) -> None:
        for message in self.person.messages[-2:]:
            assert 0 < len(message.text) <= 4096
            assert all(len(button.data.encode()) <= LIMIT for row in message.buttons for button in row)
            assert sum(bool(each) for each in (message.buttons, message.keyboard, message.hide_keyboard)) <= 1


TestConversations = Conversations.TestCase
TestConversations.settings = settings(max_examples=30, stateful_step_count=30, deadline=None)
