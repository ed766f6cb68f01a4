"""Who is in the fixtures: what each has done with the old version, and what is left for the new one.

Everybody is made up. A script's ``did`` and ``then`` are actions of make.py; ``REST`` in ``then`` stands for the answers
to all that was not asked yet, the review and the consent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Action = tuple[Any, ...]

_DEFAULT = ("sale_or_let", "name", "phone", "email", "address", "postcode", "bedrooms", "property_type")
ORDERS = {
    "A": _DEFAULT,
    "B": ("name", "title", "phone", "email", "sale_or_let", "postcode", "address", "property_type", "bedrooms",
          "message", "appointment", "own1", "own2"),
}  # fmt: skip
"""The orders of the questions, as the settings of the fixture have them; the second one asks all optional ones."""
SAID = {
    "sale_or_let": "sell",
    "name": "Marla Singer",
    "phone": "07986 000000",
    "address": "12 Example Street, Derby",
    "postcode": "DE1 1JX",
    "bedrooms": "4",
    "property_type": "detached",
    "title": "Mrs",
    "message": "Please ring the bell twice",
    "appointment": "next wednesday morning",
    "own1": "Still looking",
    "own2": "From a neighbour",
}
IN_OTHER_WORDS = {
    "cy": {"sale_or_let": "gwerthu", "property_type": "fflat", "yes": "ydw"},
    "pl": {"sale_or_let": "sprzedaż", "property_type": "mieszkanie", "yes": "tak"},
}
REST = ("rest",)
WAIT = ("wait",)
ADMINS = 7
ADMIN_IDS = range(1001, 1001 + ADMINS)


@dataclass
class Script:
    """One person. ``lead``: whether one is to arrive after the upgrade; ``wanted``: some of what it has to say."""

    slug: str
    about: str
    did: list[Action]
    then: list[Action]
    day: str = "monday"
    language: str = "en"
    lead: bool = True
    wanted: dict[str, Any] = field(default_factory=dict)
    refused_for: str = ""
    link: str = ""
    late: bool = False
    estimate: bool = False
    """Whether an estimate of before is to come."""
    usual: bool = False
    """Left out of the database under a ``DATA_KEY``, for its size: what is sealed cannot be compressed."""
    leads: int = 0

    @property
    def email(self) -> str:
        return str(self.wanted.get("email", f"{self.slug}@homes.example"))


class _Cast:
    """Everybody, as they are written down; ``variant`` tells the order that a chat's number gets."""

    def __init__(self, variant: Callable[[int], str]) -> None:
        self._variant = variant
        self._next = 1001
        self.scripts: list[Script] = []

    def add(
        self, slug: str, about: str, did: Sequence[Action], then: Sequence[Action], *, order: str = "A", **more: Any
    ) -> None:
        """Add somebody whose number has this order of questions: those in between stay silent."""
        while self._variant(self._next) != order and not more.get("link"):
            self.scripts.append(Script(f"nobody{self._next}", "says nothing", [], [], lead=False))
            self._next += 1
        self._next += 1
        self.scripts.append(_written(Script(slug, about, list(did), list(then), **more), order))


def _written(script: Script, order: str) -> Script:
    """Write out what goes without saying: the answers up to a question (``to``), and the rest."""
    own = IN_OTHER_WORDS.get(script.language, {})
    left = list(ORDERS[order])

    def answer(key: str) -> Action:
        return ("say", script.email if key == "email" else own.get(key, SAID[key]))

    def written(actions: list[Action]) -> list[Action]:
        found: list[Action] = []
        for action in actions:
            match action:
                case ("to", key):
                    while left and left[0] != key:
                        found.append(answer(left.pop(0)))
                    if key == "consent":
                        found.append(("say", own.get("yes", "yes")))
                case ("skip", *keys):  # these are seen to in another way
                    for key in keys:
                        left.remove(key)
                case ("again", *keys):
                    left[:0] = keys
                case ("rest",):
                    while left:
                        found.append(answer(left.pop(0)))
                    found += [("say", own.get("yes", "yes"))] * 2
                case ("yes",):
                    found.append(("say", own.get("yes", "yes")))
                case _:
                    found.append(action)
        return found

    script.did = written(script.did)
    script.then = written(script.then)
    return script


def to(key: str) -> list[Action]:
    """Start, and answer up to this question."""
    return [("start", ""), ("to", key)]


