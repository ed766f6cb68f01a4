"""``links`` and ``offices``: what they do beside a running bot, and what they say to what is wrong."""

from __future__ import annotations

import asyncio
import errno
import sys
import threading
from io import BytesIO
from zipfile import ZipFile

import pytest
import zxingcpp
from PIL import Image

from bot.campaigns import office_list, register
from bot.campaigns.office_list import Office
from bot.campaigns.register import Listed
from bot.commands import cli
from bot.drawing import pdf
from bot.storage.campaigns import campaigns
from conversations.lead import Campaign, LeadType, Utm
from sandbox import Sandbox
from support import printed


@pytest.fixture
def sandbox():
    """A sandbox in a thread of its own: the commands run event loops themselves."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    running = Sandbox(username="derby_bot")
    asyncio.run_coroutine_threadsafe(running.__aenter__(), loop).result()
    yield running
    asyncio.run_coroutine_threadsafe(running.stop(), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def environment(sandbox):
    return {
        "TELEGRAM_BOT_TOKEN": sandbox.token,
        "TELEGRAM_API_URL": sandbox.base_url,
        "LEAD_API_KEY": sandbox.api_key,
        "LEAD_API_URL": sandbox.base_url,
    }


@pytest.fixture
def run(database, capsys):
    def command(*arguments):
        code = cli.main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def stored(database, code):
    return database.run_sync(lambda tx: register.find(tx, "default", code))


def test_an_office_is_listed_with_the_facts_of_its_own(run, tmp_path, monkeypatch):
    (tmp_path / "offices.toml").write_text("[1214]\nname = 'Derby Homes West'\nphone = '0115 000 0000'\n")
    monkeypatch.setenv("OFFICES", str(tmp_path / "offices.toml"))
    assert [line.split("  ") for line in run("offices")[1].splitlines()][-1] == [
        "1214",
        "Derby Homes West",
        "name, phone",
    ]


def test_an_office_is_found_by_its_own_name_and_by_the_account_s(run, database, tmp_path, monkeypatch):
    run("offices")
    (tmp_path / "offices.toml").write_text("[1214]\nname = 'Derby Homes West'\n")
    monkeypatch.setenv("OFFICES", str(tmp_path / "offices.toml"))
    for code, said in (
        ("own", "Derby Homes West"),
        ("account", "nottingham"),
        ("part", "notting"),
        ("slip", "notingham"),
    ):
        assert run("links", "add", code, "--office", said)[0] == 0
        assert stored(database, code).campaign.office_id == 1214


def test_offices_are_fetched_and_kept_for_when_the_lead_api_is_away(run, database, monkeypatch):
    assert run("offices") == (0, "ID    NAME\n1213  Derby\n1214  Nottingham\n", "")
    monkeypatch.setenv("LEAD_API_URL", "http://127.0.0.1:1")
    code, out, err = run("offices")
    assert (code, "Nottingham" in out) == (0, True)
    assert "could not be reached" in err
    assert "seconds ago" in err


def test_offices_that_were_never_fetched_are_not_invented(run, monkeypatch):
    monkeypatch.setenv("LEAD_API_URL", "http://127.0.0.1:1")
    assert run("offices")[:2] == (1, "")


def test_a_link_is_made_shown_and_listed(run, database):
    run("offices")
    code, out, _ = run("links", "add", "fb-spring", "--type", "sale", "--office", "derby", "--utm-source", "facebook",
                       "--utm-medium", "social", "--note", "=1+1 \u202e<b>")  # fmt: skip
    assert (code, out) == (0, "https://t.me/derby_bot?start=fb-spring\n")
    listed = stored(database, "fb-spring")
    utm = Utm("facebook", "", "social")
    assert listed.campaign == Campaign("fb-spring", LeadType.VENDOR, 1213, "ivt", utm)
    assert listed.note == "=1+1 <b>"
    _, out, _ = run("links")
    assert "fb-spring  Sale  Derby" in " ".join(out.split("\n")[1:2])
    _, out, _ = run("links", "show", "FB-Spring")
    assert "https://t.me/derby_bot?start=fb-spring" in out
    assert (
        "Leads go to: Derby\nShared at: facebook\nEach lead carries: source = ivt, utm_source = facebook, utm_medium"
        in out
    )
    assert run("links", "show", "https://t.me/derby_bot?start=fb-spring")[1] == out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("spring sale!",), "Letters, digits, - and _ will do: spring-sale"),
        (("x" * 65,), "64 characters"),
        (("",), "at least one"),
        (("ok", "--office", "Atlantis"), "No office of yours is called “Atlantis”."),
        (("ok", "--office", "Atlantis"), "python -m bot offices"),
        (("taken",), "already"),
        (("TAKEN",), "already"),
    ],
)
def test_what_makes_no_link_gets_a_clear_sentence(run, database, arguments, told):
    database.run_sync(lambda tx: register.add(tx, "default", Listed(Campaign("taken"))))
    code, out, err = run("links", "add", *arguments)
    assert (code, out) == (1, "")
    assert told in err
    assert len(database.run_sync(lambda tx: register.all_(tx, "default"))) == 1


def test_a_source_that_the_lead_api_does_not_know_is_warned_of_and_not_sent(run, database):
    code, _, err = run("links", "add", "fb", "--source", "facebook")
    assert code == 0
    assert "--utm-source" in err
    assert stored(database, "fb").campaign.source == "ivt"


def test_retire_and_restore(run, database):
    database.run_sync(lambda tx: register.add(tx, "default", Listed(Campaign("spring"))))
    assert run("links", "retire", "SPRING")[0] == 0
    assert "spring" not in run("links")[1]
    assert "(retired)" in run("links", "list", "--all")[1]
    assert run("links", "restore", "spring")[0] == 0
    assert "spring" in run("links")[1]
    assert run("links", "retire", "nothing")[0] == 1


def test_end_and_restore_are_recorded_and_shown(run, database):
    run("links", "add", "spring", "--type", "sale")
    assert "plain conversation" in run("links", "end", "Spring")[1]
    assert "(ended)" in run("links", "list", "--all")[1]
    shown = run("links", "show", "spring")[1]
    assert "Ended " in shown
    assert "Standing: in use → ended, " in shown
    assert stored(database, "spring").followed.lead_type is None
    assert run("links", "restore", "spring")[0] == 0
    assert stored(database, "spring").followed.lead_type is LeadType.VENDOR
    assert run("links", "end", "nothing")[0] == 1


def test_what_has_the_standing_asked_for_is_said_to_have_it_and_nothing_is_recorded(run, database):
    run("links", "add", "spring")
    for action, first, again in (
        ("end", "spring has ended. Printed codes still lead to the plain conversation.\n", "spring has ended already.\n"),
        ("restore", "spring is back in your list.\n", "spring is in use already.\n"),
        ("retire", "spring is retired: not in your list any more. The link itself still works.\n",
         "spring is retired already.\n"),
    ):  # fmt: skip
        assert run("links", action, "Spring") == (0, first, "")
        assert run("links", action, "Spring") == (0, again, "")
    assert len(database.run_sync(lambda tx: register.changes(tx, "default", "spring", 10))) == 3


def test_a_link_is_pointed_elsewhere_as_in_the_chat_and_recorded(run, database):
    run("offices")
    run("links", "add", "spring", "--type", "sale", "--office", "derby", "--utm-source", "facebook", "--note", "window")
    code, out, err = run("links", "change", "https://t.me/derby_bot?start=Spring", "--office", "nottingham", "--type", "ask",
                         "--utm-campaign", "autumn", "--note", "")  # fmt: skip
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Changed:",
        "Sale or let: Sale → Ask which",
        "Office: Derby → Nottingham",
        "Each lead carries: source = ivt, utm_source = facebook → source = ivt, utm_source = facebook, utm_campaign = autumn",
        "Note: window → none",
    ]
    assert stored(database, "spring").campaign == Campaign("spring", None, 1214, "ivt", Utm("facebook", "autumn"))
    assert "Office: Derby → Nottingham, " in run("links", "show", "spring")[1]
    assert run("links", "change", "spring", "--office", "Nottingham") == (0, "spring is like that already.\n", "")
    assert run("links", "change", "spring", "--office", "postcode")[0] == 0
    assert stored(database, "spring").campaign.office_id is None
    assert len(database.run_sync(lambda tx: register.changes(tx, "default", "spring", 10))) == 5


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nothing", "--type", "let"), "No link of yours has the code “nothing”."),
        (("spring",), "Say what to change"),
        (("spring", "--office", "Atlantis"), "No office of yours is called “Atlantis”."),
        (("over", "--note", "x"), "over is not in use, so it cannot be changed. Bring it back first."),
        (("filed", "--type", "let"), "filed is defined in the campaign file"),
    ],
)
def test_what_cannot_be_changed_is_said_and_stays(run, database, tmp_path, monkeypatch, arguments, told):
    (tmp_path / "campaigns.toml").write_text("[filed]\ntype = 'sale'\n")
    monkeypatch.setenv("CAMPAIGNS", str(tmp_path / "campaigns.toml"))
    for each in ("spring", "over", "filed"):
        run("links", "add", each)
    run("links", "end", "over")
    before = database.run_sync(lambda tx: register.all_(tx, "default"))
    code, out, err = run("links", "change", *arguments)
    assert (code, out) == (1, "")
    assert told in err
    assert database.run_sync(lambda tx: register.all_(tx, "default")) == before
    assert run("links", "change", "filed", "--note", "of the file")[0] == 0, "notes are not in the file"


@pytest.mark.parametrize("command", [("--all",), ("list", "--all"), ("--all", "list")])
def test_all_lists_retired_ones_too_wherever_it_stands(run, database, command):
    run("links", "add", "spring")
    run("links", "retire", "spring")
    assert "spring" not in run("links")[1]
    code, out, _ = run("links", *command)
    assert code == 0
    assert "spring" in out


def test_a_file_is_brought_in(run, database, tmp_path):
    file = tmp_path / "campaigns.toml"
    file.write_text("[spring]\ntype = 'let'\noffice_id = 1214\n", encoding="utf-8")
    assert run("links", "import", str(file))[1] == "1 added, 0 changed, 0 as they were.\n"
    assert run("links", "import", str(file))[1] == "0 added, 0 changed, 1 as they were.\n"
    file.write_text("[spring]\ntype = 'rent'\n", encoding="utf-8")
    code, _, err = run("links", "import", str(file))
    assert code == 2
    assert "neither" in err


def test_unknown_codes_are_shown(run, database):
    for _ in range(2):
        database.run_sync(lambda tx: campaigns.count_unknown(tx, "default", "sprnig"))
    assert "sprnig  2" in run("links")[1]


def test_an_office_that_is_gone_is_shown_and_check_finds_it(run, database):
    database.run_sync(lambda tx: register.add(tx, "default", Listed(Campaign("lost", office_id=99))))
    database.run_sync(lambda tx: office_list.keep(tx, "default", [Office(1213, "Derby")]))
    assert "Office 99, not in your account: leads go by postcode" in run("links")[1]
    assert "Link lost names office 99" in run("offices")[2]
    code, out, _ = run("check")
    assert code == 1
    assert "Campaign lost names office 99, which the account does not have" in out


def test_check_finds_a_default_campaign_that_is_none(run, monkeypatch):
    monkeypatch.setenv("DEFAULT_CAMPAIGN", "organic")
    assert "DEFAULT_CAMPAIGN is organic, but no link has that code" in run("check")[1]
    run("links", "add", "Organic")
    assert "(default)" in run("links")[1]
    assert "no link has that code" not in run("check")[1]


def test_while_telegram_is_away_links_are_made_all_the_same(run, monkeypatch):
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:1")
    code, out, _ = run("links", "add", "spring")
    assert (code, out) == (0, "https://t.me/<your bot>?start=spring\n")


def test_everything_to_share_is_written_into_a_folder(run, database, tmp_path, monkeypatch):
    monkeypatch.setenv("AGENCY_LANGUAGES", "en, pl")
    run("links", "add", "spring")
    folder = tmp_path / "to print" / "spring"
    code, out, _ = run("links", "share", "SPRING", "--to", str(folder))
    assert code == 0
    written = sorted(path.name for path in folder.iterdir())
    assert written == sorted(line.rsplit("/", 1)[1] for line in out.splitlines())
    assert written == [
        "spring-picture-en.png",
        "spring-picture-pl.png",
        "spring-poster-a4-en.pdf",
        "spring-poster-a4-pl.pdf",
        "spring-poster-a5-en.pdf",
        "spring-poster-a5-pl.pdf",
        "spring-qr.png",
        "spring-qr.svg",
        "spring-square-en.png",
        "spring-square-pl.png",
        "spring-story-en.png",
        "spring-story-pl.png",
        "spring-texts.txt",
    ]
    (code,) = zxingcpp.read_barcodes(Image.open(folder / "spring-qr.png"))
    assert code.text == "https://t.me/derby_bot?start=spring"
    assert "instagram (pl)" in (folder / "spring-texts.txt").read_text(encoding="utf-8")
    assert "mailto:" in (folder / "spring-texts.txt").read_text(encoding="utf-8")


def test_without_a_folder_it_is_written_beside_the_database_where_the_service_may_write(run, database, tmp_path):
    run("links", "add", "spring")
    code, out, _ = run("links", "share", "spring")
    assert code == 0
    folder = database.backend.path.parent / "posters"
    assert sorted(map(str, folder.iterdir())) == sorted(out.splitlines())
    assert (folder / "spring-poster-a4.pdf").read_bytes().startswith(b"%PDF")


def test_without_a_folder_for_temporary_files_it_says_what_is_missing(run, monkeypatch, tmp_path):
    def refuse():
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found")

    run("links", "add", "spring")
    monkeypatch.setattr(pdf, "_fonts", pdf._fonts.__wrapped__)
    monkeypatch.setattr(pdf, "_folder", refuse)
    code, _, err = run("links", "share", "spring", "--to", str(tmp_path / "posters"))
    assert code == 1
    assert "TMPDIR" in err


def test_a_broken_logo_is_told_once_with_its_office_and_file(run, tmp_path, monkeypatch, caplog):
    (tmp_path / "ripley.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "offices.toml").write_text("[1213]\nlogo = 'ripley.png'\n")
    monkeypatch.setenv("OFFICES", str(tmp_path / "offices.toml"))
    run("offices")
    run("links", "add", "spring", "--office", "derby")
    code, _, err = run("links", "share", "spring", "--to", str(tmp_path / "out"))
    where = f"OFFICES: [1213]: {tmp_path / 'ripley.png'}"
    assert (code, err) == (0, f"{where} is not a picture that can be drawn. The files are made without it.\n")
    assert caplog.messages.count("a logo cannot be drawn") <= 1, "nor more often in the log of a running bot"


def test_an_emoji_in_a_name_is_left_out_and_told_once(run, tmp_path, monkeypatch, caplog):
    (tmp_path / "offices.toml").write_text("[1213]\nname = '🏡 Derby Homes 🏡'\n", encoding="utf-8")
    monkeypatch.setenv("OFFICES", str(tmp_path / "offices.toml"))
    run("offices")
    run("links", "add", "spring", "--office", "1213")
    code, _, err = run("links", "share", "spring", "--to", str(tmp_path / "out"))
    assert (code, err) == (0, "The files leave out what their font does not have: 🏡\n")
    assert not any("glyph" in each for each in caplog.messages)
    assert printed.words((tmp_path / "out" / "spring-poster-a4.pdf").read_bytes()).startswith("Derby Homes ")


@pytest.mark.usefixtures("database")
def test_out_of_a_container_it_comes_as_one_zip_file(capsysbinary):
    assert cli.main(("links", "add", "spring")) == 0
    capsysbinary.readouterr()
    assert cli.main(("links", "share", "spring", "--to", "-")) == 0
    with ZipFile(BytesIO(capsysbinary.readouterr().out)) as archive:
        assert archive.testzip() is None
        assert {"spring-qr.png", "spring-poster-a4.pdf", "spring-texts.txt"} <= set(archive.namelist())
        assert "?start=spring" in archive.read("spring-texts.txt").decode()


def test_a_zip_file_is_not_shown_to_a_person(run, database, monkeypatch):
    run("links", "add", "spring")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code, out, err = run("links", "share", "spring", "--to", "-")
    assert (code, out) == (1, "")
    assert "> posters.zip" in err


def test_nothing_is_shared_that_would_lead_nowhere(run, database, tmp_path, monkeypatch):
    run("links", "add", "spring")
    monkeypatch.setenv("TELEGRAM_API_URL", "http://127.0.0.1:1")
    code, out, err = run("links", "share", "spring", "--to", str(tmp_path / "out"))
    assert (code, out) == (1, "")
    assert "try again" in err
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_said(run, database, tmp_path):
    run("links", "add", "spring")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    code, _, err = run("links", "share", "spring", "--to", str(tmp_path / "file"))
    assert code == 1
    assert "cannot be written" in err


def test_of_several_agencies_it_is_said_which(run, database, sandbox, tmp_path, monkeypatch):
    table = f"telegram_bot_token = '%s'\nlead_api_key = '{sandbox.api_key}'\nadmin_ids = 501\n"
    other = "1000002" + sandbox.token[7:]
    file = tmp_path / "agencies.toml"
    file.write_text(f"[derby]\n{table % sandbox.token}[leeds]\n{table % other}", encoding="utf-8")
    for name in ("TELEGRAM_BOT_TOKEN", "LEAD_API_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AGENCIES", str(file))
    code, _, err = run("links")
    assert code == 2
    assert "--agency: derby, leeds" in err
    assert run("links", "--agency", "york")[0] == 2
    assert run("links", "--agency", "leeds", "add", "spring")[0] == 0
    assert "spring" not in run("links", "--agency", "derby")[1]
    assert "spring" in run("links", "--agency", "leeds")[1]
    assert "Derby" in run("offices", "--agency", "derby")[1]
