"""Files uploaded by the bot or sent by people, kept in memory."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

_KEPT = 300
_KEPT_BYTES = 200 * 1024 * 1024
"""Limit of size; the oldest files are deleted when either limit is exceeded."""

PHOTO_LIMIT = 10 * 1024 * 1024
DOCUMENT_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Stored file. ``path`` is what getFile answers; ``size`` is in pixels for a picture."""

    file_id: str
    name: str
    media_type: str
    content: bytes
    path: str
    size: tuple[int, int] | None


class Files:
    """Files by id."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}
        self._count = 0

    def add(self, name: str, content: bytes, *, photo: bool = False) -> StoredFile:
        """Store a file."""
        self._count += 1
        picture = picture_of(content)
        media_type = picture[0] if picture else "application/octet-stream"
        folder = "photos" if photo else "documents"
        suffix = media_type.rpartition("/")[2] if photo else name.rpartition(".")[2]
        stored = StoredFile(
            file_id=f"sandbox-file-{self._count}",
            name=name,
            media_type=media_type,
            content=content,
            path=f"{folder}/file_{self._count}.{suffix}",
            size=picture[1] if picture else None,
        )
        self._files[stored.file_id] = stored
        while len(self._files) > 1 and (
            len(self._files) > _KEPT or sum(len(f.content) for f in self._files.values()) > _KEPT_BYTES
        ):
            del self._files[next(iter(self._files))]
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """Return the file with this id."""
        return self._files.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """Return the file for which getFile returned this path."""
        return next((f for f in self._files.values() if f.path == path), None)


def made_up_picture() -> bytes:
    """Return a picture that somebody could have sent: a PNG of a house, 90 by 67 pixels."""
    width, height = 90, 67
    rows = b"".join(b"\0" + bytes(_shade(x, y) for x in range(width)) for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )


def _shade(x: int, y: int) -> int:
    """Return the grey of a pixel: walls, a roof above them, a door, and the sky."""
    if 38 <= x <= 51 and y >= 44:
        return 70
    if 20 <= x <= 70 and y >= 30:
        return 215
    return 110 if y < 30 and abs(x - 45) <= 2 * y - 20 and y >= 10 else 245


def picture_of(content: bytes) -> tuple[str, tuple[int, int]] | None:
    """Return the media type, width and height in pixels of a PNG or JPEG; ``None`` for anything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n" and len(content) >= 24:
        return "image/png", struct.unpack(">II", content[16:24])
    if content[:2] == b"\xff\xd8":
        size = _jpeg_size(content)
        return ("image/jpeg", size) if size else None
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Walk the JPEG's segments to its frame header (SOF0 to SOF15, which are not tables), which holds the size."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    return None