def skip(*keys: str) -> Action:
    """What follows has answered these."""
    return ("skip", *keys)


SENT: list[Action] = [*to("consent"), ("yes",)]
VALUED: list[Action] = [*SENT, ("estimate",)]
YES: Action = ("yes",)
ANOTHER: Action = ("again", "sale_or_let", "address", "postcode", "bedrooms", "property_type")


def everybody(variant: Callable[[int], str]) -> list[Script]:
    """All of them, in the order of their chats' numbers."""
    cast = _Cast(variant)
    _admins(cast)
    _at_each_question(cast)
    _at_the_review(cast)
    for each in cast.scripts[ADMINS:]:
        each.usual = True
    _at_the_end(cast)
    _in_trouble(cast)
    _elsewhere(cast)
    return cast.scripts


def _admins(cast: _Cast) -> None:
    steps: list[tuple[str, Action, list[Action]]] = [
        ("kind", ("press", "Sale"), []),
        ("office", ("press", "Derby"), [("say", "sale")]),
        ("place", ("press", "Facebook"), [("say", "by postcode")]),
        ("note", ("press", "No note"), [("say", "none")]),
        ("code", ("say", ""), [("say", "none")]),
        ("test", ("press", "A real one"), []),
    ]
    typed = {
        "kind": "let",
        "office": "Derby",
        "place": "shop window",
        "note": "the one in St James Street",
        "test": "a real one",
    }
    for number, (step, pressed, _) in enumerate(steps):
        code = f"link-{number}"
        said = {**typed, "code": code}
        before: list[Action] = [("say", said[each[0]]) for each in steps[:number]]
        after: list[Action] = [("say", said[each[0]]) for each in steps[number + 1 :]]
        now: Action = ("say", code) if step == "code" else pressed
        cast.add(f"admin-{step}", f"/link asks for {step}", [("say", "/link"), *before], [now, *after],
                 day="admins", lead=False, link=code)  # fmt: skip
    made = [("say", "/link"), *(("say", {**typed, "code": "made-before"}[each[0]]) for each in steps)]
    cast.add("admin-made", "has made a link", [*made, ("say", "/links"), ("say", "/stats")],
             [("press", "By link"), ("press", "QR code"), ("press", "made-before")],
             day="admins", lead=False, link="made-before")  # fmt: skip


def _at_each_question(cast: _Cast) -> None:
    for order, keys in ORDERS.items():
        for key in keys:
            if order == "A" or key not in _DEFAULT:
                cast.add(f"{order.lower()}-{key}", f"is asked for {key}", to(key), [REST], order=order)
    for key, label, wanted in (
        ("sale_or_let", "Sell it", {"type": "vendor"}),
        ("sale_or_let", "Rent it out", {"type": "landlord"}),
        ("bedrooms", "Studio", {"property_bedrooms": 0}),
        ("bedrooms", "6+", {"property_bedrooms": 6}),
        ("property_type", "Flat", {"property_type": "flat-maisonette"}),
        ("property_type", "Something else", {}),
    ):
        slug = f"press-{key}-{label.split()[0].strip('+').lower()}".replace("_", "-")
        cast.add(slug, f"is asked for {key}", to(key), [("press", label), skip(key), REST], wanted=wanted)
    for key, label, wanted in (
        ("title", "Mx", {"title": "Mx"}),
        ("title", "Skip", {}),
        ("message", "Skip", {}),
        ("appointment", "Tue", {}),
        ("own1", "Yes", {}),
        ("own2", "Skip", {}),
    ):
        cast.add(f"press-{key}-{label.lower()}", f"is asked for {key}", to(key), [("press", label), skip(key), REST],
                 order="B", wanted=wanted)  # fmt: skip
    cast.add("share", "is asked for phone", to("phone"), [("key", "Share my number"), skip("phone"), REST])
    cast.add(
        "back",
        "is asked for email",
        to("email"),
        [("press", "Back"), ("say", "07986 111111"), REST],
        wanted={"phone": "07986111111"},
    )
    cast.add("why", "is asked for address", to("address"), [("press", "Why"), REST])
    for how, then, domain in (
        ("yes", ("press", "Yes, "), "gmail.com"),
        ("keep", ("press", "No, keep"), "gmial.com"),
        ("typed", ("say", "yes"), "gmail.com"),
    ):
        cast.add(f"suggested-{how}", "is asked whether gmail.com was meant", [*to("email"), ("say", f"{how}@gmial.com")],
                 [then, skip("email"), REST], wanted={"email": f"{how}@{domain}"})  # fmt: skip
    cast.add("half-a-name", "is asked whether Dewi is the whole name", [*to("name"), ("say", "Dewi")],
             [("press", "No, I'll type"), ("say", "Prys"), skip("name"), REST],
             wanted={"first_name": "Dewi", "last_name": "Prys"})  # fmt: skip


