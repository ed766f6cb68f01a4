"""The agency that settings describe."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.settings.agency import agency_of
from bot.settings.environment import load
from conversations.lead import Campaign, LeadType


def test_nothing_set_is_the_agency_that_is_alone(environment) -> None:
    environment()
    agency = agency_of(load(None))
    assert (agency.id, agency.campaigns, agency.staff_chat_id) == ("default", {}, None)
    assert not agency.form.made_up


def test_everything_set_reaches_the_agency(environment, tmp_path) -> None:
    campaigns = tmp_path / "campaigns.toml"
    campaigns.write_text("[fb-spring]\ntype = 'sale'\n", encoding="utf-8")
    environment(
        AGENCY_NAME="Derby Homes",
        AGENCY_URL="https://derbyhomes.example/",
        PRIVACY_URL="https://derbyhomes.example/privacy",
        AGENCY_PHONE="01332 000000",
        AGENCY_EMAIL="Office@Derbyhomes.CO.UK",
        QUESTIONS=" name, sale_or_let,phone,email,address,postcode,bedrooms,property_type,",
        CAMPAIGNS=str(campaigns),
        STAFF_CHAT_ID="-1001234567890",
        ADMIN_IDS=" 501, 502,",
        DEFAULT_CAMPAIGN="fb-spring",
        RETENTION_DAYS="7",
        LOG_FORMAT="json",
    )
    loaded = load(None)
    agency = agency_of(loaded, agency_id="derby")
    form = agency.form
    assert (form.agency, form.agency_url) == ("Derby Homes", "https://derbyhomes.example")
    assert form.privacy_url == "https://derbyhomes.example/privacy"
    assert (form.phone, form.email) == ("01332 000000", "Office@derbyhomes.co.uk")
    assert form.questions[:2] == ("name", "sale_or_let")
    assert (form.retention_days, loaded.log_format) == (7, "json")
    assert (agency.id, agency.staff_chat_id) == ("derby", -1001234567890)
    assert (agency.admin_ids, agency.default_campaign) == (frozenset({501, 502}), "fb-spring")
    assert agency.campaign("FB-SPRING") == Campaign("fb-spring", LeadType.VENDOR)


def test_the_home_first_is_a_second_order_of_the_agencys_own_questions(environment, tmp_path) -> None:
    own = tmp_path / "questions.toml"
    own.write_text('[[question]]\ntext = "Do you own it?"\n', encoding="utf-8")
    environment(
        QUESTIONS="sale_or_let,title,name,phone,email,address,postcode,bedrooms,property_type,questionnaire,message",
        QUESTIONNAIRE=str(own),
        QUESTIONS_B="property_first",
    )
    agency = agency_of(load(None))
    assert agency.second_form is not None
    assert (agency.form.variant, agency.second_form.variant) == ("A", "B")
    assert agency.second_form.questions == (
        "sale_or_let", "address", "postcode", "bedrooms", "property_type", "title", "name", "phone", "email", "own1", "message",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("region", "closed"), [("ENG", False), ("sct", True), ("WLS", False), ("NIR", False), ("none", False)]
)
def test_the_office_is_closed_on_the_bank_holidays_of_its_part_of_the_country(environment, region, closed) -> None:
    environment(OFFICE_HOURS="mon-sun 9-17", BANK_HOLIDAYS=region)
    hours = agency_of(load(None)).form.office_hours
    assert hours
    year = datetime.now(UTC).year + 1
    second = date(year, 1, 2)  # a holiday in Scotland only
    assert (not hours.on(date(year, 12, 25))) == (region != "none")
    if second.weekday() < 5:  # else it is kept on another day
        assert (not hours.on(second)) == closed


def test_without_hours_there_are_none(environment) -> None:
    environment()
    assert agency_of(load(None)).form.office_hours is None
