"""Square codes that a camera reads: what stands in one, and its modules (ISO/IEC 18004)."""

from __future__ import annotations

from reportlab.graphics.barcode import qrencoder

QUIET = 4
"""Modules of empty margin on every side (ISO/IEC 18004, 9.1)."""


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Return the rows of the code of `text`, true where it is dark; without the margin.

    Args:
        text: Of the 45 letters of the alphanumeric mode: 0-9, A-Z, space and $%*+-./:
    """
    code = qrencoder.QRCode(None, qrencoder.QRErrorCorrectLevel.L)
    code.addData(qrencoder.QRAlphaNum(text))
    code.make()
    return tuple(tuple(bool(module) for module in row) for row in code.modules)