def _at_the_review(cast: _Cast) -> None:
    cast.add("review", "is asked whether all is right", to("review"), [YES, YES])
    cast.add("press-reviewed", "is asked whether all is right", to("review"), [("press", "All correct"), YES])
    for label, said, wanted in (
        ("Sale or let", "let", {"type": "landlord"}),
        ("Name", "Tyler Durden", {"first_name": "Tyler", "last_name": "Durden"}),
        ("Phone", "07986 222222", {"phone": "07986222222"}),
        ("Email", "changed@homes.example", {"email": "changed@homes.example"}),
        ("Address", "7 Sample Road, Derby", {"address": "7 Sample Road, Derby"}),
        ("Postcode", "DE1 2PL", {"postcode": "DE1 2PL"}),
        ("Bedrooms", "2", {"property_bedrooms": 2}),
        ("Type", "terraced", {"property_type": "terraced"}),
    ):
        slug = f"change-{label.split()[0].lower()}"
        cast.add(
            slug,
            "is asked whether all is right",
            to("review"),
            [("press", label), ("say", said), YES, YES],
            wanted=wanted,
        )
    cast.add("change-title", "is asked whether all is right", to("review"), [("press", "Title"), ("say", "Dr"), YES, YES],
             order="B", wanted={"title": "Dr"})  # fmt: skip
    cast.add("changing", "is asked for bedrooms again", [*to("review"), ("press", "Bedrooms")], [("press", "3"), YES, YES],
             wanted={"property_bedrooms": 3})  # fmt: skip
    cast.add("changing-not", "is asked for bedrooms again", [*to("review"), ("press", "Bedrooms")],
             [("press", "Leave it"), YES, YES], wanted={"property_bedrooms": 4})  # fmt: skip
    cast.add("edited", "is asked whether all is right", to("review"), [("edit", SAID["name"], "Robert Paulson"), YES, YES],
             wanted={"last_name": "Paulson"})  # fmt: skip
    cast.add("edited-early", "is asked for postcode", to("postcode"), [("edit", SAID["name"], "Robert Paulson"), REST],
             wanted={"last_name": "Paulson"})  # fmt: skip


def _at_the_end(cast: _Cast) -> None:
    cast.add("consent", "is asked for consent", to("consent"), [YES])
    cast.add("press-yes", "is asked for consent", to("consent"), [("press", "Yes, I agree")])
    cast.add("press-no", "is asked for consent", to("consent"), [("press", "No, don't send")], lead=False)
    cast.add("press-back", "is asked for consent", to("consent"), [("press", "Back"), YES, YES])
    cast.add("stale", "is asked for consent", to("consent"), [("press", "Bedrooms"), ("say", "1"), YES, YES],
             wanted={"property_bedrooms": 1})  # fmt: skip
    cast.add(
        "declined", "has declined", [*to("consent"), ("press", "No, don't send")], [("press", "Carry on"), YES, YES]
    )
    cast.add("declined-deletes", "has declined", [*to("consent"), ("press", "No, don't send")],
             [("press", "Delete my answers")], lead=False)  # fmt: skip
    cast.add("stopped", "has stopped", [*to("address"), ("say", "/cancel")], [("press", "Carry on"), REST])
    cast.add("withdrawn", "has withdrawn", [*VALUED, ("say", "/withdraw")],
             [("press", "Start again"), ("again", *_DEFAULT), REST])  # fmt: skip
    cast.add("valued", "has an estimate", VALUED,
             [("press", "Another property"), ANOTHER, REST])  # fmt: skip
    cast.add("valued-talks", "has an estimate", VALUED, [("press", "Talk to the office")], lead=False)
    cast.add("valued-withdraws", "has an estimate", VALUED, [("press", "Withdraw my permission")], lead=False)
    cast.add("valued-deletes", "has an estimate", VALUED, [("press", "Delete my answers")], lead=False)
    cast.add("second", "is asked for bedrooms of a second property",
             [*VALUED, ("press", "Another property"), ANOTHER, ("to", "bedrooms")],
             [REST])  # fmt: skip
    cast.add("looked", "has seen what is held", [*to("bedrooms"), ("say", "/mydata")], [("say", "/delete")], lead=False)
    cast.add(
        "cleared",
        "has deleted what was held",
        [*VALUED, ("say", "/delete")],
        [("press", "Remove our messages")],
        lead=False,
    )


