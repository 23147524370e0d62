"""Whether a workbook (.xlsx) can be opened without harm.

Limits come before work: a zip file that says of itself that it is too large is
refused unopened. One that lies gains nothing, as `zipfile` never unpacks more
of a member than its stated size, and its checksum then fails. The XML inside
gets the first pass of `safe_xml`, and a cell far from all others, which makes
readers build millions of empty ones, is found here.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import M
from intake_app.guard.kinds import FileKind, sniff
from intake_app.guard.refusal import malformed, too_large, unsafe
from intake_app.guard.safe_xml import XmlLimits, XmlScan

if TYPE_CHECKING:
    from collections.abc import Mapping

_PIECE = 1 << 20
_PACKED_BY = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The ways of the standard (ECMA-376-2); `zipfile` unpacks the others without bounds."""

_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkbookLimits:
    """What a workbook may hold.

    Attributes:
        packed: Longest file.
        members: Most members of the zip file.
        unpacked: Most bytes of all members together.
        ratio: How many times a member of more than a MiB may grow on unpacking.
        rows: Last row that may hold a value.
        columns: Last column that may hold a value.
        cells: Most cells in all sheets, empty ones with a format included.
    """

    packed: int = 32 << 20
    members: int = 2000
    unpacked: int = 128 << 20
    ratio: int = 200
    rows: int = 100_000
    columns: int = 1000
    cells: int = 2_000_000


_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,  # a place before the start of the file, or a name that is no text
)
"""What reading a damaged archive raises."""


def check_workbook(data: bytes, limits: WorkbookLimits | None = None) -> None:
    """Refuse a workbook that breaks a limit; the time this takes is bounded by them.

    Raises:
        OutsideFileError: The file is no workbook, or breaks a limit.
    """
    limits = limits or WorkbookLimits()
    if sniff(data) is FileKind.XLS:
        raise OutsideFileError(
            M("This is an old Excel file (.xls), whatever its name says."),
            hint=M("Open it in Excel or LibreOffice, save it as .xlsx, and try again."),
        )
    if sniff(data) is not FileKind.XLSX:
        raise malformed()
    if len(data) > limits.packed:
        raise too_large()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_members(archive, limits)
    except _BROKEN:
        raise malformed() from None


def _check_members(archive: zipfile.ZipFile, limits: WorkbookLimits) -> None:
    members = archive.infolist()
    names = {member.filename for member in members}
    if len(members) > limits.members:
        raise too_large()
    if len(names) != len(members) or any(_is_outside(name) for name in names):
        raise unsafe()
    if any(member.compress_type not in _PACKED_BY for member in members):
        raise malformed()
    unpacked = sum(member.file_size for member in members)
    if unpacked > limits.unpacked or any(_is_bomb(member, limits) for member in members):
        raise too_large()
    cells = _Cells(limits)
    for member in members:
        scan = _scan_of(member.filename, cells)
        with archive.open(member) as file:
            while piece := file.read(_PIECE):
                if scan is not None:
                    scan.feed(piece)
        if scan is not None:
            scan.finish()


def _is_bomb(member: zipfile.ZipInfo, limits: WorkbookLimits) -> bool:
    size = member.file_size
    return size > _MIB and size > limits.ratio * max(1, member.compress_size)


def _is_outside(name: str) -> bool:
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def _scan_of(name: str, cells: _Cells) -> XmlScan | None:
    if not name.lower().endswith((".xml", ".rels", ".vml")):
        return None
    return XmlScan(XmlLimits(), cells.see if _SHEET.fullmatch(name) else None)


class _Cells:
    """Counts the cells of all sheets and looks where those with a value lie."""

    def __init__(self, limits: WorkbookLimits) -> None:
        self._limits = limits
        self._count = 0
        self._place = ""

    def see(self, name: str, attributes: Mapping[str, str]) -> None:
        """Look at one element of a sheet; a cell holds a value if it holds an element."""
        local = name.rpartition(":")[2]
        if local == "c":
            self._count += 1
            self._place = attributes.get("r", "")
            if self._count > self._limits.cells:
                raise too_large()
        elif local in ("v", "is", "f") and self._place:
            self._check_place()

    def _check_place(self) -> None:
        found = _CELL.fullmatch(self._place)
        if found is None:
            raise malformed()
        column = 0
        for letter in found[1]:
            column = column * 26 + ord(letter) - ord("A") + 1
        if int(found[2]) > self._limits.rows or column > self._limits.columns:
            raise OutsideFileError(
                M("A cell of this workbook lies far outside its table: {cell}.", cell=found[0]),
                hint=M("Delete the rows and columns beyond the table, save, and try again."),
            )
