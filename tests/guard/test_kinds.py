"""What a file is is told by its bytes, not by its name."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from intake_app.guard.kinds import FileKind, sniff


def workbook():
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def archive():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        target.writestr("a", "b")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", FileKind.EMPTY),
        (workbook(), FileKind.XLSX),
        (archive(), FileKind.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", FileKind.XLS),
        (b"age-encryption.org/v1\n-> ", FileKind.AGE),
        (b'{"payload":"","payloadType":"x","signatures":[]}', FileKind.CARD),
        (b'{"a":1}', FileKind.JSON),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", FileKind.XML),
        (b"  <h:html/>", FileKind.XML),
        (b"%PDF-1.7", FileKind.PDF),
        (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
        (b"\xff\xd8\xff\xe0", FileKind.JPEG),
        (b"type,name,label\r\n", FileKind.TEXT),
        ("ስም,".encode() * 40_000, FileKind.TEXT),
        (b"MZ\x90\x00\x03", FileKind.OTHER),
        (b"caf\xe9 au lait", FileKind.OTHER),
    ],
)
def test_a_file_is_known_by_its_bytes(data, kind):
    assert sniff(data) is kind
