"""The file of campaigns, read: each table is one, and everything that is wrong with any is told at once."""

from __future__ import annotations

import pytest

from bot.core.agency import Agency
from bot.settings.agency import agency_of
from bot.settings.campaigns import read_campaigns
from bot.settings.environment import load
from bot.settings.problems import SettingsProblem
from conversations.form import Form
from conversations.lead import Campaign, LeadType, Utm

CAMPAIGNS = """
[fb-spring]
type = "sale"
office_id = 1213
source = "homepage"
utm_source = "facebook"
utm_campaign = "spring"
utm_medium = "social"
utm_term = "derby"
utm_content = "red"

[QR_window]
type = "let"

[plain]
"""


def test_campaigns(tmp_path) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text(CAMPAIGNS, encoding="utf-8")
    assert read_campaigns(file) == {
        "fb-spring": Campaign(
            "fb-spring",
            LeadType.VENDOR,
            1213,
            "homepage",
            Utm("facebook", "spring", "social", "derby", "red"),
        ),
        "QR_window": Campaign("QR_window", LeadType.LANDLORD),
        "plain": Campaign("plain"),
    }


@pytest.mark.parametrize(
    ("code", "found"),
    [("QR_window", "QR_window"), ("qr_WINDOW", "QR_window"), ("plain", "plain"), ("PLAIN", "plain"), ("other", None)],
)
def test_a_link_s_code_is_found_without_regard_to_case(tmp_path, code, found) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text(CAMPAIGNS, encoding="utf-8")
    campaign = Agency("x", Form(), read_campaigns(file)).campaign(code)
    assert found == (campaign.code if campaign else None)


def test_two_codes_that_differ_only_in_case_are_refused(tmp_path) -> None:
    path = tmp_path / "campaigns.toml"
    path.write_text("[A]\n[a]\n", encoding="utf-8")
    with pytest.raises(SettingsProblem, match=r"\[a\] is there twice"):
        read_campaigns(path)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("[x]\ntype = 'swap'", '[x] has a type that is neither "sale" nor "let"'),
        ("[x]\ntype = ['sale']", '[x] has a type that is neither "sale" nor "let"'),
        ("[x]\noffice_id = '12'", "[x] has an office_id that is no office's number"),
        ("[x]\noffice_id = 0", "[x] has an office_id that is no office's number"),
        ("[x]\noffice_id = true", "[x] has an office_id that is no office's number"),
        ("[x]\nutm_source = 5", "[x] has a source or utm field that is not text"),
        ("[x]\nofice_id = 5\nzone = 1", "[x] does not know ofice_id, zone; it may have office_id, source, type, utm_c"),
        ("x = 5", "[x] has to be a table"),
        ("['a b']", "[a b] is no code for a link: 1 to 64 letters, digits, - and _"),
        (f"[{'x' * 65}]", "is no code for a link: 1 to 64 letters, digits, - and _"),
    ],
)
def test_a_bad_campaign_is_one_sentence_with_its_file_and_code(tmp_path, written, sentence) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text(written, encoding="utf-8")
    with pytest.raises(SettingsProblem) as caught:
        read_campaigns(file)
    (problem,) = caught.value.problems
    assert problem.startswith(f"CAMPAIGNS: {file}: [")
    assert sentence in problem


def test_all_bad_campaigns_are_reported_at_once(tmp_path) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_text("[a]\ntype = 1\n[b]\n[c]\nsource = 1\n", encoding="utf-8")
    with pytest.raises(SettingsProblem) as caught:
        read_campaigns(file)
    assert [each.split(": ")[2].split()[0] for each in caught.value.problems] == ["[a]", "[c]"]


@pytest.mark.parametrize("content", [b"[x", b"[x]\n[x]", b"\xff\xfe", b"source = \x00"])
def test_what_is_not_toml_is_said_so(tmp_path, content) -> None:
    file = tmp_path / "campaigns.toml"
    file.write_bytes(content)
    with pytest.raises(SettingsProblem) as caught:
        read_campaigns(file)
    assert str(caught.value).startswith(f"CAMPAIGNS: {file} is not TOML: ")


def test_a_campaign_file_that_cannot_be_read_is_said_so(environment, tmp_path) -> None:
    environment(CAMPAIGNS=str(tmp_path / "missing.toml"))
    with pytest.raises(SettingsProblem, match=r"missing\.toml cannot be read \(No such file or directory\)"):
        agency_of(load(None))
    with pytest.raises(SettingsProblem, match=r"cannot be read \(Is a directory\)"):
        read_campaigns(tmp_path)
