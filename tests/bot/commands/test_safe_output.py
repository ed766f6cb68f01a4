"""What somebody wrote cannot steer the terminal of whoever looks at it."""

import sys

import pytest

from bot.commands import cli
from bot.commands.safe_output import plain, printed
from bot.storage.database import Database
from bot.storage.queues import inbox


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]0;owned\x07", r"\x1b]0;owned\x07"),
        ("\x9b2J", r"\x9b2J"),
        ("Marla\rTyler", r"Marla\rTyler"),
        ("Marla \u202eregniS\u2069", r"Marla \u202eregniS\u2069"),
        ("half \ud83d", r"half \ud83d"),
        ("1,2\r\n3,4\r\n", "1,2\r\n3,4\r\n"),
        ("Siân\tÓ Conaill 🏡\n", "Siân\tÓ Conaill 🏡\n"),
    ],
)
def test_what_steers_is_shown_and_what_is_text_stays(text, shown):
    assert plain(text) == shown


def test_both_streams_are_plain_and_as_before_afterwards(capsys):
    with printed():
        sys.stdout.write("\x1b[2J\n")
        sys.stderr.write("\x1b[3J\n")
    sys.stdout.write("\x1b[4J\n")
    assert capsys.readouterr() == ("\\x1b[2J\n\x1b[4J\n", "\\x1b[3J\n")


def test_an_update_is_shown_without_what_it_would_do_to_the_terminal(tmp_path, monkeypatch, capsys):
    url = f"sqlite:///{tmp_path}/bot.db"
    for name, value in {"DATABASE_URL": url, "TELEGRAM_BOT_TOKEN": "123456:token", "LEAD_API_KEY": "key"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    database = Database(url)
    database.open()
    update = '{"text": "\x1b]0;owned\x07 \x9b2J \u202e"}'.encode()

    def poison(tx):
        inbox.add(tx, [inbox.NewItem("default", "telegram:1", 1, "telegram", update)])
        inbox.set_aside(tx, 1, "it \x1b[2J failed")

    database.run_sync(poison)
    database.close()
    assert cli.main(["inbox", "show", "1"]) == 0
    shown = capsys.readouterr().out
    assert "owned" in shown
    assert "failed" in shown
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert cli.main(["inbox", "list"]) == 0
    assert "\x1b" not in capsys.readouterr().out
