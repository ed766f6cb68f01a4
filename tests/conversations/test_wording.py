"""Every key has words, in every language, with the same placeholders; and what the law cares about is pinned."""

from __future__ import annotations

import ast
import hashlib
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import conversations.answers
from bot.staff.wording import STAFF
from bot.storage.leads.lead_records import CallState
from conversations.answers.contact_preference import Preference
from conversations.answers.reading import Value
from conversations.commands import Button, Keyboard, Line, Say, Shown
from conversations.events import Attachment, LeadStatus, WithdrawalEnd
from conversations.intents import COMMANDS, MENU, Intent
from conversations.languages import CATALOGUES, catalogue
from conversations.languages.catalogue import Catalogue
from conversations.languages.render import render, words
from conversations.lead import Name, PropertyType, Range
from conversations.questions import QUESTIONS
from conversations.understanding.courtesies import Courtesy
from conversations.understanding.topics import wished
from support.person import FORM, NOON

ROOT = Path(__file__).parents[2]
LANGUAGES = pytest.mark.parametrize("language", list(CATALOGUES))
COMMANDS_ONLY = frozenset({Intent.HELP, Intent.PRIVACY, Intent.LANGUAGE})
BUTTONS_ONLY = frozenset({Intent.LET_READ, Intent.END_RELAY})
"""What is typed while staff read along goes to them, and that they may read takes a tap."""
NO_BUTTON = frozenset({Intent.ASK_ANOTHER, Intent.ASK_RESTART})
"""What only a text leads to."""
BUTTONS = [each for each in Intent if each not in COMMANDS_ONLY | BUTTONS_ONLY | NO_BUTTON]
"""Those whose label means the same when it is typed."""
HIDDEN = {"resume", "erase", "clear", "no_reminder", "back", "skip", "keep", "thanks", "bye", "greeting"}
"""Topics that are never offered: what a button says anyway, and what only gets a word back."""
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
CONSENT = {
    "en-2026-11-23": "8852d475fc5efe7c",
    "cy-2026-11-23": "887ffc57158fab82",
    "pl-2026-11-23": "9e48e29996a45c90",
    "en-2026-11-30": "e1e823845049da2a",
    "cy-2026-11-30": "0e94ef5ef0e9e70f",
    "pl-2026-11-30": "aa5e8f3b5220c868",
    "en-2026-11-30-2": "31e35159980b226d",
    "cy-2026-11-30-2": "82ab1d5cec226066",
    "pl-2026-11-30-2": "c81a3ea5fa3b6be8",
}
"""Each published consent wording by its version. A changed sentence needs a new version, and a new line here."""


def reasons() -> set[str]:
    found = set()
    for module in pkgutil.iter_modules(conversations.answers.__path__):
        reason = getattr(importlib.import_module(f"conversations.answers.{module.name}"), "Reason", None)
        found |= {each.value for each in reason or ()}
    return found


