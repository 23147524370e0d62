"""Recorded voices from outside: one zip file with a table, read in the guard child.

docs/formats/recordings.md. One bad recording never stops the others: each row that
cannot be taken is named with its file and what is wrong with it.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import M
from intake_app.domain.recording import (
    LONGEST_KEY,
    LONGEST_WORDS,
    RecordedWords,
    Recording,
    SoundKind,
    plain_words,
)
from intake_app.guard.job import FrameError, Reply, message_from_json, message_to_json
from intake_app.guard.names import plain
from intake_app.guard.refusal import malformed, too_large, unsafe
from intake_app.guard.sounds import MAX_BYTES, check_sound
from intake_app.i18n.languages import canonical_tag

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from intake_app.domain.message import Message
    from intake_app.guard.process import Guard
    from intake_app.guard.strict_json import Json

JOB: Final = "recordings.read"
TABLE: Final = "recordings.csv"
SUFFIXES: Final = (".opus", ".ogg", ".oga", ".wav")
COLUMNS: Final = ("key", "language", "file", "english", "words")
NEEDED: Final = ("key", "language", "file", "words")
MAX_PACK: Final = 96 << 20
MAX_TABLE: Final = 2 << 20
MAX_ROWS: Final = 2_000
MAX_MEMBERS: Final = 4_000
MAX_FINDINGS: Final = 200
_LONGEST_NAME: Final = 200
_SEPARATORS: Final = ",;\t"
_FORMULA: Final = ("=", "+", "-", "@")
"""What a cell is not to begin with; the list of what to record sets a mark before it."""

_PACKED_BY: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    OSError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackFinding:
    """Why a row is not taken.

    Attributes:
        row: Its number, as a spreadsheet program shows it.
        file: The file it names, or "".
    """

    row: int
    file: str
    message: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """What a zip file of recordings holds.

    Attributes:
        not_recorded: How many rows have no file yet.
    """

    recordings: tuple[Recording, ...]
    findings: tuple[PackFinding, ...]
    not_recorded: int


def open_pack(data: bytes, guard: Guard) -> Pack:
    """Return what a zip file from outside holds; a limited child reads it.

    Raises:
        OutsideFileError: It is no zip file with such a table, or breaks a limit.
        GuardError: The child died, ran too long or used too much memory.
    """
    if len(data) > MAX_PACK:
        raise _pack_too_large()
    reply = guard.run(JOB, {}, data)
    try:
        return _from_json(reply.result, reply.data)
    except (ValueError, FrameError):
        raise malformed() from None


def read_job(args: Mapping[str, Json], data: bytes) -> Reply:  # noqa: ARG001 - a job's arguments
    """Read a zip file in the guard child; the sounds stand one behind the other.

    Raises:
        OutsideFileError: See `open_pack`.
    """
    found = read_pack(data)
    told: list[Json] = [
        {
            "key": recording.words.key,
            "language": recording.words.language,
            "words": recording.words.words,
            "ms": recording.words.milliseconds,
            "kind": recording.kind.value,
            "size": len(recording.sound),
        }
        for recording in found.recordings
    ]
    findings: list[Json] = [
        {"row": each.row, "file": each.file, "message": message_to_json(each.message)}
        for each in found.findings
    ]
    return Reply(
        result={"recordings": told, "findings": findings, "not_recorded": found.not_recorded},
        data=b"".join(recording.sound for recording in found.recordings),
    )


def read_pack(data: bytes) -> Pack:
    """Return what the bytes of a zip file hold; see `open_pack`, which is for outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _read(archive, _members(archive))
    except _BROKEN:
        raise malformed() from None


def _members(archive: zipfile.ZipFile) -> Mapping[str, zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > MAX_PACK:
        raise _pack_too_large()
    if any(member.compress_type not in _PACKED_BY for member in members):
        raise malformed()
    found = {member.filename: member for member in members}
    if len(found) != len(members):
        raise unsafe()
    return found


def _read(archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo]) -> Pack:
    tables = sorted((n for n in members if n.rpartition("/")[2] == TABLE), key=len)
    if not tables:
        raise OutsideFileError(
            M("There is no table {name} in it.", name=TABLE),
            hint=M("Write the list of what to record first; it is that table."),
        )
    folder = tables[0].removesuffix(TABLE)
    recordings: dict[tuple[str, str], Recording] = {}
    findings: list[PackFinding] = []
    missing = 0
    if members[tables[0]].file_size > MAX_TABLE:
        raise too_large()
    for row, cells in _rows(archive.read(members[tables[0]])):
        name = plain(cells["file"]).strip().replace("\\", "/")
        member = _file_of(folder + name, members) if name else None
        if member is None:
            missing += 1
            continue
        try:
            recording = _recording(cells, member, archive)
        except OutsideFileError as error:
            findings.append(PackFinding(row=row, file=name[:_LONGEST_NAME], message=error.summary))
            if error.hint is not None:
                findings.append(PackFinding(row=row, file="", message=error.hint))
            continue
        place = recording.words.language, recording.words.key
        if place in recordings:
            twice = M("This key stands twice for this language.")
            findings.append(PackFinding(row=row, file=name[:_LONGEST_NAME], message=twice))
        recordings.setdefault(place, recording)
    return Pack(
        recordings=tuple(recordings.values()),
        findings=tuple(findings[:MAX_FINDINGS]),
        not_recorded=missing,
    )


