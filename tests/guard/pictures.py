"""Pictures of square codes, as a printer or a screen shows them."""

from __future__ import annotations

import io

from PIL import Image

from intake_app.report.qr import QUIET, modules


def code_picture(text: str, *, pixels: int = 6) -> Image.Image:
    """Return the code of `text`, so many pixels a module, with its margin."""
    rows = modules(text)
    side = len(rows) + 2 * QUIET
    picture = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                picture.putpixel((x + QUIET, y + QUIET), 0)
    return picture.resize((side * pixels, side * pixels), Image.Resampling.NEAREST)


def png(picture: Image.Image, kind: str = "PNG") -> bytes:
    """Return the bytes of its file."""
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()
