"""A picture is put together from strips of its own and of the picture that it was made from."""

from __future__ import annotations

import random
import zlib
from io import BytesIO

import pytest
from PIL import Image

from bot.drawing.png import png, strips

SIZE = (61, 100)
PALETTE = bytes(random.Random(1).randbytes(3 * 256))


def noise(seed, size=SIZE):
    return Image.frombytes("L", size, random.Random(seed).randbytes(size[0] * size[1]))


def opened(made):
    Image.open(BytesIO(made)).verify()  # its chunks' checksums
    at = made.index(b"IDAT")
    zlib.decompress(made[at + 4 : at + 4 + int.from_bytes(made[at - 4 : at])])  # the checksum of its pixels
    return Image.open(BytesIO(made))


@pytest.mark.parametrize("rows", [range(0), range(1), range(30, 60), range(99, 100), range(100)], ids=str)
def test_a_picture_that_differs_in_some_rows_is_as_drawn(rows):
    shared, image = noise(1), noise(1)
    for row in rows:
        image.paste(noise(2 + row, (SIZE[0], 1)), (0, row))
    made = opened(png(image, PALETTE, strips(shared)))
    assert made.size == SIZE
    assert made.tobytes() == image.tobytes()
    assert bytes(made.getpalette("RGB")) == PALETTE


def test_rows_in_common_are_not_compressed_again():
    shared, image = noise(1), noise(1)
    image.paste(noise(2, (SIZE[0], 1)), (0, 50))
    before = strips(shared)
    after = strips(image, before)
    differ = [at for at, (old, new) in enumerate(zip(before.packed, after.packed, strict=True)) if old is not new]
    assert differ == [50 // 24]
