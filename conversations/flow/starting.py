"""Starting a form: /start, a campaign link, another property."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec.structs import replace

from conversations.commands import Line
from conversations.events import Started
from conversations.flow.prompts import go
from conversations.flow.turn import Turn, say, with_button
from conversations.form import Form
from conversations.intents import Intent
from conversations.lead import Campaign, LeadType
from conversations.state import Answer, Collecting, Ended, Fresh, Sent, State, Valued


def started(form: Form, state: State, link: Started) -> Turn:
    """Begin a form, or offer to continue an unfinished one."""
    match state.phase:
        case Collecting() as phase if said_something(phase):
            # A second link changes where the lead is counted and routed, never the person's answers.
            followed = _followed(link, phase.campaign)
            answers = {**_preset(followed), **phase.answers}
            moved = replace(state, phase=replace(phase, campaign=followed, answers=answers))
            return _offer_to_go_on(form, moved)
        case Collecting() as phase:
            return begin(form, state, _followed(link, phase.campaign))
        case Sent():
            return say(form, state)
        case Ended(reason="cancelled" | "declined") as phase if said_something(phase):
            return _offer_to_go_on(form, replace(state, phase=replace(phase, campaign=_followed(link, phase.campaign))))
        case Valued() | Ended() | Fresh():
            return begin(form, state, link.campaign or form.unlinked)


def _followed(link: Started, standing: Campaign) -> Campaign:
    """Return the campaign of a form that is under way: the link followed last, unless that was ended and another led here."""
    if link.campaign is None or (link.ended and standing.code):
        return standing
    return link.campaign


def _offer_to_go_on(form: Form, state: State) -> Turn:
    return with_button(say(form, state, Line("start.welcome_back")), go(state, Intent.RESTART))


def said_something(phase: Collecting | Ended) -> bool:
    """Return whether the person has given any answer beyond the presets of their link."""
    preset = {"sale_or_let"} if phase.campaign.lead_type is not None else set()
    said = phase.answers.keys() - preset
    return bool(said or (isinstance(phase, Collecting) and (phase.pending or phase.reference)))


def begin(form: Form, state: State, campaign: Campaign, *lines: Line) -> Turn:
    """Start a form with a greeting and ``lines``."""
    phase = first_phase(campaign, state.at)
    return say(form, state.revised(phase=phase), *greeting(form, phase), *lines)


def begin_again(form: Form, state: State, campaign: Campaign, kept: Mapping[str, Answer]) -> Turn:
    """Start a form for another property; ``kept`` answers are not asked again."""
    phase = Collecting({**_preset(campaign), **kept}, campaign, began_at=state.at)
    return say(form, state.revised(phase=phase), Line("another.begin"))


def first_phase(campaign: Campaign, at: datetime) -> Collecting:
    """Return a form that begins at ``at`` (UTC), with only the campaign's presets as answers."""
    return Collecting(_preset(campaign), campaign, began_at=at)


def _preset(campaign: Campaign) -> dict[str, Answer]:
    return {} if campaign.lead_type is None else {"sale_or_let": Answer(campaign.lead_type.value)}


def greeting(form: Form, phase: Collecting, *, begun: bool = False) -> tuple[Line, ...]:
    """Return the lines before the first question: who this is, what it takes, and the privacy page (duty 1).

    ``begun``: the person has given some answers already.
    """
    privacy = Line("greeting.privacy" if form.privacy_url else "greeting.privacy_here")
    if begun:
        return Line("greeting.begun"), privacy
    side = phase.campaign.lead_type
    words = {None: "greeting", LeadType.VENDOR: "greeting.vendor", LeadType.LANDLORD: "greeting.landlord"}
    return Line(words[side]), privacy
