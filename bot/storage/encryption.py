"""Field encryption: personal values are encrypted on the way into a row and decrypted on the way out.

What a sealed value looks like (docs/decisions has the reasons)::

    F8 | 01 | key id, 4 bytes | nonce, 16 bytes | AES-SIV: tag, 16 bytes, and ciphertext

``F8`` begins no UTF-8 text and no JSON, so a value from before there was a key is told apart from a sealed one. ``01`` is
this format. The cipher is AES-SIV (RFC 5297) with a random nonce, under a key derived from one of ``DATA_KEY``'s: it stays
safe should a nonce ever come twice, so there is no count to keep of what was sealed under a key.

Which column a value stands in, whose agency's and which chat's it is goes into the seal as associated data. A value that
was moved to another row, or changed, does not open: nobody sees another person's data because somebody swapped rows.
"""

from __future__ import annotations

import base64
import binascii
import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

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
"""Text of a value that was changed or moved. It is no JSON, so whoever reads it refuses it, and the rest goes on."""


class KeyMissing(DatabaseProblem):
    """Value that is encrypted under a key which ``DATA_KEY`` does not have."""


@dataclass(frozen=True, slots=True)
class _Key:
    id: bytes
    cipher: AESSIV


def new_key() -> str:
    """Return a new random key as it is written in ``DATA_KEY``."""
    return base64.b64encode(os.urandom(KEY_BYTES)).decode()


def read_keys(text: str) -> tuple[bytes, ...]:
    """Read keys: 32 bytes each in base64, separated by commas; none for an empty text.

    Raises :class:`ValueError`, which quotes nothing, if that is not what ``text`` is.
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

    Every method may be called in any thread.
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
        """Return whether a value is as :meth:`encrypt` would keep it now: empty, or sealed under the first key."""
        return not kept or self._sealing is None or kept.startswith(self.mark)

    def encrypt(self, column: str, agency: str, chat_id: int, value: bytes) -> bytes:
        """Return ``value`` as it is to be kept in ``column`` (``table.column``) of a row of this chat.

        An empty value stays empty: there is nothing in it to hide.
        """
        key = self._sealing
        if key is None or not value:
            return value
        nonce = os.urandom(_NONCE_BYTES)
        sealed = key.cipher.encrypt(value, [column.encode(), agency.encode(), b"%d" % chat_id, nonce])
        return b"".join((MARK, key.id, nonce, sealed))

    def open(self, column: str, agency: str, chat_id: int | None, kept: bytes) -> bytes:
        """Return the value that is kept in a row; one from before there was a key is returned as it is.

        What was changed or moved opens to :data:`UNREADABLE`, and the log says so. Raises :class:`KeyMissing` if the key
        is not there: that is nobody's row's fault, and mended by putting the key back.
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
            _log.error("a sealed value was changed or moved, and does not open", extra={"column": column})
            return UNREADABLE.encode()

    def encrypt_text(self, column: str, agency: str, chat_id: int, text: str) -> bytes:
        """Encrypt any string: NUL and lone surrogates come in, and databases refuse those as text."""
        return self.encrypt(column, agency, chat_id, text.encode("utf-8", "surrogatepass"))

    def decrypt_text(self, column: str, agency: str, chat_id: int | None, kept: bytes) -> str:
        """Return the string that :meth:`encrypt_text` was given; :data:`UNREADABLE` if it was changed. Raises as :meth:`open`."""
        try:
            return self.open(column, agency, chat_id, kept).decode("utf-8", "surrogatepass")
        except UnicodeDecodeError:  # a value in clear, in which a page was damaged
            _log.error("a value was changed, and is no text", extra={"column": column})
            return UNREADABLE


def missing(key_id: str) -> str:
    """Return the sentence about a key that is not in ``DATA_KEY``."""
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
