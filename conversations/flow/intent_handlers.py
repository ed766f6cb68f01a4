"""Intent handlers: one function per intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from conversations.answers.reading import Understood
from conversations.callback_data import Action, Tap
from conversations.commands import Button, Line, Say, ShowHeld, Toast
from conversations.data_export import preference_shown
from conversations.events import Event, Started
from conversations.flow import relay
from conversations.flow.additions import noted, pass_on, texts, with_offer
from conversations.flow.answering import take
from conversations.flow.consent import clear, delete, withdraw
from conversations.flow.outcomes import again, document
from conversations.flow.prompts import (
    Buttons,
    asked,
    contacts,
    counted_questions,
    go,
    part,
    shown_answer,
    still_to_come,
)
from conversations.flow.starting import begin, begin_again, started
from conversations.flow.turn import Turn, chosen, say, with_button
from conversations.flow.visits import ask_to_cancel, call_time, cancel, held, visit
from conversations.form import Form
from conversations.intents import MOVES, Intent
from conversations.languages import CATALOGUES, catalogue, heard_language, is_foreign
from conversations.languages.render import words
from conversations.questions import QUESTIONS, SKIPPED
from conversations.state import Collecting, Ended, Fresh, Sent, State, Valued
from conversations.understanding.topics import ASK, own_topic

VISIT_TOPIC = "visit"
"""Topic of a request for a visit."""


def want(form: Form, state: State, event: Event, intent: Intent) -> Turn:
    """Return the turn for an intent, whether by command, button or phrase."""
    turn = _INTENTS[intent](form, state, event)
    return chosen(turn, state, Tap(Action.GO, state.revision, "", intent)) if intent in MOVES else turn


def back(form: Form, state: State, _: Event, steps: int = 1) -> Turn:
    """Go back by a number of questions, at most to the first."""
    phase = state.phase
    if not isinstance(phase, Collecting):
        return say(form, state, Line("back.nowhere"))
    counted = counted_questions(form, phase)
    if phase.reviewed:
        moved = replace(phase, reviewed=False, consent_shown="")
    elif phase.pending is not None:
        moved = replace(phase, pending=None)
    else:
        here = asked(form, phase)
        at = counted.index(here) if here in counted else len(counted)
        if at == 0:
            return say(form, state, Line("back.first"))
        moved = replace(phase, editing=counted[max(at - steps, 0)], failures=0)
    return say(form, state.revised(phase=moved))


def _keep(form: Form, state: State, _: Event) -> Turn:
    phase = state.phase
    if not isinstance(phase, Collecting) or not phase.editing or phase.editing not in phase.answers:
        return say(form, state)
    moved = replace(phase, editing="", pending=None, failures=0)
    return say(form, state.revised(phase=moved))


def _why(form: Form, state: State, _: Event) -> Turn:
    if not isinstance(state.phase, Collecting):
        return say(form, state)
    key, end = asked(form, state.phase), Line("consent.why" if state.phase.reviewed else "review.why")
    return say(form, state, part(form, key, "why") if key else end)


def _help(form: Form, state: State, _: Event) -> Turn:
    lines = [Line("help")]
    if isinstance(state.phase, Collecting):
        key = asked(form, state.phase)
        lines += [part(form, key, "why"), part(form, key, "example")] if key else []
    return say(form, state, *lines, Line("help.commands"))


def _cancel(form: Form, state: State, event: Event) -> Turn:
    if state.relay is not None:
        return relay.end(form, state, event)
    match state.phase:
        case Collecting(answers=answers, campaign=campaign):
            ended = state.revised(phase=Ended("cancelled", answers, campaign))
            return say(form, ended, Line("cancelled"))
        case Sent() | Valued():
            return _ask_to_withdraw(form, state, event)
        case _:
            return say(form, state, Line("cancel.nothing"))


def _confirm(question: Line, intent: Intent) -> Callable[[Form, State, Event], Turn]:
    """Return the handler that asks whether to carry out an intent; each button states its effect."""
    return lambda _form, state, _: Turn(state, (Say((question,), _column(state, intent, Intent.KEEP)),))


_ask_to_withdraw = _confirm(Line("cancel.sent"), Intent.WITHDRAW)


def _your_data(_form: Form, state: State, _: Event) -> Turn:
    """Offer what can be done with the person's data."""
    choices = _column(state, Intent.MY_DATA, Intent.ASK_WITHDRAW, Intent.ASK_DELETE)
    return Turn(state, (Say((Line("your_data"),), choices),))


