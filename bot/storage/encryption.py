"""Field encryption: personal values are encrypted on the way into a row and decrypted on the way out.

Format of an encrypted value (docs/decisions/0008 has the reasons)::

    F8 | 01 | key id, 4 bytes | nonce, 16 bytes | AES-SIV: tag, 16 bytes, and ciphertext

No UTF-8 text and no JSON starts with ``F8``, which distinguishes encrypted values from older ones in clear. ``01`` is the
version of the format. The cipher is AES-SIV (RFC 5297) with a random nonce, under a key derived from a key of ``DATA_KEY``.
It stays safe if a nonce repeats, so the values encrypted under a key need not be counted.

The column, the agency and the chat of a value are associated data. A value that was changed, or moved to another row,
cannot be decrypted: swapping rows reveals nobody's data to anybody else.
"""

from __future__ import annotations

import base64
import binascii
import logging
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

from bot.storage.problems import DatabaseProblem

_log = logging.getLogger(__name__)

KEY_BYTES = 32
"""Length of a key."""
MARK = b"\xf8\x01"
"""Prefix of every encrypted value."""
_ID_BYTES, _NONCE_BYTES = 4, 16
_ID_AT, _NONCE_AT = len(MARK), len(MARK) + _ID_BYTES
_SEALED_AT = _NONCE_AT + _NONCE_BYTES

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
"""Result of decrypting a value that was changed or moved. It is not JSON, so its reader rejects it without further effect."""


class KeyMissing(DatabaseProblem):
    """Value encrypted under a key that ``DATA_KEY`` lacks."""


class _Key(Struct, frozen=True):
    id: bytes
    cipher: AESSIV


def new_key() -> str:
    """Return a new random key in the format of ``DATA_KEY``."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def read_keys(text: str) -> tuple[bytes, ...]:
    """Parse keys: 32 bytes each in base64, separated by commas; none for an empty text.

    Raises :class:`ValueError`, which quotes nothing, for anything else.
    """
    keys = []
    for number, each in enumerate((part.strip() for part in text.split(",")), start=1):
        if not each:
            continue
        try:
            key = base64.b64decode(each.translate(str.maketrans("-_", "+/")), validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES:
            raise ValueError(
                f"has a key {number} that is not {KEY_BYTES} bytes in base64; `python -m bot new-key` makes one"
            )
        keys.append(key)
    if len(set(keys)) < len(keys):
        raise ValueError("has the same key twice")
    return tuple(keys)


class FieldEncryption:
    """Field encryption. The first of ``keys`` (32 bytes each) encrypts, all decrypt; without keys, values stay in clear.

    All methods may be called in any thread.
    """

    def __init__(self, keys: Sequence[bytes] = ()) -> None:
        made = [_make(key) for key in keys]
        self._sealing = made[0] if made else None
        self._by_id = {key.id: key for key in made}
        if len(self._by_id) < len(made):
            raise ValueError("two of the keys cannot be told apart; make a new one")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self._by_id)} keys)"

    @property
    def key_ids(self) -> tuple[str, ...]:
        """Ids of the keys, the encrypting key's first. An id reveals nothing about its key."""
        return tuple(key.hex() for key in self._by_id)

    @property
    def mark(self) -> bytes:
        """Prefix of values encrypted under the first key; empty without one."""
        return MARK + self._sealing.id if self._sealing is not None else b""

    def is_current(self, kept: bytes) -> bool:
        """Return whether a value has the form that :meth:`encrypt` would give it now: empty, or encrypted under the first key."""
        return not kept or self._sealing is None or kept.startswith(self.mark)

    def encrypt(self, column: str, agency: str, chat_id: int, value: bytes) -> bytes:
        """Return ``value`` in the form stored in ``column`` (``table.column``) of a row of this chat.

        An empty value stays empty, since there is nothing to hide.
        """
        key = self._sealing
        if key is None or not value:
            return value
        nonce = os.urandom(_NONCE_BYTES)
        sealed = key.cipher.encrypt(value, [column.encode(), agency.encode(), b"%d" % chat_id, nonce])
        return b"".join((MARK, key.id, nonce, sealed))

    def open(self, column: str, agency: str, chat_id: int | None, kept: bytes) -> bytes:
        """Return the value stored in a row; a value stored in clear is returned as it is.

        A value that was changed or moved yields :data:`UNREADABLE` and a log entry. Raises :class:`KeyMissing` if its key
        is missing: the row is fine, and restoring the key fixes it.
        """
        if not kept.startswith(MARK):
            return kept
        key = self._by_id.get(kept[_ID_AT:_NONCE_AT])
        if key is None:
            raise KeyMissing(missing(kept[_ID_AT:_NONCE_AT].hex()))
        where = [column.encode(), agency.encode(), b"%d" % (chat_id or 0), kept[_NONCE_AT:_SEALED_AT]]
        try:
            return key.cipher.decrypt(kept[_SEALED_AT:], where)
        except (InvalidTag, ValueError):
            _log.error("an encrypted value was changed or moved and cannot be decrypted", extra={"column": column})
            return UNREADABLE.encode()

    def encrypt_text(self, column: str, agency: str, chat_id: int, text: str) -> bytes:
        """Encrypt any string, including NUL and lone surrogates, which databases refuse as text."""
        return self.encrypt(column, agency, chat_id, text.encode("utf-8", "surrogatepass"))

    def decrypt_text(self, column: str, agency: str, chat_id: int | None, kept: bytes) -> str:
        """Return the string given to :meth:`encrypt_text`; :data:`UNREADABLE` if it was changed. Raises like :meth:`open`."""
        try:
            return self.open(column, agency, chat_id, kept).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:  # a value in clear on a damaged page
            _log.error("a value was changed and is not text", extra={"column": column})
            return UNREADABLE


def missing(key_id: str) -> str:
    """Return the sentence about a key missing from ``DATA_KEY``."""
    return (
        f"The database has values sealed under a key (id {key_id}) that DATA_KEY does not have; "
        "put that key back, behind a comma if there is another."
    )


def _make(key: bytes) -> _Key:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    return _Key(_derive(key, b"id", _ID_BYTES), AESSIV(_derive(key, b"AES-SIV", 64)))


def _derive(key: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt=None, info=b"valuation-bot 1 " + purpose).derive(key)
