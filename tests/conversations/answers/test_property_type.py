import pytest

from conversations.answers import property_type
from conversations.answers.property_type import OTHER, Reason
from conversations.answers.reading import Refused, Unclear, Understood
from conversations.lead import PropertyType

DETACHED, SEMI, TERRACED, FLAT = map(str, PropertyType)


def ok(value, note=""):
    return Understood(value, note=note)


def which(reason, *values, note=""):
    return Unclear(reason, tuple(Understood(value, note=note) for value in values))


def houses(note=""):
    return which(Reason.WHICH_KIND, DETACHED, SEMI, TERRACED, note=note)


ROWS = [
    ("detached", ok(DETACHED), "guide"),
    ("semi-detached", ok(SEMI), "guide"),
    ("terraced", ok(TERRACED), "guide"),
    ("flat-maisonette", ok(FLAT), "guide"),
    ("Flat or maisonette", ok(FLAT), "conversation.md, the button"),
    ("semi detatched", ok(SEMI), "issue 4"),
    ("semi", ok(SEMI), "British"),
    ("Semidetached house", ok(SEMI), "chat"),
    ("smei detached", ok(SEMI), "keyboard slip"),
    ("detatched", ok(DETACHED), "keyboard slip"),
    ("detached house with a garage", ok(DETACHED), "chat"),
    ("semi by the church", ok(SEMI), "chat"),
    ("terrased", ok(TERRACED), "brief"),
    ("end of terrace", ok(TERRACED), "issue 4"),
    ("end-terrace", ok(TERRACED), "portal style"),
    ("mid-terrace", ok(TERRACED), "conversation.md"),
    ("it's a terrace house", ok(TERRACED), "chat"),
    ("flatt", ok(FLAT), "brief"),
    ("apartment", ok(FLAT), "brief"),
    ("appartment", ok(FLAT), "keyboard slip"),
    ("masionette", ok(FLAT), "keyboard slip"),
    ("ground floor flat", ok(FLAT), "portal style"),
    ("flat in a terraced house", ok(FLAT), "conversion"),
    ("studio flat", ok(FLAT, "studio"), "conversation.md"),
    ("detached bungalow", ok(DETACHED, "bungalow"), "portal style"),
    ("terraced cottage", ok(TERRACED, "cottage"), "portal style"),
    ("3 bed semi", ok(SEMI), "issue 4"),
    ("Ｓｅｍｉ", ok(SEMI), "full-width keyboard"),
    ("se\u200bmi 🏡", ok(SEMI), "zero-width, emoji"),
    ("bliźniak", ok(SEMI), "Polish"),
    ("szeregowiec", ok(TERRACED), "Polish"),
    ("dom wolnostojący", ok(DETACHED), "Polish"),
    ("mieszkanie", ok(FLAT), "Polish"),
    ("tŷ pâr", ok(SEMI), "Welsh"),
    ("tŷ ar wahân", ok(DETACHED), "Welsh"),
    ("tŷ teras", ok(TERRACED), "Welsh"),
    ("fflat", ok(FLAT), "Welsh"),
    ("other", ok(OTHER), "canonical"),
    ("Something else", ok(OTHER), "conversation.md, the button"),
    ("bungalow", houses("bungalow"), "issue 4"),
    ("bungelow", houses("bungalow"), "keyboard slip"),
    ("cottage", houses("cottage"), "conversation.md"),
    ("house", houses("house"), "conversation.md"),
    ("dom", houses("house"), "Polish"),
    ("Town house", houses("town house"), "conversation.md"),
    ("new build house", houses("house"), "chat"),
    ("not a flat", houses(), "negation"),
    ("link-detached", which(Reason.LINK_DETACHED, DETACHED, SEMI, note="link-detached"), "conversation.md"),
    ("studio", which(Reason.STUDIO, FLAT, note="studio"), "conversation.md"),
    ("park home", which(Reason.UNUSUAL, OTHER, note="park home"), "conversation.md"),
    ("houseboat", which(Reason.UNUSUAL, OTHER, note="houseboat"), "conversation.md"),
    ("HMO", which(Reason.UNUSUAL, OTHER, note="hmo"), "conversation.md"),
    ("block of flats", which(Reason.UNUSUAL, OTHER, note="block of flats"), "landlord"),
    ("a plot of land", which(Reason.UNUSUAL, OTHER, note="plot, land"), "no home"),
    (
        "flat above a shop",
        Unclear(Reason.UNUSUAL, (ok(OTHER, "shop"), ok(FLAT))),
        "conversation.md, with a shop",
    ),
    ("semi or terraced", which(Reason.SEVERAL, SEMI, TERRACED), "which of them"),
    ("flat or house", which(Reason.SEVERAL, FLAT, DETACHED, SEMI, TERRACED), "which of them"),
    ("", Refused(Reason.EMPTY), "core"),
    ("🏡", Refused(Reason.EMPTY), "issue 2, emoji"),
    ("hello", Refused(Reason.NOT_UNDERSTOOD), "chat"),
    ("3", Refused(Reason.NOT_UNDERSTOOD), "another question's answer"),
    ("DE1 1JX", Refused(Reason.NOT_UNDERSTOOD), "another question's answer"),
    ("why?", Refused(Reason.NOT_UNDERSTOOD), "conversation.md"),
    ("flat " * 800, Refused(Reason.NOT_UNDERSTOOD), "issue 2, 4,096 characters"),
    ("tŷ ar ei ben ei hun", ok(DETACHED), "Welsh review"),
    ("tŷ sengl", ok(DETACHED), "Welsh review"),
    ("tŷ rhes", ok(TERRACED), "Welsh review"),
    ("w szeregu", ok(TERRACED), "Polish review"),
    ("skrajny szereg", ok(TERRACED), "Polish review"),
    ("zabudowa szeregowa", ok(TERRACED), "Polish review"),
    ("segment", ok(TERRACED), "Polish review"),
    ("dwupoziomowe", ok(FLAT), "Polish review"),
    ("mieszkanie dwupoziomowe", ok(FLAT), "Polish review"),
    ("rhandy", ok(FLAT), "Welsh review"),
    ("dim un o'r rhain", ok(OTHER), "Welsh review"),
    ("żadne z tych", ok(OTHER), "Polish review"),
    ("dom parterowy", houses("bungalow"), "Polish review"),
    ("parterowy", houses("bungalow"), "Polish review"),
    ("ffermdy", houses("farmhouse"), "Welsh review"),
    ("fferm", which(Reason.UNUSUAL, OTHER, note="farm"), "Welsh review"),
    ("carafán", which(Reason.UNUSUAL, OTHER, note="caravan"), "Welsh review"),
    ("cartref symudol", which(Reason.UNUSUAL, OTHER, note="mobile home"), "Welsh review"),
    ("przyczepa", which(Reason.UNUSUAL, OTHER, note="caravan"), "Polish review"),
    ("dom mobilny", which(Reason.UNUSUAL, OTHER, note="mobile home"), "Polish review"),
    ("barka", which(Reason.UNUSUAL, OTHER, note="barge"), "Polish review"),
    ("tŷ fferm", houses("farmhouse"), "Welsh review"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "source"), ROWS, ids=[ascii(row[0][:40]) for row in ROWS])
def test_reads_property_types_as_people_call_them(text, expected, source):
    assert expected == property_type.read(text), source


def test_every_reason_is_shown_by_a_row():
    assert set(Reason) == {row[1].reason for row in ROWS if not isinstance(row[1], Understood)}


def test_valid_takes_the_guides_types_and_other():
    assert all(map(property_type.valid, [*PropertyType, *map(str, PropertyType), OTHER]))
    assert not any(map(property_type.valid, ["", "bungalow", "Detached", None, 1, "flat"]))
