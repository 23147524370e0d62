"""Square codes (QR) in pictures from outside. Read them in a guard child only.

The decoder is C++ that works on bytes of anybody's making; nothing else of the program
loads it (docs/decisions/0014).
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from PIL import Image

from intake_app.guard.images import check_image
from intake_app.guard.job import Reply

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.guard.strict_json import Json

JOB: Final = "code.read"
MAX_CODES: Final = 8
MAX_TEXT: Final = 200
_LONGEST_SIDE: Final = 3000
"""A larger picture is made smaller: a code that is lost by that could not be held to a camera."""


def read_codes(data: bytes) -> list[str]:
    """Return the texts of the square codes in a PNG or JPEG, each once, short ones only.

    Raises:
        OutsideFileError: It is no such picture, is damaged, or is above a limit.
    """
    import zxingcpp  # noqa: PLC0415 - loaded in the child, and when there is a picture

    kind = check_image(data).kind
    with Image.open(io.BytesIO(data), formats=[kind.upper()]) as opened:
        grey = opened.convert("L")
    grey.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    found = zxingcpp.read_barcodes(
        grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    )
    texts = (code.text for code in found if len(code.text) <= MAX_TEXT)
    return list(dict.fromkeys(texts))[:MAX_CODES]


def read_job(args: Mapping[str, Json], data: bytes) -> Reply:  # noqa: ARG001 - a job's form
    """Read the codes of a picture in the guard child.

    Raises:
        OutsideFileError: See `read_codes`.
    """
    return Reply(result={"texts": [*read_codes(data)]})
