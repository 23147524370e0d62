"""A service directory as a CSV file: read row by row, and written again.

docs/formats/directory.md. Reading runs in the guard child (`read_job`): one bad
row never stops the others, and each is named with its row, its column, what was
found and what to write instead.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from intake_app.domain.directory import LONGEST_CELL, service_from_json, service_to_json
from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import M
from intake_app.guard import strict_json
from intake_app.guard.job import FrameError, Reply, message_from_json, message_to_json
from intake_app.guard.kinds import FileKind, sniff
from intake_app.guard.names import plain
from intake_app.guard.refusal import malformed
from intake_app.interop.directory_row import COLUMNS, NEEDED, Finding, RowReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.directory import Service
    from intake_app.guard.process import Guard
    from intake_app.guard.strict_json import Json

JOB: Final = "directory.read"
MAX_FILE: Final = 2 << 20
MAX_ROWS: Final = 5_000
MAX_COLUMNS: Final = 60
MAX_FINDINGS: Final = 500
_MAX_REPLY: Final = 64 << 20
_SEPARATORS: Final = ",;\t"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryFile:
    """What a file holds.

    Attributes:
        services: The good rows, in their order.
        findings: What is wrong, by row; also notes on rows that were taken.
        bad_ids: Ids of rows that were not taken, where they can be told.
    """

    services: tuple[Service, ...]
    findings: tuple[Finding, ...]
    bad_ids: frozenset[str]


def open_directory(data: bytes, today: date, guard: Guard) -> DirectoryFile:
    """Return what a directory file from outside holds; a limited child reads it.

    Raises:
        OutsideFileError: It is no table in UTF-8, too large, or has no such columns.
        GuardError: The child died, ran too long or used too much memory.
    """
    if len(data) > MAX_FILE:
        raise _too_large()
    reply = guard.run(JOB, {"today": today.isoformat()}, data)
    try:
        told = strict_json.loads(reply.data, max_bytes=_MAX_REPLY)
        return _from_json(told)
    except (ValueError, FrameError):
        raise malformed() from None


def read_job(args: Mapping[str, Json], data: bytes) -> Reply:
    """Read a file in the guard child.

    Args:
        args: `today`, a date: no service was asked later.
        data: The file's bytes.

    Raises:
        OutsideFileError: See `open_directory`.
    """
    found = read_directory(data, date.fromisoformat(str(args["today"])))
    told: strict_json.JsonLike = {
        "services": [service_to_json(service) for service in found.services],
        "findings": [_finding_to_json(finding) for finding in found.findings],
        "bad": sorted(found.bad_ids),
    }
    return Reply(data=strict_json.dumps(told))


def read_directory(data: bytes, today: date) -> DirectoryFile:
    """Return what the bytes of a file hold; see `open_directory`, which is for outside."""
    rows = _rows(_decoded(data))
    header, *others = rows or [(1, [])]
    names = [" ".join(plain(name).split()).casefold() for name in header[1]]
    _check_header(names)
    findings = [
        Finding(row=header[0], column=name[:LONGEST_CELL], found="", is_error=False,
                message=M("There is no column of this name; it is passed over."))
        for name in names
        if name and name not in COLUMNS
    ]  # fmt: skip
    reader = RowReader(today=today)
    for number, cells in others:
        filled = {name: cell for name, cell in zip(names, cells, strict=False) if name in COLUMNS}
        if any(cell.strip() for cell in cells):
            reader.read(number, filled)
    findings += reader.findings
    return DirectoryFile(
        services=tuple(reader.services),
        findings=tuple(findings[:MAX_FINDINGS]),
        bad_ids=frozenset(reader.bad_ids),
    )


def write_directory(services: Iterable[Service]) -> bytes:
    """Return a CSV file of the services, to be given to others.

    It holds neither address nor place of a confidential service, and no cell
    that a spreadsheet program would take for a formula.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for service in services:
        cells = _cells(service)
        writer.writerow([_harmless(cells[name]) for name in COLUMNS])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")  # spreadsheets guess without the mark