def _column(state: State, *intents: Intent) -> Buttons:
    return tuple((go(state, each),) for each in intents)


def _restart(form: Form, state: State, _: Event) -> Turn:
    if isinstance(state.phase, Sent):
        return say(form, state)
    return begin(form, state, form.unlinked if isinstance(state.phase, Fresh) else state.phase.campaign)


def _ask_to_restart(form: Form, state: State, event: Event) -> Turn:
    """Ask whether to start again; at once if there is nothing to lose."""
    phase = state.phase
    if isinstance(phase, Fresh) or (isinstance(phase, Collecting) and not phase.answers):
        return _restart(form, state, event)
    return Turn(state, (Say((Line("restart.sure"),), _column(state, Intent.RESTART, Intent.KEEP)),))


def _resume(form: Form, state: State, _: Event) -> Turn:
    if not isinstance(state.phase, Ended) or state.phase.reason == "withdrawn":
        return say(form, state)
    ended = state.phase
    # A person who declined had confirmed the review before.
    phase = Collecting(ended.answers, ended.campaign, began_at=state.at, ever_reviewed=ended.reason == "declined")
    return say(form, state.revised(phase=phase), Line("resumed"))


def _another(form: Form, state: State, event: Event) -> Turn:
    match state.phase:
        case Sent(answers=answers, campaign=campaign) | Valued(answers=answers, campaign=campaign):
            kept = {key: answer for key, answer in answers.items() if key in QUESTIONS and QUESTIONS[key].about_person}
            # The link's preset was for the first property; the next one may be let instead of sold.
            return begin_again(form, state, replace(campaign, lead_type=None), kept)
        case Collecting():
            return started(form, state, Started())  # the answers are for the first property
        case _:
            return _restart(form, state, event)


def talk(form: Form, state: State, event: Event) -> Turn:
    """Say how to reach a person at the agency, as far as known, and offer a relay or a call if possible."""
    if state.relay is not None:
        return relay.standing(state)
    if relay.reference(form, state, event):
        return relay.offered(form, state, _talk(form, state))
    return say(form, state, *_talk(form, state))


def pictured(form: Form, state: State, event: Event) -> Turn:
    """Say that a picture or file sent after the estimate is not passed on; offer a person to show it to.

    Without a relay, one tap tells the agency that there is something to see.
    """
    lines = (Line("after.pictures"), *contacts(form))
    if relay.reference(form, state, event):
        return relay.offered(form, state, lines)
    told = words(Line("after.pictures.for_agency"), form, catalogue("en"))
    kept = noted(state, event, told)
    return with_offer(say(form, kept, *lines), state)


def _talk(form: Form, state: State) -> tuple[Line, ...]:
    return (*_reached(form), *_open(form, state))


def _reached(form: Form) -> tuple[Line, ...]:
    return contacts(form) or (Line("talk.unknown"),)


def _open(form: Form, state: State) -> tuple[Line, ...]:
    """Return the line that says whether the office is open, if its hours are known."""
    if form.office_hours is None:
        return ()
    closes, there = form.office_hours.closes(state.at), form.office_hours.there(state.at)
    if closes is not None:
        return (Line("talk.open", {"time": closes}),)
    return () if there is None else (Line("talk.closed", {"when": there}),)


def inform(form: Form, state: State, event: Event, topic: str) -> Turn:
    """Answer a question asked in the middle, or carry out the intent of its topic, and go on."""
    if topic == VISIT_TOPIC and form.visits and isinstance(state.phase, Valued):
        return visit(form, state, event)
    known = catalogue(state.language).topics.get(topic)
    if known is not None and known.urgent:
        return Turn(state, (Say((Line(known.answer),)),))  # no question after it: the form must not press
    if known is not None and known.act is not None and own_topic(form, state.language, topic) is None:
        return want(form, state, event, known.act)
    paper = document(form, state) if topic == _IN_WRITING and known is not None else None
    if paper is not None and own_topic(form, state.language, topic) is None:
        return say(form, state, Line("topic.in_writing.document")).with_first(document=paper)
    turn = say(form, state, *informed(form, state, topic))
    return turn if known is None or known.offers is None else with_button(turn, go(state, known.offers))


_IN_WRITING = "in_writing"
"""Topic of a request for the estimate in writing."""


def for_agency(form: Form, state: State, topic: str) -> bool:
    """Return whether a text about ``topic`` is for the agency: a question only it can answer, or a statement."""
    known = catalogue(state.language).topics.get(topic)
    if known is None or known.act is not None or own_topic(form, state.language, topic) is not None:
        return False
    if topic == _IN_WRITING and document(form, state) is not None:
        return False
    return (known.contacts or known.statement) and not (topic == VISIT_TOPIC and form.visits)


