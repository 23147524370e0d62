"""Workbooks from outside: bombs and far cells are found before a reader sees them."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import OutsideFileError
from intake_app.guard.refusal import malformed, too_large
from intake_app.guard.sheets import WorkbookLimits, check_workbook

SHEET = "xl/worksheets/sheet1.xml"
HEAD = (
    b'<?xml version="1.0"?>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
TAIL = b"</sheetData></worksheet>"


def workbook(change=id):
    book, file = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["type", "name", "label"])
    book.active.append(["text", "q", "Name"])
    change(book)
    book.save(file)
    return file.getvalue()


def with_member(name, content):
    """Return a workbook in which one member is written anew."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        with new.open(name, "w") as target:
            for piece in content:
                target.write(piece)
    return file.getvalue()


GOOD = workbook()


def refusal(data, **limits):
    with pytest.raises(OutsideFileError) as caught:
        check_workbook(data, WorkbookLimits(**limits))
    return caught.value


def test_an_ordinary_workbook_passes():
    check_workbook(GOOD)


def test_a_zip_bomb_is_refused():
    row = b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"A" * (1 << 20) + b"</t></is></c></row>"
    bomb = with_member(SHEET, [HEAD, *[row] * 300, TAIL])
    assert len(bomb) < 1 << 20

    refusal(bomb)


def test_a_bomb_below_the_ratio_is_refused_by_its_size():
    refusal(with_member("xl/media/image1.png", [bytes(4 << 20)]), unpacked=1 << 20, ratio=10**9)


def test_a_member_whose_header_lies_of_its_size_is_refused():
    bomb = bytearray(with_member("xl/media/image1.png", [bytes(4 << 20)]))
    size = (4 << 20).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (100).to_bytes(4, "little")

    refusal(bytes(bomb))


@pytest.mark.parametrize("limits", [{"unpacked": 1 << 20, "ratio": 10**9}, {"ratio": 200}])
def test_a_bomb_is_refused_before_any_of_it_is_unpacked(limits):
    bomb = bytearray(with_member("xl/media/image1.png", [bytes(4 << 20)]))
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        header = archive.getinfo("xl/media/image1.png").header_offset
    bomb[header : header + 4] = b"gone"

    assert refusal(bytes(bomb), ratio=10**9).summary == malformed().summary
    assert refusal(bytes(bomb), **limits).summary == too_large().summary


def test_a_part_of_a_sheet_that_never_ends_is_refused():
    refusal(with_member(SHEET, [HEAD[:-1], *[b" " * (1 << 20)] * 6]), ratio=10**9)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_in_a_way_that_no_workbook_uses_is_refused(method):
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a", method) as archive:
        archive.writestr("xl/media/image1.png", b"picture")

    refusal(file.getvalue())


def test_a_cell_that_does_not_say_where_it_stands_is_refused():
    refusal(with_member(SHEET, [HEAD, b'<row r="1"><c r="1A"><v>1</v></c></row>', TAIL]))


def test_a_cell_far_from_the_table_is_refused_and_named():
    far = workbook(lambda book: book.active.cell(1_048_576, 16_384, "x"))

    error = refusal(far)

    assert error.summary.values == {"cell": "XFD1048576"}


def test_a_far_cell_that_holds_only_a_format_passes():
    def embolden(book):
        book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)

    check_workbook(workbook(embolden))


def test_rows_and_columns_are_accepted_to_their_limits_and_no_further():
    limits = {"rows": 10, "columns": 28}

    check_workbook(workbook(lambda book: book.active.cell(10, 28, "x")), WorkbookLimits(**limits))
    refusal(workbook(lambda book: book.active.cell(11, 1, "x")), **limits)
    refusal(workbook(lambda book: book.active.cell(1, 29, "x")), **limits)


def test_too_many_cells_are_refused():
    refusal(GOOD, cells=5)


def test_too_many_members_are_refused():
    refusal(GOOD, members=3)


def test_a_file_above_the_size_limit_is_refused():
    refusal(GOOD, packed=len(GOOD) - 1)


def test_an_entity_in_a_sheet_is_refused():
    sheet = [b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + HEAD[21:] + TAIL]

    refusal(with_member(SHEET, sheet))


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/abs.xml", "C:\\evil.xml", "a\\..\\b.xml", "ok/../../evil.xml"]
)
def test_a_name_that_leaves_the_folder_is_refused(name):
    refusal(with_member(name, [b"<x/>"]))


def test_a_name_that_stands_twice_is_refused():
    file = io.BytesIO(GOOD)
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(SHEET, HEAD + TAIL)

    refusal(file.getvalue())


def test_an_old_excel_file_under_a_new_name_is_told_of():
    error = refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))

    assert ".xls" in error.summary.msgid
    assert error.hint is not None


@pytest.mark.parametrize("data", [b"", b"type,name\n", b"PK\x03\x04", GOOD[:-30], GOOD[:200]])
def test_what_is_no_workbook_is_refused(data):
    refusal(data)


def test_a_workbook_whose_parts_lie_before_its_start_is_refused():
    damaged = bytearray(GOOD)
    damaged[damaged.rindex(b"PK\x05\x06") + 18] = 1  # the directory, 65,536 bytes further on

    refusal(bytes(damaged))


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data):
    damaged = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(GOOD) - 1))] = data.draw(st.integers(0, 255))

    try:
        check_workbook(bytes(damaged))
    except OutsideFileError:
        return
    assert zipfile.is_zipfile(io.BytesIO(damaged))
