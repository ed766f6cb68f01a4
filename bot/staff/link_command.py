"""Admin command /link: creates a campaign, one question at a time, by button or typing; one question changes a campaign."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from bot.campaigns import codes, places, register
from bot.campaigns.changes import LEAD_TYPES, changed, obstacle
from bot.campaigns.office_list import Office
from bot.campaigns.one_line import NOTE_MAX, one_line
from bot.campaigns.places import PLACES, Place
from bot.campaigns.register import Listed, differences
from bot.staff.admin_command import Command, CommandReply, CommandRequest, Drafts, button, in_rows
from bot.staff.campaign_summary import change_line
from bot.staff.links_command import CHANGE, shown
from conversations.answers import yes_no
from conversations.commands import Button, Line, Say
from conversations.languages import DEFAULT
from conversations.lead import SOURCES, Campaign

STEPS = ("kind", "office", "place", "note", "code", "test")
CONFIRM = "confirm"
"""Last step of a change, which has one question of :data:`STEPS` before it."""
OFFICES_SHOWN = 20
"""Offices shown as buttons; if there are more, an office is found by typing."""
_KINDS = {
    **dict.fromkeys(("sale", "sell", "selling", "for sale", "vendor", "sales"), "sale"),
    **dict.fromkeys(("let", "rent", "letting", "lettings", "to let", "landlord"), "let"),
    **dict.fromkeys(("ask", "either", "both"), "ask"),
}
_NOTHING = frozenset({"none", "no", "skip", "/skip", "-", "nothing"})
BY_POSTCODE = frozenset({"postcode", "by postcode", "by the property's postcode", "any", "all", *_NOTHING})
"""Words for no office in particular."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Draft of a campaign, or of a change of one. ``number`` distinguishes its buttons from those of earlier drafts.

    ``changing`` is the code of the campaign to be changed, and ``field`` the question that changes it.
    """

    number: int
    step: str = STEPS[0]
    kind: str = ""
    office: int | None = None
    office_name: str = ""
    place: Place | None = None
    note: str = ""
    code: str = ""
    changing: str = ""
    field: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """Questions in their order."""
        return (self.field, CONFIRM) if self.changing else STEPS

    @property
    def suggestion(self) -> list[str]:
        """Words for the suggested code."""
        kind = self.kind if self.kind in {"sale", "let"} else ""
        return [self.place.prefix if self.place is not None else "", self.office_name, kind]


_DRAFTS = Drafts("link", Draft)


def _called(request: CommandRequest, _: str) -> CommandReply:
    return _ask(request, Draft(int(request.at)), Line("link.begin"))


def _told(request: CommandRequest, text: str) -> CommandReply | None:
    draft = _DRAFTS.of(request)
    if draft is None:
        return None
    said = " ".join(text.split())
    if said.lower() in {"back", "/back"}:
        return _back(request, draft)
    if said == "/help":
        return _ask(request, draft, Line("link.help"))
    return _STEPS[draft.step].typed(request, draft, said)


def _tapped(request: CommandRequest, value: str) -> CommandReply:
    number, _, rest = value.partition(":")
    if number == CHANGE:
        return _change(request, *rest.partition(":")[::2])
    step, _, chosen = rest.partition(":")
    draft = _DRAFTS.of(request)
    if draft is None or number != str(draft.number) or step not in {*draft.steps, "go"}:
        return CommandReply(dialogue=_DRAFTS.kept(draft), toast=Line("toast.outdated"))
    if step == "go":
        return CommandReply((Say((Line("cancelled"),)),)) if chosen == "cancel" else _back(request, draft)
    if draft.steps.index(step) > draft.steps.index(draft.step):
        return CommandReply(dialogue=_DRAFTS.kept(draft), toast=Line("toast.outdated"))
    # A button of an earlier question corrects that answer; the following questions are asked again.
    return _STEPS[step].chose(request, replace(draft, step=step), chosen)


def _change(request: CommandRequest, field: str, tag: str) -> CommandReply:
    """Begin a change of one campaign."""
    listed = register.find_tag(request.tx, request.agency.id, tag)
    if listed is None or field not in _VALUES:
        return CommandReply(toast=Line("toast.outdated"))
    why = obstacle(request.agency, listed, [field])
    if why is not None:
        return CommandReply((Say((Line(f"change.{why}", {"code": listed.code}),)),))
    return _ask(request, Draft(int(request.at), field, changing=listed.code, field=field))


def _back(request: CommandRequest, draft: Draft) -> CommandReply:
    at = draft.steps.index(draft.step)
    return _ask(request, replace(draft, step=draft.steps[max(at - 1, 0)]), *([] if at else [Line("link.first")]))


def _on(request: CommandRequest, draft: Draft, *before: Line) -> CommandReply:
    """Continue with the question after this one."""
    return _ask(request, replace(draft, step=draft.steps[draft.steps.index(draft.step) + 1]), *before)


def _ask(
    request: CommandRequest, draft: Draft, *before: Line, more: tuple[tuple[Button, ...], ...] = ()
) -> CommandReply:
    (first, *others), choices = _STEPS[draft.step].question(request, draft)
    if not draft.changing:
        first = Line("link.numbered", {"number": STEPS.index(draft.step) + 1, "question": first})
    lines = (first, *others)
    back = () if draft.step == draft.steps[0] else (_choice(draft, Line("button.back"), "go", "back"),)
    moves = (*back, _choice(draft, Line("button.cancel"), "go", "cancel"))
    return CommandReply((Say((*before, *lines), (*more, *choices, moves)),), _DRAFTS.kept(draft))


def _choice(draft: Draft, label: Line, step: str, value: str) -> Button:
    return button(label, LINK.name, f"{draft.number}:{step}:{value}")


def _taken(request: CommandRequest, code: str) -> bool:
    """Return whether a campaign, even a retired one, has this code."""
    return register.find(request.tx, request.agency.id, code) is not None


# ---------------------------------------------------------------------------------------- questions


Question = tuple[tuple[Line, ...], tuple[tuple[Button, ...], ...]]


def _kind_question(_: CommandRequest, draft: Draft) -> Question:
    buttons = tuple(_choice(draft, Line(f"kind.{kind}"), "kind", kind) for kind in LEAD_TYPES)
    return (Line("link.kind"),), ((buttons[0], buttons[1]), (buttons[2],))


def _office_question(request: CommandRequest, draft: Draft) -> Question:
    known = request.offices()
    named = _office_buttons(draft, known.offices[:OFFICES_SHOWN])
    postcode = (_choice(draft, Line("office.postcode"), "office", "postcode"),)
    hint = "link.office" if known.offices else "link.office.unknown"
    if len(known.offices) > OFFICES_SHOWN:
        hint = "link.office.many"
    return (Line(hint, {"count": len(known.offices)}),), (postcode, *named)


def _office_buttons(draft: Draft, offices: tuple[Office, ...]) -> tuple[tuple[Button, ...], ...]:
    buttons = [
        _choice(draft, Line("plain", {"text": one_line(each.name, 40) or str(each.id)}), "office", str(each.id))
        for each in offices
    ]
    return in_rows(buttons, 2)


def _place_question(_: CommandRequest, draft: Draft) -> Question:
    buttons = [_choice(draft, Line(f"place.{place.key}"), "place", place.key) for place in PLACES]
    return (Line("link.place"),), (*in_rows(buttons, 2), (_choice(draft, Line("place.none"), "place", "none"),))


def _note_question(_: CommandRequest, draft: Draft) -> Question:
    return (Line("link.note"),), ((_choice(draft, Line("button.skip"), "note", "skip"),),)


def _code_question(request: CommandRequest, draft: Draft) -> Question:
    suggested = codes.suggest(draft.suggestion, partial(_taken, request))
    use = _choice(draft, Line("button.use", {"code": suggested}), "code", "suggested")
    return (Line("link.code", {"code": suggested}),), ((use,),)


def _test_question(_: CommandRequest, draft: Draft) -> Question:
    buttons = (_choice(draft, Line("button.real"), "test", "no"), _choice(draft, Line("button.test"), "test", "yes"))
    return (Line("link.test"),), (buttons,)


def _confirm_question(request: CommandRequest, draft: Draft) -> Question:
    found = _before_and_after(request, draft)
    lines = () if found is None else tuple(change_line(each, request.offices()) for each in differences(*found))
    if not lines:
        return (Line("change.same", {"code": draft.changing}),), ()
    yes = _choice(draft, Line("button.change.yes"), CONFIRM, "yes")
    return (Line("change.sure", {"code": draft.changing}), Line("facts", {"facts": lines})), ((yes,),)


def _before_and_after(request: CommandRequest, draft: Draft) -> tuple[Listed, Listed] | None:
    """Return the campaign to be changed as it is and as it will be; ``None`` if it is gone."""
    listed = register.find(request.tx, request.agency.id, draft.changing)
    return None if listed is None else (listed, changed(listed, **_VALUES[draft.field](draft)))


def _place_values(draft: Draft) -> Mapping[str, Any]:
    utm = places.utm(draft.place, "")
    return {"source": places.source_of(draft.place), "utm_source": utm.source, "utm_medium": utm.medium}


_VALUES: Mapping[str, Callable[[Draft], Mapping[str, Any]]] = {
    "kind": lambda draft: {"lead_type": LEAD_TYPES.get(draft.kind)},
    "office": lambda draft: {"office_id": draft.office},
    "place": _place_values,
    "note": lambda draft: {"note": draft.note},
}
"""New values of a campaign after the change of one answer."""


# ---------------------------------------------------------------------------------------- buttons


def _chose_kind(request: CommandRequest, draft: Draft, chosen: str) -> CommandReply:
    return _on(request, replace(draft, kind=chosen)) if chosen in LEAD_TYPES else _ask(request, draft)


def _chose_office(request: CommandRequest, draft: Draft, chosen: str) -> CommandReply:
    if chosen == "postcode":
        return _on(request, replace(draft, office=None, office_name=""))
    found = next((each for each in request.offices().offices if str(each.id) == chosen), None)
    if found is None:
        return _ask(request, draft, Line("link.office.gone"))
    return _on(request, replace(draft, office=found.id, office_name=found.name))


def _chose_place(request: CommandRequest, draft: Draft, chosen: str) -> CommandReply:
    place = places.place_of(chosen)
    if place is None and chosen != "none":
        return _ask(request, draft)
    return _on(request, replace(draft, place=place), *_why_source(place))


def _why_source(place: Place | None) -> tuple[Line, ...]:
    """Explain why ``source`` keeps its value when staff may expect the place there."""
    if place is None:
        return ()
    source = places.source_of(place)
    if source != places.OWN_SOURCE:
        return (Line("source.listed", {"source": source}),)
    return (Line("source.stays", {"place": place.utm_source, "source": source}),)


def _chose_note(request: CommandRequest, draft: Draft, _: str) -> CommandReply:
    return _on(request, replace(draft, note=""))


def _chose_code(request: CommandRequest, draft: Draft, _: str) -> CommandReply:
    return _on(request, replace(draft, code=codes.suggest(draft.suggestion, partial(_taken, request))))


def _chose_test(request: CommandRequest, draft: Draft, chosen: str) -> CommandReply:
    if chosen not in {"yes", "no"}:
        return _ask(request, draft)
    campaign = Campaign(
        code=draft.code,
        lead_type=LEAD_TYPES[draft.kind],
        office_id=draft.office,
        source=places.source_of(draft.place),
        utm=places.utm(draft.place, draft.code),
        test=chosen == "yes",
    )
    listed = Listed(campaign, draft.note, created_at=request.at)
    if not register.add(request.tx, request.agency.id, listed):  # taken meanwhile by another admin
        return _ask(request, replace(draft, step="code"), Line("code.taken", {"code": draft.code}))
    return CommandReply((shown(request, listed, (Line("link.made"),)),))


def _chose_confirm(request: CommandRequest, draft: Draft, chosen: str) -> CommandReply:
    if chosen != "yes":
        return _ask(request, draft)
    found = _before_and_after(request, draft)
    if found is None:
        return CommandReply(toast=Line("toast.outdated"))
    register.save(request.tx, request.agency.id, *found, request.admin)
    return CommandReply((shown(request, found[1], (Line("change.done"),)),))


# ---------------------------------------------------------------------------------------- typing


def _typed_kind(request: CommandRequest, draft: Draft, said: str) -> CommandReply:
    kind = _KINDS.get(said.lower().strip(".! "))
    return _ask(request, draft, Line("link.kind.which")) if kind is None else _chose_kind(request, draft, kind)


def _typed_office(request: CommandRequest, draft: Draft, said: str) -> CommandReply:
    if said.lower() in BY_POSTCODE:
        return _chose_office(request, draft, "postcode")
    found = request.offices().named(said)
    if len(found) == 1:
        return _chose_office(request, draft, str(found[0].id))
    if not found:
        return _ask(request, draft, Line("link.office.none", {"said": one_line(said, 60)}))
    return _ask(request, draft, Line("link.office.which"), more=_office_buttons(draft, found))


def _typed_place(request: CommandRequest, draft: Draft, said: str) -> CommandReply:
    if said.lower() in _NOTHING:
        return _chose_place(request, draft, "none")
    place = places.place_named(said) or places.own_place(said)
    if place is None:
        return _ask(request, draft, Line("link.place.no_word"))
    why = _why_source(place)
    if not place.key and places.source_of(place) == places.OWN_SOURCE:
        listed = ", ".join(sorted(SOURCES))
        why = (Line("source.unlisted", {"place": place.utm_source, "source": places.OWN_SOURCE, "listed": listed}),)
    return _on(request, replace(draft, place=place), *why)


def _typed_note(request: CommandRequest, draft: Draft, said: str) -> CommandReply:
    if said.lower() in _NOTHING:
        return _chose_note(request, draft, "skip")
    note = one_line(said)
    cut = len(said) > NOTE_MAX and note.endswith("…")
    return _on(request, replace(draft, note=note), *([Line("link.note.cut", {"longest": NOTE_MAX})] if cut else []))


def _typed_code(request: CommandRequest, draft: Draft, said: str) -> CommandReply:
    if yes_no.read(said, DEFAULT.assent) is yes_no.YesNo.YES:
        return _chose_code(request, draft, "suggested")
    wrong = codes.problem(said)
    if wrong is not None:
        return _ask(
            request,
            draft,
            Line(f"code.{wrong}", {"code": one_line(said, 70), "near": codes.slug(said) or "spring-sale"}),
        )
    if _taken(request, said):
        return _ask(request, draft, Line("code.taken", {"code": said}))
    return _on(request, replace(draft, code=said))


def _typed_test(request: CommandRequest, draft: Draft, said: str) -> CommandReply:
    word = said.lower().strip(".! ")
    if word in {"real", "a real one", "for real"} or yes_no.read(said, DEFAULT.assent) is yes_no.YesNo.NO:
        return _chose_test(request, draft, "no")
    if word in {"test", "a test", "only a test", "just a test"}:
        return _chose_test(request, draft, "yes")
    return _ask(request, draft, Line("link.test.which"))


def _typed_confirm(request: CommandRequest, draft: Draft, said: str) -> CommandReply:
    match yes_no.read(said, DEFAULT.assent):
        case yes_no.YesNo.YES:
            return _chose_confirm(request, draft, "yes")
        case yes_no.YesNo.NO:
            return CommandReply((Say((Line("cancelled"),)),))
        case _:
            return _ask(request, draft)


class Step(NamedTuple):
    """Step of the dialogue: its question, and its handlers of a button and a text."""

    question: Callable[[CommandRequest, Draft], Question]
    chose: Callable[[CommandRequest, Draft, str], CommandReply]
    typed: Callable[[CommandRequest, Draft, str], CommandReply]


_STEPS: Mapping[str, Step] = {
    "kind": Step(_kind_question, _chose_kind, _typed_kind),
    "office": Step(_office_question, _chose_office, _typed_office),
    "place": Step(_place_question, _chose_place, _typed_place),
    "note": Step(_note_question, _chose_note, _typed_note),
    "code": Step(_code_question, _chose_code, _typed_code),
    "test": Step(_test_question, _chose_test, _typed_test),
    CONFIRM: Step(_confirm_question, _chose_confirm, _typed_confirm),
}

LINK = Command("link", _called, _tapped, _told)
