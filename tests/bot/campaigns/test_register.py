"""The register of campaigns, on both kinds of database: codes, look-ups, what nobody knows, files."""

from __future__ import annotations

import pytest
from msgspec import structs

from bot.campaigns import office_list, register
from bot.campaigns.codes import BadCode, problem, slug, suggest, tag
from bot.campaigns.office_list import MissingOffice, Office
from bot.campaigns.register import Listed, Standing
from bot.core.agency import Agency
from bot.storage.campaigns import campaigns
from conversations.form import Form, OfficeFacts
from conversations.lead import Campaign, LeadType, Utm

DERBY = Agency("derby", Form())
SPRING = Campaign("FB-Spring", LeadType.VENDOR, 1213, "ivt", Utm("facebook", "spring", "social", "t", "c"), test=True)


@pytest.fixture
def added(database):
    assert database.run_sync(lambda tx: register.add(tx, "derby", Listed(SPRING, "a note")))
    return database


@pytest.mark.parametrize("code", ["FB-Spring", "fb-spring", "FB-SPRING"])
def test_a_code_is_found_in_any_case(added, code):
    assert added.run_sync(lambda tx: register.look_up(tx, "derby", code)).followed == SPRING
    assert added.run_sync(lambda tx: campaigns.unknown(tx, "derby")) == []


@pytest.mark.parametrize("code", ["fb-sprin", "fb-springs", "fb_spring", "fb-sprnig", "x" * 64])
def test_one_letter_off_is_no_campaigns_and_is_counted(added, code):
    for _ in range(3):
        assert added.run_sync(lambda tx: register.look_up(tx, "derby", code)) is None
    (counted,) = added.run_sync(lambda tx: campaigns.unknown(tx, "derby"))
    assert (counted.code, counted.count) == (code, 3)


@pytest.mark.parametrize(
    ("code", "counted"), [("spring-20260301", True), ("07986000000", False), ("me-07986-000-000", False)]
)
def test_what_may_be_a_phone_number_is_not_kept(added, code, counted):
    """Anybody can type "/start 07986000000", and what is counted is kept in clear and not as anybody's."""
    assert added.run_sync(lambda tx: register.look_up(tx, "derby", code)) is None
    assert [each.code for each in added.run_sync(lambda tx: campaigns.unknown(tx, "derby"))] == [code] * counted


def test_agencies_share_nothing(added):
    assert added.run_sync(lambda tx: register.look_up(tx, "leeds", "fb-spring")) is None
    assert added.run_sync(lambda tx: campaigns.unknown(tx, "derby")) == []
    assert added.run_sync(lambda tx: register.add(tx, "leeds", Listed(SPRING)))
    added.run_sync(lambda tx: register.put(tx, "leeds", "fb-spring", Standing.RETIRED))
    assert added.run_sync(lambda tx: register.find(tx, "derby", "fb-spring")).retired_at is None


def test_a_code_is_taken_once_in_whatever_case(added):
    assert not added.run_sync(lambda tx: register.add(tx, "derby", Listed(structs.replace(SPRING, code="fb-SPRING"))))


def test_a_retired_link_still_works_and_can_come_back(added):
    assert added.run_sync(lambda tx: register.put(tx, "derby", "FB-SPRING", Standing.RETIRED))
    assert added.run_sync(lambda tx: register.look_up(tx, "derby", "fb-spring")).followed == SPRING
    assert added.run_sync(lambda tx: register.page(tx, "derby", 0, 10)) == []
    assert added.run_sync(lambda tx: register.put(tx, "derby", "fb-spring", Standing.IN_USE))
    assert added.run_sync(lambda tx: len(register.page(tx, "derby", 0, 10))) == 1
    assert not added.run_sync(lambda tx: register.put(tx, "derby", "another", Standing.RETIRED))


def test_a_part_of_a_code_finds_it_without_wildcards(added):
    def search(part):
        return [each.code for each in added.run_sync(lambda tx: register.search(tx, "derby", part, 10))]

    assert search("SPRING") == ["FB-Spring"]
    assert search("_") == search("%") == search("!") == []
    assert added.run_sync(lambda tx: register.search(tx, "leeds", "spring", 10)) == []


def test_a_flood_of_made_up_codes_is_bounded_and_crowds_out_no_real_slip(database, clock):
    def flood(tx):
        for _ in range(2):
            campaigns.count_unknown(tx, "derby", "sprnig")
        for number in range(campaigns.UNKNOWN_MAX * 3):
            campaigns.count_unknown(tx, "derby", f"flood-{number}")

    database.run_sync(flood)
    kept = database.run_sync(lambda tx: campaigns.unknown(tx, "derby", 10_000))
    assert len(kept) == campaigns.UNKNOWN_MAX
    assert kept[0].code == "sprnig"