def written_keys() -> set[str]:
    """Every key that the code names outright, in ``Line("…")``; the staff's side has a catalogue and a test of its own."""
    found = set()
    for folder in ("conversations", "bot"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.is_relative_to(ROOT / "bot" / "staff"):
                continue
            # A command in the terminal may say what the staff's side says.
            theirs = STAFF.sentences.keys() if path.is_relative_to(ROOT / "bot" / "commands") else set()
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Line", "Tell"):
                    keys = {key for arg in node.args[:1] for each in ast.walk(arg) if (key := _key(each))}
                    found |= keys - theirs
    return found


def _key(node: ast.AST) -> str:
    """Return the key that a literal is; empty if it is none."""
    text = node.value if isinstance(node, ast.Constant) else None
    return text if isinstance(text, str) and re.fullmatch(r"[a-z_]+[a-z_.]*[a-z_]", text) else ""


def composed_keys() -> set[str]:
    found = {f"attachment.{kind}" for kind in Attachment} | {f"lead.status.{status}" for status in LeadStatus}
    found |= {f"profile.{part}" for part in ("description", "short", "plain")}
    found |= {f"command.{name}" for name in MENU} | {f"button.{intent}" for intent in BUTTONS}
    found |= {
        "greeting",
        "greeting.vendor",
        "greeting.landlord",
        "pending.yes",
        "pending.one_of",
        "pending.keep",
        "pending.change",
        "pending.as_typed",
    }
    topics = catalogue("en").topics
    found |= {topic.answer for topic in topics.values() if topic.act is None}
    found |= {
        f"topic.{key}.label" for key, topic in topics.items() if key not in HIDDEN and not topic.urgent
    }  # no button
    found |= {f"preference.{each.replace(' ', '_')}" for each in Preference}
    found |= {f"withdrawal.{end}" for end in WithdrawalEnd}
    found |= {f"mydata.call.{noted}" for noted in CallState}
    found |= {f"talk.{fact}" for fact in ("phone", "email", "agency_url")}
    found |= {f"courtesy.{each}" for each in Courtesy} | {"language.offer"}
    found |= {f"ended.{reason}.next" for reason in ("cancelled", "declined", "withdrawn")}
    found |= {f"estimate.{side}{part}" for side in ("sale", "rent") for part in ("", ".too", ".caveat")}
    found |= {f"own.{part}" for part in ("ask", "why", "example", "label", "got")}
    for question in QUESTIONS.values():
        found |= {f"{question.key}.{part}" for part in ("ask", "why", "example", "label", "got")}
        found |= {f"{question.key}.choice.{choice.code}" for choice in question.choices(NOON) if not choice.shown}
    return found


def _staff() -> dict[str, str]:
    """What is said to the agency's staff is in English only."""
    return {key: sentence for key, sentence in STAFF.sentences.items() if key.startswith("staff.")}


@LANGUAGES
def test_every_key_has_words(language: str) -> None:
    wanted = reasons() | composed_keys() | {key for key in written_keys() if not key.startswith(".")}
    known = {**_staff(), **catalogue(language).sentences}
    assert len(reasons()) > 50
    assert len(written_keys()) > 50
    assert {key for key in wanted if key not in known} == set()


@LANGUAGES
def test_languages_have_the_same_keys_and_placeholders(language: str) -> None:
    other = catalogue(language).sentences
    english = catalogue("en").sentences
    assert other.keys() == english.keys()
    for key, sentence in english.items():
        assert set(PLACEHOLDER.findall(other[key])) == set(PLACEHOLDER.findall(sentence)), key


@LANGUAGES
def test_sentences_are_well_made(language: str) -> None:
    for key, sentence in catalogue(language).sentences.items():
        assert sentence.count("**") % 2 == 0, key
        assert "!!" not in sentence, key
        assert sentence == sentence.strip(), key
        assert "valuation" not in sentence or "formal valuation" in sentence, (
            f"{key}: a computer's figure is an estimate"
        )
        assert len(sentence) < 700, key


def test_no_sentence_is_without_use() -> None:
    used = reasons() | composed_keys() | written_keys() | {"agency", "keyboard.share", "keyboard.placeholder"}
    worker = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "lead_api").glob("*.py"))
    used |= {key for key in _staff() if f'"{key}"' in worker}
    assert (catalogue("en").sentences.keys() | _staff().keys()) - used == set()


@LANGUAGES
def test_the_consent_wording_and_its_version_change_together(language: str) -> None:
    of = catalogue(language)
    text = "\n".join(of.sentences[key] for key in ("consent.ask", "consent.details", "consent.yes", "consent.no"))
    assert CONSENT.get(of.consent_version) == hashlib.sha256(text.encode()).hexdigest()[:16]


@LANGUAGES
@pytest.mark.parametrize("intent", BUTTONS)
def test_a_buttons_label_typed_means_the_button(language: str, intent: Intent) -> None:
    of = catalogue(language)
    assert wished(FORM, language, of.sentences[f"button.{intent}"]) is intent