def informed(form: Form, state: State, topic: str) -> tuple[Line, ...]:
    """Return the answer to a question asked in the middle; empty if the next prompt contains it."""
    own = own_topic(form, state.language, topic)
    if own is not None:
        return (Line("own.ask", {"text": own.answer}),)
    known = catalogue(state.language).topics.get(topic)
    if topic == ASK or (known is not None and known.act is Intent.TALK):
        return _talk(form, state)
    if known is None or known.act is not None:
        return ()
    match topic:
        case "no_calls" if isinstance(state.phase, Sent | Valued):
            return (Line("topic.no_calls.sent"), *_talk(form, state))
        # Once the lead was sent, a yes no longer decides who may call.
        case "next" | "how_long" | "why_phone" if isinstance(state.phase, Sent):
            return ()
        case "next" | "how_long" | "why_phone" if isinstance(state.phase, Valued):
            return (*still_to_come(form, state, state.phase), *_open(form, state))
        case "not_mine" if isinstance(state.phase, Valued):
            return ()
        case "accurate" | "worked_out" if form.visits and isinstance(state.phase, Valued) and state.visit is None:
            return (Line(known.answer), Line("after.visit"))
        case "again" if isinstance(state.phase, Collecting | Sent):
            return ()
        case "again" if isinstance(state.phase, Valued):
            return again(form, state)
        case "visit" if form.visits and isinstance(state.phase, Collecting | Sent):
            return (Line("topic.visit.after"),)
        case _ if known.contacts:
            return (Line(known.answer), *contacts(form), *_open(form, state))
        case _:
            return (Line(known.answer),)


def suggest(form: Form, turn: Turn, topics: tuple[str, ...]) -> Turn:
    """Offer the topics with these keys as buttons, and a button to ask something else; unchanged without topics."""
    for topic in topics:
        own = own_topic(form, turn.state.language, topic)
        label = Line(f"topic.{topic}.label") if own is None else Line("own.label", {"text": own.label})
        turn = _with_choice(turn, label, Action.TOPIC, topic)
    return _with_choice(turn, _OTHER, Action.TOPIC, ASK) if topics else turn


_OTHER = Line("suggest.other")
_OWNED_UP = frozenset({"courtesy.question", "courtesy.statement", "name.question"})


def with_ask(turn: Turn) -> Turn:
    """Add the way to ask the agency, if the turn says that only the agency can answer."""
    owned_up = turn.last is not None and not _OWNED_UP.isdisjoint(line.key for line in turn.last.lines)
    return _with_choice(turn, _OTHER, Action.TOPIC, ASK) if owned_up else turn


def _with_choice(turn: Turn, label: Line, action: Action, value: str) -> Turn:
    """Add a button for a topic or a language."""
    return with_button(turn, Button(label, Tap(action, turn.state.revision, "", value).data()))


def _privacy(form: Form, state: State, _: Event) -> Turn:
    page = (Line("privacy.page"),) if form.privacy_url else ()
    return say(form, state, Line("privacy"), *page, *_reached(form), Line("privacy.rights"))


def _my_data(form: Form, state: State, event: Event) -> Turn:
    """Show all data held: the answers here, and by the shell those in other tables."""
    phase = state.phase
    # The answers of a sent lead are in its row, which is shown whole.
    sent = isinstance(phase, Sent | Valued) and any(lead.reference == phase.reference for lead in event.leads)
    shown = tuple(
        Line("mydata.answer", {"label": part(form, key, "label"), "answer": shown_answer(phase, key)})
        for key in phase.answers
        if key in form.questions and not sent
    )
    if state.contact_preference and not sent:
        told = preference_shown(state.contact_preference)
        shown = (*shown, Line("mydata.answer", {"label": Line("preference.label"), "answer": told}))
    lines = [Line("mydata", {"answers": shown})] if shown else []
    if isinstance(phase, Valued):
        lines += [Line("mydata.addition", {"text": text}) for text in texts(phase)]
    if state.visit is not None:
        lines.append(held(state.visit))
    if state.relay is not None:
        lines.append(Line("mydata.relay", {"reference": state.relay.reference}))
    if phase.campaign.code and not sent:
        lines.append(Line("mydata.link", {"code": phase.campaign.code}))
    lines.append(Line("mydata.kept") if shown or sent or event.leads else Line("mydata.nothing"))
    return say(form, state, *lines).after(ShowHeld())


