"""Recorded voices of one open profile: taken in, listed, found by their words, taken out."""

from __future__ import annotations

import io
import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import M
from intake_app.domain.recording import plain_words
from intake_app.i18n.languages import canonical_tag, with_parents
from intake_app.interop.recordings_pack import (
    MAX_MEMBERS,
    MAX_PACK,
    SUFFIXES,
    TABLE,
    PackFinding,
    open_pack,
)
from intake_app.services.recording_list import list_csv, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.recording import Recording
    from intake_app.domain.repositories import Unit
    from intake_app.services.recording_list import Wanted
    from intake_app.services.workplace import Workplace

RowFinding = PackFinding
"""What is told of a row, under the name that screens know it by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPlan:
    """What a pack holds; nothing is taken in yet.

    Attributes:
        fits: Recordings of words that stand on a screen now.
        others: How many are of words that stand nowhere: they would never be played.
        not_recorded: How many rows of the table have no file yet.
    """

    fits: tuple[Recording, ...]
    others: int
    not_recorded: int
    findings: tuple[PackFinding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageReport:
    """What is recorded in one language, and what is not.

    Attributes:
        language: BCP 47 tag.
        recorded: How many texts have their recording.
        missing: Texts without one.
        changed: Texts whose words are others since they were recorded.
    """

    language: str
    recorded: int
    missing: tuple[Wanted, ...]
    changed: tuple[Wanted, ...]


class Recordings:
    """The recordings of the profile. All but `has` block.

    What is recorded is read once, here, so that a page knows at once beside which
    words a voice can be heard; the sounds stay in the store until they are played.
    """

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._taken_out: tuple[Recording, ...] = ()
        self._known: frozenset[tuple[str, str]] = frozenset()
        self._read_known()

    def has(self, language: str, words: str) -> bool:
        """Return whether these very words are recorded in a language, or in its parent."""
        return bool(self._known) and self._place_of(language, words) is not None

    def sound(self, language: str, words: str) -> bytes | None:
        """Return the sound of these words, or None."""
        place = self._place_of(language, words)
        if place is None:
            return None
        return self._place.do(lambda unit: unit.recordings.sound(*place))

    def read(self, path: Path) -> RecordingPlan:
        """Read a zip file, or a folder, in the guard child.

        Raises:
            OutsideFileError: It cannot be read, or holds no table of recordings.
            GuardError: It could not be read within the limits of the child.
        """
        pack = open_pack(_bytes_of(path), self._place.guard)
        known = {
            language: {row.words for row in wanted(language, self._place.forms)}
            for language in {recording.words.language for recording in pack.recordings}
        }
        fits = tuple(r for r in pack.recordings if r.words.words in known[r.words.language])
        return RecordingPlan(
            fits=fits,
            others=len(pack.recordings) - len(fits),
            not_recorded=pack.not_recorded,
            findings=pack.findings,
        )

    def apply(self, plan: RecordingPlan) -> None:
        """Keep what fits, in place of earlier recordings of the same texts."""
        now = self._place.clock.now()

        def work(unit: Unit) -> None:
            unit.audit.append("recordings-taken-in", "recordings", {"count": str(len(plan.fits))})
            for recording in plan.fits:
                unit.recordings.put(recording, now)

        self._place.do(work)
        self._read_known()

    def take_out(self, language: str) -> None:
        """Take the recordings of a language out; `put_back` undoes it while the profile is open.

        Where there are none, what was taken out before can still be put back.
        """

        def work(unit: Unit) -> tuple[Recording, ...]:
            found = tuple(unit.recordings.of_language(language))
            unit.recordings.drop(language)
            unit.audit.append("recordings-taken-out", "recordings", {"language": language})
            return found

        self._taken_out = self._place.do(work) or self._taken_out
        self._read_known()

    def put_back(self) -> None:
        """Keep again what was taken out last; again is no error.

        Raises:
            StoreError: Nothing was kept; it can be put back later.
        """
        if self._taken_out:
            back = self._taken_out
            self.apply(RecordingPlan(fits=back, others=0, not_recorded=0, findings=()))
            self._taken_out = ()

    def report(self) -> tuple[LanguageReport, ...]:
        """Return what is recorded and what is missing, for each language with recordings."""
        kept = self._place.do(lambda unit: unit.recordings.all())
        reports = []
        for language in dict.fromkeys(each.language for each in kept):
            here = [each for each in kept if each.language == language]
            keys, words = {each.key for each in here}, {each.words for each in here}
            absent = [r for r in wanted(language, self._place.forms) if r.words not in words]
            reports.append(
                LanguageReport(
                    language=language,
                    recorded=len(here) - sum(row.key in keys for row in absent),
                    missing=tuple(row for row in absent if row.key not in keys),
                    changed=tuple(row for row in absent if row.key in keys),
                )
            )
        return tuple(reports)

    def list_for(self, language: str) -> bytes:
        """Return the list of what to record in a language (docs/formats/recordings.md)."""
        return list_csv(language, wanted(language, self._place.forms))

    def _place_of(self, language: str, words: str) -> tuple[str, str] | None:
        said = plain_words(words)
        tags = with_parents(canonical_tag(language))
        return next(((tag, said) for tag in tags if (tag, said) in self._known), None)

    def _read_known(self) -> None:
        kept = self._place.do(lambda unit: unit.recordings.all())
        self._known = frozenset((each.language, each.words) for each in kept)


def _bytes_of(path: Path) -> bytes:
    """Return a zip file's bytes; of a folder, those of a zip file of its recordings."""
    try:
        if path.is_dir():
            return _packed(path)
        if path.is_file():  # opening a pipe would wait for ever
            with path.open("rb") as file:
                return file.read(MAX_PACK + 1)
    except OSError:
        pass
    raise OutsideFileError(
        M("These recordings cannot be read."), hint=M("Choose another file or folder.")
    )


def _packed(folder: Path) -> bytes:
    out = io.BytesIO()
    room = MAX_PACK
    with zipfile.ZipFile(out, "w") as archive:
        for path in _files_in(folder):
            with path.open("rb") as file:
                data = file.read(room + 1)
            room -= len(data)
            archive.writestr(path.relative_to(folder).as_posix(), data)
            if room < 0:
                break  # it is told of by its size
    return out.getvalue()


def _files_in(folder: Path) -> Iterator[Path]:
    """Give the table and the recordings below a folder; links are not followed."""
    found = 0
    for inside, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(inside) / name
            is_ours = name == TABLE or name.casefold().endswith(SUFFIXES)
            if is_ours and path.is_file() and not path.is_symlink():
                found += 1
                if found > MAX_MEMBERS:
                    return
                yield path
