"""What is sealed opens only with the key, in the row that it was sealed for, and unchanged."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.encryption import MARK, UNREADABLE, KeyMissing, Vault, new_key, read_keys

OLD, NEW = b"o" * 32, b"n" * 32
HERE = ("chats.state", "derby", 7)

texts = st.text(st.characters(), min_size=1)  # any string at all, lone surrogates and NUL among them


@given(texts, st.integers(-(2**63), 2**63 - 1))
def test_what_is_sealed_opens(text, chat_id):
    vault = Vault([NEW])
    kept = vault.seal_text("chats.state", "derby", chat_id, text)
    assert vault.open_text("chats.state", "derby", chat_id, kept) == text
    assert vault.is_current(kept)


@given(st.one_of(texts, st.sampled_from(['{"update_id":1}', "ValueError at core.py:1"])))
def test_without_a_key_values_are_kept_as_they_are_and_read_with_one_later(text):
    kept = Vault().seal_text(*HERE, text)
    assert kept == text.encode("utf-8", "surrogatepass")
    assert Vault().open_text(*HERE, kept) == text
    assert Vault([NEW]).open_text(*HERE, kept) == text, "no text is taken for a sealed value"
    assert not Vault([NEW]).is_current(kept)


def test_equal_values_do_not_look_equal_and_show_nothing():
    vault = Vault([NEW])
    first, second = (vault.seal(*HERE, b"Marla Singer, 07986 000000") for _ in range(2))
    assert first != second
    assert all(kept.startswith(MARK) and b"Marla" not in kept and b"07986" not in kept for kept in (first, second))


def test_an_empty_value_stays_empty():
    assert Vault([NEW]).seal(*HERE, b"") == b""
    assert Vault([NEW]).open(*HERE, b"") == b""


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("leads.lead", "derby", 7),
        ("chats.state", "leeds", 7),
        ("chats.state", "derby", 8),
        ("chats.state", "derby", -7),
    ],
    ids=["another column", "another agency", "another chat", "a group"],
)
def test_a_value_that_was_moved_does_not_open(elsewhere, caplog):
    vault = Vault([NEW])
    assert vault.open_text(*elsewhere, vault.seal_text(*HERE, "Marla")) == UNREADABLE
    assert "was changed or moved" in caplog.text


def test_a_value_that_was_changed_or_cut_does_not_open():
    vault = Vault([NEW])
    kept = vault.seal(*HERE, b"Marla")
    changed = [bytes((*kept[:at], kept[at] ^ 1, *kept[at + 1 :])) for at in range(6, len(kept))]
    cut = [kept[:length] for length in range(6, len(kept))]
    assert {vault.open_text(*HERE, each) for each in (*changed, *cut)} == {UNREADABLE}


def test_another_key_is_asked_for_by_its_id():
    kept = Vault([OLD]).seal(*HERE, b"Marla")
    with pytest.raises(KeyMissing, match=Vault([OLD]).key_ids[0]):
        Vault([NEW]).open(*HERE, kept)
    with pytest.raises(KeyMissing):
        Vault().open(*HERE, kept)


def test_the_first_key_seals_and_all_open():
    old = Vault([OLD]).seal(*HERE, b"Marla")
    both = Vault([NEW, OLD])
    assert both.open(*HERE, old) == b"Marla"
    assert not both.is_current(old)
    assert Vault([NEW]).open(*HERE, both.seal(*HERE, b"Marla")) == b"Marla"


def test_the_format_stays_what_it_is():
    """A value sealed by the version that brought this format; versions to come have to open it."""
    kept = bytes.fromhex(
        "f801339f4f6b3f525f4d83e9780c53ae23007eeb936b29fc0b8d4053a46ea2a15ec099dd5ca853f81997c77f2595e8fd9876"
    )
    assert Vault([bytes(range(32))]).open_text("leads.lead", "default", 4242, kept) == "Marla Singer"


def test_keys_as_they_are_written():
    assert read_keys("") == ()
    one, two = new_key(), new_key()
    assert one != two
    assert [len(key) for key in read_keys(f" {one} , {two},")] == [32, 32]
    urlsafe = base64.urlsafe_b64encode(b"\xfb\xef" * 16).decode()
    assert "-" in urlsafe
    assert read_keys(urlsafe) == (b"\xfb\xef" * 16,)


KEY = base64.b64encode(b"k" * 32).decode()
"""Always the same: a test's name has it, and all of the suite's processes are to know it by that."""


@pytest.mark.parametrize("text", ["secret", "c2hvcnQ=", "é" * 44, f"{KEY}x", f"{KEY} {KEY}"])
def test_what_is_no_key_is_refused_without_being_quoted(text):
    with pytest.raises(ValueError, match="a key 1 that is not 32 bytes") as refused:
        read_keys(text)
    assert text not in str(refused.value)


def test_the_same_key_twice_is_refused():
    key = new_key()
    with pytest.raises(ValueError, match="twice"):
        read_keys(f"{key},{key}")


def test_nothing_tells_a_key():
    vault = Vault([NEW])
    assert repr(vault) == "FieldEncryption(1 keys)"
    assert NEW.hex() not in vault.key_ids[0]