def _file_of(name: str, members: Mapping[str, zipfile.ZipInfo]) -> zipfile.ZipInfo | None:
    """Return the file of a row: by its name, or by the same name with another ending."""
    stem, dot, _ = name.rpartition(".")
    names = [name, *((stem if dot else name) + suffix for suffix in SUFFIXES)]
    return next((members[each] for each in names if each in members), None)


def _recording(
    cells: Mapping[str, str], member: zipfile.ZipInfo, archive: zipfile.ZipFile
) -> Recording:
    key = " ".join(plain(cells["key"]).split())
    words = plain_words(plain(cells["words"]))
    words = words[1:] if words[:1] == "'" and words[1:2] in _FORMULA else words
    try:
        language = canonical_tag(cells["language"].strip())
    except ValueError:
        raise OutsideFileError(M("This is no language tag: write one like en, ar or ti.")) from None
    if not 0 < len(key) <= LONGEST_KEY or not 0 < len(words) <= LONGEST_WORDS:
        raise OutsideFileError(M("The key or the words are missing, or too long."))
    if member.file_size > MAX_BYTES:
        check_sound(b"\0" * (MAX_BYTES + 1))  # says that it is too large
    sound = check_sound(archive.read(member))
    return Recording(
        words=RecordedWords(
            language=language, key=key, words=words, milliseconds=sound.milliseconds
        ),
        kind=sound.kind,
        sound=sound.data,
    )


def _rows(table: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows that hold anything, with the number that a spreadsheet program shows."""
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OutsideFileError(
            M("The table {name} is not text in UTF-8.", name=TABLE),
            hint=M("Save it as CSV in UTF-8 and try again."),
        ) from None
    first = next(iter(text.splitlines()), "")
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [" ".join(plain(name).split()).casefold() for name in next(reader, [])]
        missing = [name for name in NEEDED if name not in header]
        if missing:
            raise OutsideFileError(
                M("The first line does not name these columns: {columns}",
                  columns=", ".join(missing)),
                hint=M("Write the list of what to record anew, and keep its first line."),
            )  # fmt: skip
        for number, cells in enumerate(reader, start=2):
            if number > MAX_ROWS + 1:
                raise too_large()
            if any(cell.strip() for cell in cells):
                filled = dict(zip(header, cells, strict=False))
                yield number, {name: filled.get(name, "") for name in COLUMNS}
    except csv.Error:
        raise OutsideFileError(
            M("The table {name} cannot be read: a quote is not closed.", name=TABLE),
            hint=M("Save the table as CSV anew, from your spreadsheet program."),
        ) from None


def _pack_too_large() -> OutsideFileError:
    return OutsideFileError(
        M("These recordings are larger than 96 MB together."),
        hint=M("Save them as Opus or Ogg, or take them in language by language."),
    )


def _from_json(result: Mapping[str, Json], data: bytes) -> Pack:
    """Return what the child read; it may have been subverted."""
    match result:
        case {
            "recordings": list(recordings),
            "findings": list(findings),
            "not_recorded": int(missing),
        }:
            return Pack(
                recordings=tuple(_taken(recordings[:MAX_ROWS], data)),
                findings=tuple(_finding(each) for each in findings[:MAX_FINDINGS]),
                not_recorded=max(0, missing),
            )
        case _:
            raise ValueError("not what was asked for")


def _taken(told: Sequence[Json], data: bytes) -> Iterator[Recording]:
    at = 0
    for each in told:
        match each:
            case {
                "key": str(key),
                "language": str(language),
                "words": str(words),
                "ms": int(milliseconds),
                "kind": str(kind),
                "size": int(size),
            } if 0 < size <= MAX_BYTES:
                sound = data[at : at + size]
                at += size
            case _:
                raise ValueError("not a recording")
        is_plain = all(text == " ".join(plain(text).split()) for text in (key, words))
        if not is_plain or len(key) > LONGEST_KEY or len(words) > LONGEST_WORDS:
            raise ValueError("text that hides something")
        checked = check_sound(sound)  # once more: what plays it is in this process
        if (checked.kind, checked.milliseconds, checked.data) != (kind, milliseconds, sound):
            raise ValueError("another sound than it says")
        yield Recording(
            words=RecordedWords(
                language=canonical_tag(language), key=key, words=words, milliseconds=milliseconds
            ),
            kind=SoundKind(kind),
            sound=sound,
        )


def _finding(told: Json) -> PackFinding:
    match told:
        case {"row": int(row), "file": str(file), "message": message}:
            return PackFinding(
                row=row, file=plain(file)[:_LONGEST_NAME], message=message_from_json(message)
            )
        case _:
            raise ValueError("not a finding")
