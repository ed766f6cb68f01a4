"""`health` finds the database's place by the same rules as everything else does."""

from pathlib import Path

import pytest

from bot.settings import environment, locations

NEEDED = "TELEGRAM_BOT_TOKEN=123:abc\nLEAD_API_KEY=key\n"


@pytest.mark.parametrize(
    ("file", "variables"),
    [
        ("", {}),
        ("DATABASE_URL=sqlite:///other.db\n", {}),
        ('database_url="sqlite:///quoted.db"  # a comment\nexport LEDGER_DIR=/var/ledger\n', {}),
        ("DATABASE_URL=sqlite:///other.db\n", {"DATABASE_URL": "sqlite:///environment.db"}),
        ("DATABASE_URL=sqlite:///other.db\n", {"database_url": "sqlite:///small.db", "LEDGER_DIR": "ledgers"}),
        ("DATABASE_URL=sqlite:///other.db\nLEDGER_DIR=\n", {"DATABASE_URL": "", "LEDGER_DIR": ""}),
        ("NAME=bot\nDATABASE_URL=postgresql://db/${NAME}\n", {}),
    ],
)
def test_they_are_read_as_all_settings_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file, variables) -> None:
    (tmp_path / ".env").write_text(NEEDED + file)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    chosen = environment.load(tmp_path / ".env")
    assert locations.read(tmp_path / ".env") == (chosen.database_url, chosen.ledger_dir)
