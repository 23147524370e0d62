"""The source of a form: sheets of rows, wherever they come from.

`pack_source` reads files in the parent, as bytes and nothing more; `unpack`
makes sense of them in the guard child. Every cell keeps its sheet, row and
column, so that what is wrong can be pointed at.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from intake_app.domain.errors import FormFileError
from intake_app.domain.message import M
from intake_app.guard import sheets, strict_json
from intake_app.guard.kinds import FileKind, sniff
from intake_app.xforms.translations import (
    merge_read_aloud,
    merge_translations,
    read_translations,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from intake_app.guard.strict_json import Json

SHEETS = ("survey", "choices", "settings")
MAX_SOURCE = 32 << 20
_MAX_FIELD = 1 << 20
_EXTRA_SHEETS = ("external_choices", "entities", "osm")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedSource:
    """A form's files as bytes, ready for the guard child.

    Attributes:
        kind: What it really is: folder, xlsx, csv, md or xml.
        arguments: Small facts for the job.
        data: The file, or for a folder a JSON document of its texts.
    """

    kind: str
    arguments: Mapping[str, Json]
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a sheet: its number as a spreadsheet shows it, and its filled cells."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True, kw_only=True)
class FormSource:
    """The sheets of one form.

    Attributes:
        name: The file's or folder's name without its ending.
        rows: The rows of each sheet, by the sheet's name.
        xform: The form itself when it came as XForm XML, without sheets.
    """

    name: str
    rows: dict[str, list[Row]] = field(default_factory=dict[str, list[Row]])
    xform: bytes = b""

    @property
    def settings(self) -> dict[str, str]:
        """The cells of the settings sheet's one row."""
        found = self.rows.get("settings") or []
        return found[0].cells if found else {}

    def as_workbook(self) -> dict[str, object]:
        """Return what pyxform takes: rows with gaps in place, and each sheet's headings."""
        book: dict[str, object] = {"fallback_form_name": self.name}
        for name, rows in self.rows.items():
            if rows:
                book[name] = list(_with_gaps(rows))
                columns = [column for row in rows for column in row.cells]
                book[f"{name}_header"] = [dict.fromkeys(columns)]
        return book


def _with_gaps(rows: list[Row]) -> Iterator[dict[str, str]]:
    number = 2
    for row in rows:
        while number < row.number:
            yield {}
            number += 1
        yield dict(row.cells)
        number += 1


def pack_source(path: Path, translations: Path | None = None) -> PackedSource:
    """Read a form's file or folder, without looking into it.

    Args:
        path: A folder with survey.csv, or a file.
        translations: For a folder: where ``<language>/forms/<id>.po`` are; beside
            the folder's own parent when left out.

    Raises:
        FormFileError: There is nothing to read, or it is no form.
    """
    try:
        if path.is_dir():
            return _pack_folder(path, translations or path.parent.parent / "translations")
        path.stat()
        if not path.is_file():
            raise FormFileError  # a device or a pipe might never end
        with path.open("rb") as file:
            data = file.read(MAX_SOURCE + 1)
        if len(data) > MAX_SOURCE:
            raise FormFileError(M("This file is too large to be a form."))
    except FileNotFoundError:
        raise FormFileError(
            M("There is no file or folder of this name."), hint=M("Check the name and try again.")
        ) from None
    except UnicodeDecodeError:
        raise FormFileError(
            M("This file is not text in UTF-8."), hint=M("Save it as CSV in UTF-8 and try again.")
        ) from None
    except OSError:
        raise FormFileError(
            M("This file cannot be read."), hint=M("Check that you are allowed to open it.")
        ) from None
    return pack_file(path.name, data)


def pack_file(name: str, data: bytes) -> PackedSource:
    """Return a form's file as a packed source, without looking into it.

    Args:
        name: The file's name; its ending tells how a text is to be read.
        data: Its bytes, from outside.

    Raises:
        FormFileError: It is no form.
    """
    path = PurePath(name)
    kind = _kind_of(data, path.suffix.lower())
    return PackedSource(kind=kind, arguments={"kind": kind, "name": path.stem}, data=data)