def _in_trouble(cast: _Cast) -> None:
    cast.add("asked-again", "is asked for postcode again, which the Lead API refused", SENT, [("say", "DE1 2PL"), YES, YES],
             day="refused", refused_for="postcode", wanted={"postcode": "DE1 2PL"})  # fmt: skip
    cast.add("set-aside", "waits for a lead that was set aside", SENT, [("cli", "leads", "retry")],
             day="refused", refused_for="gdpr_checkbox")  # fmt: skip
    cast.add("poisoned", "wrote what no turn survived", [*to("address"), ("say", SAID["address"])],
             [("cli", "inbox", "retry"), skip("address"), REST], day="poison")  # fmt: skip
    cast.add("in-flight", "waits for a lead whose request had begun", SENT, [], day="stuck")
    cast.add("retried", "waits for a lead that was tried once", SENT, [], day="stuck")
    cast.add("paused", "waits for a lead that paused the queue", SENT, [], day="stuck")
    cast.add("waiting", "waits for a lead that was held by the pause", SENT, [], day="stuck")
    cast.add("blocking", "has blocked the bot", [*to("email"), ("say", "blocking@homes.example")],
             [("unblock",), skip("email"), REST], day="stuck")  # fmt: skip
    cast.add("unanswered", "has had no answer yet", [*to("address"), ("say", SAID["address"])],
             [WAIT, skip("address"), REST], day="stuck")  # fmt: skip
    cast.add(
        "owed", "blocked the bot before the estimate came", SENT, [("unblock",)], day="stuck", lead=False, estimate=True
    )
    cast.add("curious", "asked what is held while a lead waits; that is in the inbox", [*SENT, ("say", "/mydata")], [WAIT],
             day="stuck")  # fmt: skip
    unread = "99 Unread Street, Derby"
    cast.add("unread", "wrote what is in the inbox and not confirmed to Telegram", [*to("address"), ("say", unread)],
             [WAIT, skip("address"), REST], day="stuck", wanted={"address": unread})  # fmt: skip
    cast.add("to-be-reminded", "left an unfinished form yesterday", to("address"), [WAIT, REST], day="sunday")
    cast.add(
        "reminded",
        "was reminded of an unfinished form",
        to("address"),
        [("press", "Don't remind me"), REST],
        day="saturday",
    )


def _elsewhere(cast: _Cast) -> None:
    cast.add("cymraeg", "is asked for address", to("address"), [REST], language="cy")
    cast.add("cymraeg-consent", "is asked for consent", to("consent"), [YES], language="cy")
    cast.add("polski", "is asked for property type", to("property_type"), [REST], language="pl")
    cast.add(
        "language",
        "is asked which language to speak",
        [*to("bedrooms"), ("say", "/language")],
        [("press", "Polski"), REST],
    )
    spring = [("start", "spring-derby"), skip("sale_or_let"), ("to", "postcode")]
    cast.add("leaflet", "is asked for postcode", spring, [REST],
             wanted={"office_id": 1213, "utm_source": "leaflet", "type": "vendor"})  # fmt: skip
    made = [("start", "made-before"), skip("sale_or_let"), ("to", "review")]
    cast.add(
        "window",
        "is asked whether all is right",
        made,
        [YES, YES],
        wanted={"utm_campaign": "made-before", "type": "landlord"},
    )
    cast.add("unknown-link", "is asked for name", [("start", "no-such-link"), ("to", "name")], [REST])
    cast.add("next-door", "has not begun", [], [("say", "/start link-1"), skip("sale_or_let"), REST],
             late=True, wanted={"utm_campaign": "link-1", "office_id": 1213})  # fmt: skip