@LANGUAGES
def test_no_phrase_means_two_things(language: str) -> None:
    phrases = [each for topic in catalogue(language).topics.values() if topic.act for each in topic.examples]
    assert len(phrases) == len(set(phrases))


def test_every_command_is_described_in_the_menu_or_is_a_shorthand() -> None:
    assert {name for name in MENU if name != "start"} <= set(COMMANDS)
    assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in MENU), "Telegram's rule for commands"
    assert all(3 <= len(catalogue("en").sentences[f"command.{name}"]) <= 256 for name in MENU)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("change my phone", "phone"),
        ("the email address is wrong", "email"),
        ("Address!", "address"),
        ("post code", "postcode"),
        ("it's the number of bedrooms", "bedrooms"),
        ("wrong beds", "bedrooms"),
        ("phone and email", ""),
        ("nothing", ""),
    ],
)
def test_a_question_is_recognised_by_its_names(text: str, key: str) -> None:
    assert catalogue("en").question(text, tuple(QUESTIONS)) == key


@pytest.mark.parametrize("tag", ["en", "en-GB", "EN", "", "xx", "de-AT"])
def test_an_unknown_language_falls_back_to_english(tag: str) -> None:
    assert catalogue(tag).language == "en"


@pytest.mark.parametrize(
    ("question", "value", "shown"),
    [
        ("name", Name("Marla", "Singer", "Mrs"), "Mrs Marla Singer"),
        ("name", Name("Cher", "-"), "Cher"),
        ("phone", "+447986000000", "07986 000000"),
        ("phone", "+48601234567", "+48 601 234 567"),
        ("bedrooms", 0, "Studio"),
        ("bedrooms", 1, "1 bedroom"),
        ("bedrooms", 4, "4 bedrooms"),
        ("property_type", PropertyType.FLAT.value, "Flat or maisonette"),
        ("sale_or_let", "landlord", "Rent estimate"),
        ("postcode", "DE1 1JX", "DE1 1JX"),
    ],
)
def test_answers_are_shown_as_people_write_them(question: str, value: Value, shown: str) -> None:
    assert words(Line("answer.shown", {"answer": Shown(question, value)}), FORM, catalogue("en")) == shown


def test_bold_parts_are_marked_in_code_points() -> None:
    say = Say(
        (Line("answer.shown", {"answer": "🏡"}), Line("estimate.sale", {"range": Range(285_000, 300_000, 315_000)}))
    )
    message = render(say, FORM, catalogue("en"))
    ((start, length),) = message.bold
    assert message.text[start : start + length] == "Around £300,000 to sell"


def test_markup_in_what_people_typed_has_no_effect() -> None:
    hostile = "**{agency}** <b>x</b> [a](b) {privacy_url}"
    message = render(Say((Line("answer.shown", {"answer": hostile}),)), FORM, catalogue("en"))
    assert message.text == hostile
    assert message.bold == ()


def test_a_missing_key_or_placeholder_is_our_bug_and_raises() -> None:
    with pytest.raises(KeyError):
        render(Say((Line("no.such.key"),)), FORM, catalogue("en"))
    with pytest.raises(KeyError):
        render(Say((Line("name.got"),)), FORM, catalogue("en"))


def test_the_contact_keyboard_has_the_share_key_and_the_others() -> None:
    say = Say((Line("phone.ask"),), keyboard=Keyboard.SHARE_CONTACT, replies=(Line("button.why"), Line("button.back")))
    message = render(say, FORM, catalogue("en"))
    assert message.keyboard == (("Share my number",), ("Why?", "Back"))
    assert message.share_contact == "Share my number"


def test_buttons_open_pages_or_come_back() -> None:
    message = render(
        Say((Line("group"),), ((Button(Line("button.private"), url="https://t.me/x"),),)), FORM, catalogue("en")
    )
    assert message.buttons[0][0].url == "https://t.me/x"


def test_every_catalogue_formats_money() -> None:
    for of in CATALOGUES.values():
        assert isinstance(of, Catalogue)
        assert set(of.money(Range(1, 2, 3))) == {"minimum", "average", "maximum"}