def _pack_folder(folder: Path, translations: Path) -> PackedSource:
    if not (folder / "survey.csv").is_file():
        raise FormFileError(
            M("This folder holds no form: survey.csv is missing."),
            hint=M("Choose the folder that holds survey.csv, choices.csv and settings.csv."),
        )
    files = {
        name: (folder / f"{name}.csv").read_text(encoding="utf-8-sig")
        for name in SHEETS
        if (folder / f"{name}.csv").is_file()
    }
    catalogs = {
        po.parent.parent.name: po.read_text(encoding="utf-8")
        for po in sorted(translations.glob(f"*/forms/{folder.name}.po"))
    }
    data = json.dumps({"sheets": files, "catalogs": catalogs}, ensure_ascii=False).encode()
    return PackedSource(kind="folder", arguments={"kind": "folder", "name": folder.name}, data=data)


def _kind_of(data: bytes, suffix: str) -> str:
    """Return what a file really is.

    Raises:
        FormFileError: It is nothing that a form can be read from.
    """
    found = sniff(data)
    if found is FileKind.XLSX:
        return "xlsx"
    if found is FileKind.XML:
        return "xml"
    if found is FileKind.XLS:
        raise FormFileError(
            M("This is an old Excel file (.xls), whatever its name says."),
            hint=M("Open it in Excel or LibreOffice, save it as .xlsx, and try again."),
        )
    if found is FileKind.TEXT and suffix in {".md", ".csv"}:
        return suffix[1:]
    if found is FileKind.TEXT:
        raise FormFileError(
            M("This is a text file, not a workbook."),
            hint=M("Save the form as an Excel workbook (.xlsx) and try again."),
        )
    if found is FileKind.EMPTY:
        raise FormFileError(M("This file is empty."))
    raise FormFileError


def unpack(arguments: Mapping[str, Json], data: bytes) -> FormSource:
    """Return the sheets of a packed source; in the guard child only.

    Raises:
        FormFileError: The file is not what it was taken for.
        OutsideFileError: It breaks a limit.
    """
    name = str(arguments.get("name") or "form")
    kind = arguments.get("kind")
    if kind == "folder":
        return _unpack_folder(name, data)
    if kind == "xml":
        return FormSource(name=name, xform=data)
    if kind == "xlsx":
        sheets.check_workbook(data)
    return _read_workbook(name, data, str(kind))


def _unpack_folder(name: str, data: bytes) -> FormSource:
    packed = strict_json.loads(data, max_bytes=MAX_SOURCE)
    match packed:
        case {"sheets": dict(texts), "catalogs": dict(catalogs)}:
            source = FormSource(name=name)
            for sheet, text in texts.items():
                source.rows[sheet] = list(_csv_rows(str(text)))
            merge_translations(
                source, {tag: read_translations(str(text)) for tag, text in catalogs.items()}
            )
            merge_read_aloud(source, catalogs)
            return source
    raise FormFileError


def _csv_rows(text: str) -> Iterator[Row]:
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = next(reader, [])
        for number, cells in enumerate(reader, start=2):
            filled = {
                column.strip(): cell
                for column, cell in zip(header, cells, strict=False)
                if column.strip() and cell.strip()
            }
            if filled:
                yield Row(number=number, cells=filled)
    except csv.Error:
        raise FormFileError(M("A table of this form is damaged.")) from None


def _read_workbook(name: str, data: bytes, kind: str) -> FormSource:
    """Read sheets with pyxform, which knows how spreadsheets write numbers and dates."""
    from pyxform.errors import PyXFormError  # noqa: PLC0415 - slow to import; guard child only
    from pyxform.xls2json_backends import get_xlsform  # noqa: PLC0415 - as above

    try:
        book = get_xlsform(data, file_type=f".{kind}")
    except (PyXFormError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise FormFileError(
            M("The tables of this file cannot be read."),
            hint=M("Open it in a spreadsheet program, save it again, and try once more."),
        ) from None
    source = FormSource(name=name)
    for sheet in (*SHEETS, *_EXTRA_SHEETS):
        rows = getattr(book, sheet, None)
        if rows:
            source.rows[sheet] = [
                Row(number=number, cells={str(k): str(v) for k, v in row.items() if v is not None})
                for number, row in enumerate(rows, start=2)
                if row
            ]
    return source
