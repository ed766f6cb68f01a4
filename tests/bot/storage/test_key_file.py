"""The key that is made at the first start: once, for a new SQLite database, whole, and for nobody else to read."""

import pytest

from bot.settings.schema import Settings
from bot.storage import key_file
from bot.storage.encryption import new_key, read_keys
from bot.storage.problems import DatabaseProblem


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path}/data/bot.db"


def settings(url, **more):
    return Settings.model_validate({"telegram_bot_token": "123:abc", "lead_api_key": "k", "database_url": url, **more})


def test_it_is_made_once_and_for_its_owner_alone(url, tmp_path):
    assert key_file.read(url) == ""
    path = key_file.make(url)
    assert path is not None
    assert path == tmp_path / "data" / "bot.db.key"
    assert path.stat().st_mode & 0o777 == 0o600
    key = key_file.read(url)
    assert len(read_keys(key)) == 1
    assert key_file.make(url) is None
    assert key_file.read(url) == key
    assert [each.name for each in path.parent.iterdir()] == ["bot.db.key"], "nothing is left of the making"


def test_none_is_made_for_a_database_that_exists_or_is_shared(url, tmp_path):
    assert key_file.make("postgresql://bot@db.example/bot") is None
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "bot.db").touch()
    assert key_file.make(url) is None
    assert key_file.read(url) == ""


def test_it_counts_behind_data_key_and_not_where_that_is_off(url):
    key_file.make(url)
    kept, other = key_file.read(url), new_key()
    (own,) = settings(url).encryption().key_ids
    assert settings(url).secrets == [kept], "for the log, to hide"
    assert settings(url, data_key=other).encryption().key_ids[1:] == (own,)
    assert settings(url, data_key=kept).encryption().key_ids == (own,)
    assert settings(url, data_key="off").encryption().key_ids == ()


@pytest.mark.parametrize("content", ["canary", "", "\n"])
def test_a_file_that_holds_no_key_is_told_without_its_content(url, content):
    path = key_file.make(url)
    assert path is not None
    path.write_text(content)
    with pytest.raises(DatabaseProblem, match="it holds no key") as told:
        settings(url).encryption()
    assert "canary" not in str(told.value)
