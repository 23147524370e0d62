"""Reads back what a PDF of ours says, without any program but zlib."""

from __future__ import annotations

import base64
import re
import zlib

_STREAM = re.compile(rb"/Filter \[([^\]]*)\][^>]*>>\s*stream\r?\n(.*?)endstream", re.DOTALL)
_LETTERS = re.compile(rb"/ActualText <feff([0-9a-f]*)>")


def streams(pdf: bytes) -> list[bytes]:
    """Return every packed stream of the file, unpacked."""
    return [
        zlib.decompress(base64.a85decode(b"<~" + packed.strip(), adobe=True))
        if b"ASCII85" in filters
        else zlib.decompress(packed)
        for filters, packed in _STREAM.findall(pdf)
    ]


def pages(pdf: bytes) -> list[str]:
    """Return the words of each page, in the order in which they are drawn, parted by one blank."""
    return [
        " ".join(bytes.fromhex(f.decode()).decode("utf-16-be").strip() for f in _LETTERS.findall(s))
        for s in streams(pdf)
        if b"/Span" in s
    ]