def _reviewed_intent(form: Form, state: State, _: Event) -> Turn:
    phase = state.phase
    if not isinstance(phase, Collecting) or asked(form, phase) or phase.pending is not None or phase.reviewed:
        return say(form, state)
    return say(form, state.revised(phase=replace(phase, reviewed=True, ever_reviewed=True)))


def edit(form: Form, state: State, phase: Collecting, key: str) -> Turn:
    """Ask an answered question again for a correction."""
    if key not in phase.answers:
        return say(form, state)
    if phase.editing == key and phase.pending is None:
        return Turn(state, (Toast(Line("toast.noted")),))
    moved = replace(phase, editing=key, pending=None, reviewed=False, consent_shown="", failures=0)
    return say(form, state.revised(phase=moved))


def _language(_form: Form, state: State, _: Event) -> Turn:
    """Offer the languages, each by its own name; the conversation stays where it is."""
    choices = tuple(
        (Button(Line("answer.shown", {"answer": each.name}), Tap(Action.LANGUAGE, state.revision, "", code).data()),)
        for code, each in CATALOGUES.items()
    )
    return Turn(state, (Say((Line("language.ask"),), choices),))


def speak(form: Form, state: State, language: str) -> Turn:
    """Go on in another language with the same answers; a pending consent question is asked again in it."""
    if language not in CATALOGUES:
        return say(form, state)
    if isinstance(state.phase, Fresh):
        return begin(form, replace(state, language=language), form.unlinked)
    return say(form, state.revised(language=language), Line("language.changed"))


def offer_language(turn: Turn, text: str) -> Turn:
    """Offer the language that ``text`` seems to be in, in its own words, if the conversation is in another."""
    other, last = heard_language(text, turn.state.language), turn.last
    if not other or last is None:
        return turn
    offer = Line("answer.shown", {"answer": CATALOGUES[other].sentences["language.offer"]})
    name = Line("answer.shown", {"answer": CATALOGUES[other].name})
    return _with_choice(turn.with_last(lines=(offer, *last.lines)), name, Action.LANGUAGE, other)


def say_languages(turn: Turn, text: str) -> Turn:
    """Offer the language of ``text``; if the bot does not speak it, list the bot's languages first."""
    if turn.last is None or heard_language(text, turn.state.language) or not is_foreign(text):
        return offer_language(turn, text)
    known = Line("language.only", {"languages": ", ".join(each.name for each in CATALOGUES.values())})
    return turn.with_last(lines=(known, *turn.last.lines))


def _skip(form: Form, state: State, _: Event) -> Turn:
    phase = state.phase
    key = asked(form, phase) if isinstance(phase, Collecting) else ""
    if not isinstance(phase, Collecting) or not key or not form.question(key).optional:
        return say(form, state, *([Line("skip.needed")] if key else []))
    return take(form, state, phase, {key: Understood(SKIPPED)}, "")


def _no_reminder(form: Form, state: State, _: Event) -> Turn:
    return say(form, replace(state, reminded=True), Line("no_reminder"))


_INTENTS: Mapping[Intent, Callable[[Form, State, Event], Turn]] = {
    Intent.BACK: back,
    Intent.WHY: _why,
    Intent.HELP: _help,
    Intent.CANCEL: _cancel,
    Intent.RESTART: _restart,
    Intent.ASK_RESTART: _ask_to_restart,
    Intent.RESUME: _resume,
    Intent.PRIVACY: _privacy,
    Intent.WITHDRAW: withdraw,
    Intent.DELETE: delete,
    Intent.CLEAR: clear,
    Intent.MY_DATA: _my_data,
    Intent.TALK: talk,
    Intent.ANOTHER: _another,
    Intent.ASK_ANOTHER: _confirm(Line("another.sure"), Intent.ANOTHER),
    Intent.KEEP: _keep,
    Intent.REVIEWED: _reviewed_intent,
    Intent.LANGUAGE: _language,
    Intent.SKIP: _skip,
    Intent.NO_REMINDER: _no_reminder,
    Intent.PASS_ON: pass_on,
    Intent.YOUR_DATA: _your_data,
    Intent.ASK_WITHDRAW: _ask_to_withdraw,
    Intent.ASK_DELETE: _confirm(Line("delete.sure"), Intent.DELETE),
    Intent.VISIT: visit,
    Intent.ASK_CANCEL_VISIT: ask_to_cancel,
    Intent.CANCEL_VISIT: cancel,
    Intent.CALL_TIME: call_time,
    Intent.LET_READ: relay.let_read,
    Intent.END_RELAY: relay.end,
}