def _cells(service: Service) -> dict[str, str]:
    told = service_to_json(service)
    lists = {name: "; ".join(v) for name, v in told.items() if isinstance(v, list)}
    return {
        **{name: value for name, value in told.items() if isinstance(value, str)},
        "services": lists["offers"],
        "languages": lists["languages"],
        "phone": lists["phones"],
        "way": lists["ways"],
        "asks": lists["asks"],
        "place": service.shown_place,
        "hotline": "yes" if service.is_hotline else "no",
        "confidential": "yes" if service.is_confidential else "no",
    }


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _decoded(data: bytes) -> str:
    if len(data) > MAX_FILE:
        raise _too_large()
    kind = sniff(data)
    if kind in {FileKind.XLSX, FileKind.XLS, FileKind.ZIP}:
        raise OutsideFileError(
            M("This is a workbook, not a CSV file."),
            hint=M("Open it in your spreadsheet program, save it as CSV in UTF-8, and try again."),
        )
    if kind is FileKind.EMPTY:
        raise OutsideFileError(
            M("This file is empty."), hint=M("Choose the file that holds the services.")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise OutsideFileError(
            M("This file is not text in UTF-8."), hint=M("Save it as CSV in UTF-8 and try again.")
        )
    return text


def _rows(text: str) -> list[tuple[int, Sequence[str]]]:
    """Return the rows with the number of the line that a spreadsheet program shows."""
    found: list[tuple[int, Sequence[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MAX_ROWS + 1 or len(cells) > MAX_COLUMNS:
                raise _too_large()
            if cells or not found:
                found.append((number, cells))
    except csv.Error:
        raise OutsideFileError(
            M("After row {row} this table cannot be read: a quote is not closed.",
              row=found[-1][0] if found else 0),
            hint=M("Save the table as CSV anew, from your spreadsheet program."),
        ) from None  # fmt: skip
    return found


def _separator(text: str) -> str:
    """Return the separator with which the first line names most of our columns."""
    first = next(iter(text.splitlines()), "").casefold()

    def known(separator: str) -> int:
        return len({name.strip(' "') for name in first.split(separator)} & set(COLUMNS))

    return max(_SEPARATORS, key=known)


def _check_header(names: Sequence[str]) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise OutsideFileError(
            M("The first line does not name these columns: {columns}", columns=", ".join(missing)),
            hint=M("Begin with the sample file, and keep its first line."),
        )
    if len(set(filter(None, names))) < len(list(filter(None, names))):
        raise OutsideFileError(
            M("The first line names a column twice."), hint=M("Give each column its own name.")
        )


def _too_large() -> OutsideFileError:
    return OutsideFileError(
        M("This table is larger than a directory can be."),
        hint=M("Keep to 5,000 rows and 2 MB; part it into several files."),
    )


def _finding_to_json(finding: Finding) -> dict[str, Json]:
    return {
        "row": finding.row,
        "column": finding.column,
        "found": finding.found,
        "error": finding.is_error,
        "message": message_to_json(finding.message),
    }


def _from_json(told: Json) -> DirectoryFile:
    match told:
        case {"services": list(services), "findings": list(findings), "bad": list(bad)}:
            return DirectoryFile(
                services=tuple(_service(each) for each in services[:MAX_ROWS]),
                findings=tuple(_finding(each) for each in findings[:MAX_FINDINGS]),
                bad_ids=frozenset(str(each) for each in bad),
            )
        case _:
            raise ValueError("not what was asked for")


def _service(told: Json) -> Service:
    """Return a service that the child read; the child may have been subverted."""
    if not isinstance(told, dict):
        raise TypeError
    service = service_from_json(told)
    texts = (service.name, service.place, service.address, service.hours, service.accepts,
             service.card_name, *service.languages)  # fmt: skip
    if any(text != " ".join(plain(text).split()) for text in texts):
        raise ValueError("text that hides something")
    return service


def _finding(told: Json) -> Finding:
    match told:
        case {
            "row": int(row),
            "column": str(column),
            "found": str(found),
            "error": bool(is_error),
            "message": message,
        }:
            return Finding(
                row=row,
                column=plain(column)[:LONGEST_CELL],
                found=plain(found)[:LONGEST_CELL],
                message=message_from_json(message),
                is_error=is_error,
            )
        case _:
            raise ValueError("not a finding")
