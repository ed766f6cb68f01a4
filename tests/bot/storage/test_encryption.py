"""What is sealed opens only with the key, in the row that it was sealed for, and unchanged."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.encryption import MARK, UNREADABLE, FieldEncryption, KeyMissing, new_key, read_keys

OLD, NEW = b"o" * 32, b"n" * 32
HERE = ("chats.state", "derby", 7)

texts = st.text(st.characters(), min_size=1)  # any string at all, lone surrogates and NUL among them


@given(texts, st.integers(-(2**63), 2**63 - 1))
def test_what_is_sealed_opens(text, chat_id):
    encryption = FieldEncryption([NEW])
    kept = encryption.encrypt_text("chats.state", "derby", chat_id, text)
    assert encryption.decrypt_text("chats.state", "derby", chat_id, kept) == text
    assert encryption.is_current(kept)


@given(st.one_of(texts, st.sampled_from(['{"update_id":1}', "ValueError at core.py:1"])))
def test_without_a_key_values_are_kept_as_they_are_and_read_with_one_later(text):
    kept = FieldEncryption().encrypt_text(*HERE, text)
    assert kept == text.encode("utf-8", "surrogatepass")
    assert FieldEncryption().decrypt_text(*HERE, kept) == text
    assert FieldEncryption([NEW]).decrypt_text(*HERE, kept) == text, "no text is taken for a sealed value"
    assert not FieldEncryption([NEW]).is_current(kept)


def test_equal_values_do_not_look_equal_and_show_nothing():
    encryption = FieldEncryption([NEW])
    first, second = (encryption.encrypt(*HERE, b"Marla Singer, 07986 000000") for _ in range(2))
    assert first != second
    assert all(kept.startswith(MARK) and b"Marla" not in kept and b"07986" not in kept for kept in (first, second))


def test_an_empty_value_stays_empty():
    assert FieldEncryption([NEW]).encrypt(*HERE, b"") == b""
    assert FieldEncryption([NEW]).open(*HERE, b"") == b""


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
    column, agency, chat_id = elsewhere
    encryption = FieldEncryption([NEW])
    stored = encryption.encrypt_text(*HERE, "Marla")
    assert encryption.decrypt_text(column, agency, chat_id, stored) == UNREADABLE
    assert "was changed or moved" in caplog.text


def test_a_value_that_was_changed_or_cut_does_not_open():
    encryption = FieldEncryption([NEW])
    kept = encryption.encrypt(*HERE, b"Marla")
    changed = [bytes((*kept[:at], kept[at] ^ 1, *kept[at + 1 :])) for at in range(6, len(kept))]
    cut = [kept[:length] for length in range(6, len(kept))]
    assert {encryption.decrypt_text(*HERE, each) for each in (*changed, *cut)} == {UNREADABLE}


def test_another_key_is_asked_for_by_its_id():
    kept = FieldEncryption([OLD]).encrypt(*HERE, b"Marla")
    with pytest.raises(KeyMissing, match=FieldEncryption([OLD]).key_ids[0]):
        FieldEncryption([NEW]).open(*HERE, kept)
    with pytest.raises(KeyMissing):
        FieldEncryption().open(*HERE, kept)


def test_the_first_key_seals_and_all_open():
    old = FieldEncryption([OLD]).encrypt(*HERE, b"Marla")
    both = FieldEncryption([NEW, OLD])
    assert both.open(*HERE, old) == b"Marla"
    assert not both.is_current(old)
    assert FieldEncryption([NEW]).open(*HERE, both.encrypt(*HERE, b"Marla")) == b"Marla"


def test_the_format_stays_what_it_is():
    """A value sealed by the version that brought this format; versions to come have to open it."""
    kept = bytes.fromhex(
        "f801339f4f6b3f525f4d83e9780c53ae23007eeb936b29fc0b8d4053a46ea2a15ec099dd5ca853f81997c77f2595e8fd9876"
    )
    assert FieldEncryption([bytes(range(32))]).decrypt_text("leads.lead", "default", 4242, kept) == "Marla Singer"


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
    encryption = FieldEncryption([NEW])
    assert repr(encryption) == "FieldEncryption(1 keys)"
    assert NEW.hex() not in encryption.key_ids[0]
