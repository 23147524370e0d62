"""Pictures from outside: PNG and JPEG within limits. Decode in a guard child only."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image

from intake_app.guard.kinds import FileKind, sniff
from intake_app.guard.refusal import malformed, too_large

MAX_BYTES = 32 << 20
MAX_PIXELS = 50_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFacts:
    """What a picture is.

    Attributes:
        kind: PNG or JPEG.
        width: Pixels across.
        height: Pixels down.
    """

    kind: FileKind
    width: int
    height: int


def check_image(
    data: bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS
) -> ImageFacts:
    """Decode a picture to see that it can be, and return what it is.

    Raises:
        OutsideFileError: It is no PNG or JPEG, is damaged, or is above a limit.
    """
    if len(data) > max_bytes:
        raise too_large()
    kind = sniff(data)
    if kind not in (FileKind.PNG, FileKind.JPEG):
        raise malformed()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[kind.upper()]) as image:
                width, height = image.size
                if width * height > max_pixels:
                    raise too_large()
                image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise too_large() from None
    except (OSError, ValueError, SyntaxError):  # Pillow calls a broken PNG a SyntaxError
        raise malformed() from None
    return ImageFacts(kind=kind, width=width, height=height)