def test_unknown_codes_are_forgotten_in_time_and_when_a_campaign_has_them(database, clock):
    for code in ("early", "late"):
        clock.now += 100
        database.run_sync(lambda tx, code=code: campaigns.count_unknown(tx, "derby", code))
    database.run_sync(lambda tx: campaigns.expire_unknown(tx, clock.now - 50))
    assert [each.code for each in database.run_sync(lambda tx: campaigns.unknown(tx, "derby"))] == ["late"]
    database.run_sync(lambda tx: register.add(tx, "derby", Listed(Campaign("late"))))
    assert database.run_sync(lambda tx: campaigns.unknown(tx, "derby")) == []


def test_what_is_brought_in_is_the_word_on_its_campaigns_and_on_no_other(added):
    added.run_sync(lambda tx: register.put(tx, "derby", "fb-spring", Standing.RETIRED))
    brought = {"fb-spring": structs.replace(SPRING, code="fb-spring", office_id=None), "new": Campaign("new")}
    assert added.run_sync(lambda tx: register.import_campaigns(tx, "derby", brought)) == (1, 1)
    assert added.run_sync(lambda tx: register.import_campaigns(tx, "derby", brought)) == (0, 0)
    spring = added.run_sync(lambda tx: register.find(tx, "derby", "fb-spring"))
    assert (spring.code, spring.campaign.office_id, spring.note) == ("FB-Spring", None, "a note")
    assert spring.retired_at is not None
    changes = added.run_sync(lambda tx: register.changes(tx, "derby", "fb-spring", 10))
    assert [(each.field, each.before, each.after, each.admin) for each in changes] == [
        ("office", "1213", "", 0),
        ("standing", "in_use", "retired", 0),
    ]


def test_an_office_that_is_gone_is_told_of_once_and_again_when_it_was_back(added):
    derby, leeds = Office(1213, "Derby"), Office(1214, "Leeds")
    keep = office_list.keep
    assert added.run_sync(lambda tx: keep(tx, "derby", [derby, leeds])) == []
    assert added.run_sync(lambda tx: keep(tx, "derby", [leeds])) == [MissingOffice("FB-Spring", 1213)]
    assert added.run_sync(lambda tx: keep(tx, "derby", [leeds])) == []
    assert added.run_sync(lambda tx: keep(tx, "derby", [derby])) == []
    assert added.run_sync(lambda tx: keep(tx, "derby", [])) == [MissingOffice("FB-Spring", 1213)]
    known = added.run_sync(lambda tx: office_list.known(tx, DERBY))
    assert known.fetched_at is not None
    assert not known.has(1213)


def test_before_offices_are_fetched_nothing_is_known_against_any(database):
    assert database.run_sync(lambda tx: office_list.known(tx, DERBY)).has(1213)


def test_the_settings_name_an_office_before_it_is_fetched_and_afterwards(database):
    agency = Agency("derby", Form(offices={1213: OfficeFacts("Derby Homes Ripley"), 1214: OfficeFacts()}))
    assert database.run_sync(lambda tx: office_list.known(tx, agency)).name(1213) == "Derby Homes Ripley"
    fetched = [Office(1213, "Ripley"), Office(1214, "Leeds"), Office(1215, "York")]
    database.run_sync(lambda tx: office_list.refresh(tx, "derby", fetched))
    known = database.run_sync(lambda tx: office_list.known(tx, agency))
    assert [each.name for each in known.offices] == ["Derby Homes Ripley", "Leeds", "York"]


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("a", None),
        ("A-z_0", None),
        ("x" * 64, None),
        ("x" * 65, BadCode.LONG),
        ("", BadCode.EMPTY),
        ("a b", BadCode.CHARACTERS),
        ("é", BadCode.CHARACTERS),
        ("a\n", BadCode.CHARACTERS),
        ("a\u202e", BadCode.CHARACTERS),
        ("٣", BadCode.CHARACTERS),
    ],
)
def test_what_may_be_a_code(code, wrong):
    assert wrong == problem(code)


def test_a_suggestion_is_always_a_good_code():
    for words in (["fb", "Derby & Co.", "sale"], ["", "", ""], ["x" * 99, "y"], ["Ławka", "—"], ["İ" * 50]):
        assert problem(suggest(words, lambda _: False)) is None
    assert suggest(["fb", "Derby", "sale"], {"fb-derby-sale", "fb-derby-sale-2"}.__contains__) == "fb-derby-sale-3"
    assert slug("Spring  Sale!") == "spring-sale"
    assert tag("FB-Spring") == tag("fb-spring")
