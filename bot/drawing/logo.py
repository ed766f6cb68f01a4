"""Agency logo, read from its file."""

from __future__ import annotations

import logging

from PIL import Image, UnidentifiedImageError

log = logging.getLogger(__name__)

_PIXELS_MAX = 40_000_000
"""Largest logo, in pixels: a larger one would take more memory than a poster does."""


def read_logo(path: str) -> Image.Image | None:
    """Read the agency's logo; ``None``, with a warning in the log, if it cannot be read."""
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as image:
            if image.width * image.height > _PIXELS_MAX:
                raise ValueError("too large")  # noqa: TRY301  logged in one place
            return image.convert("RGBA")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        log.warning("the agency's logo cannot be read", extra={"error": type(error).__name__})
        return None
