"""Pictures from outside: PNG and JPEG, decoded within limits."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from intake_app.domain.errors import OutsideFileError
from intake_app.guard.images import ImageFacts, check_image
from intake_app.guard.kinds import FileKind


def picture(kind, size=(30, 20)):
    file = io.BytesIO()
    Image.new("RGB", size).save(file, kind)
    return file.getvalue()


def png_of_size(width, height):
    def chunk(name, body):
        checksum = zlib.crc32(name + body)
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", checksum)

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("kind", [FileKind.PNG, FileKind.JPEG])
def test_a_picture_is_told_of(kind):
    assert check_image(picture(kind)) == ImageFacts(kind=kind, width=30, height=20)


@pytest.mark.parametrize("side", [8_000, 10_000, 25_000, 2**31 - 1])
def test_a_picture_that_unpacks_to_too_much_is_refused(side):
    with pytest.raises(OutsideFileError):
        check_image(png_of_size(side, side))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        picture("GIF"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("PNG")[:-30],
        picture("JPEG")[:200],
        b"\x89PNG\r\n\x1a\n",
        png_of_size(0, 0),
    ],
)
def test_what_is_no_whole_picture_is_refused(data):
    with pytest.raises(OutsideFileError):
        check_image(data)


def test_a_file_above_the_size_limit_is_refused():
    with pytest.raises(OutsideFileError):
        check_image(picture("PNG"), max_bytes=10)
