"""The service directory: taking in a file, searching, confirming, giving it to others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from intake_app.domain.directory import FRESH
from intake_app.domain.errors import FolderReadOnlyError, OutsideFileError, StoreError
from intake_app.domain.message import M
from intake_app.domain.service_search import search
from intake_app.interop.directory_csv import MAX_FILE, open_directory, write_directory
from intake_app.interop.directory_row import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from intake_app.domain.directory import Service
    from intake_app.domain.repositories import Unit
    from intake_app.domain.service_search import Found, Wanted
    from intake_app.services.workplace import Workplace

RowFinding = Finding
"""What is told of a row, under the name that screens know it by."""

HERE: Final = "directory-here"
"""The setting that names the place where the worker works."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What taking in a file would change; nothing is changed yet.

    Attributes:
        changed: Those of whom something else would be known.
        gone: Services that the file does not name.
        same: How many would stay as they are.
        newer: How many stay because they were asked here later than there.
        findings: What is wrong with rows, and notes on others.
        before: The directory that this was reckoned from.
    """

    new: tuple[Service, ...]
    changed: tuple[Service, ...]
    gone: tuple[Service, ...]
    same: int
    findings: tuple[Finding, ...]
    before: tuple[Service, ...]
    newer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Which version of a publication of an office is taken in; kept as a setting.

    Attributes:
        setting: Its name.
    """

    setting: str
    version: int

    def put(self, unit: Unit) -> str:
        """Note it, and return what was noted before.

        Raises:
            StoreError: This version, or a later one, was taken in or put aside.
        """
        before = unit.settings.get(self.setting)
        if int(before or 0) >= self.version:
            raise StoreError(
                M("This one, or a newer one of the same office, was dealt with already."),
                hint=M("Nothing was changed."),
            )
        unit.settings.put(self.setting, str(self.version))
        return before


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryAge:
    """How old the directory is.

    Attributes:
        count: How many services there are.
        fresh: How many were asked within `domain.directory.FRESH`.
        days: Days since anything in it was written, or None when it is empty.
    """

    count: int
    fresh: int
    days: int | None


class Directory:
    """The directory of one open profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._before: tuple[Service, ...] | None = None
        self._marked: tuple[str, str] | None = None

    @property
    def can_undo(self) -> bool:
        """Whether a file was taken in since the profile was opened."""
        return self._before is not None

    def all(self) -> Sequence[Service]:
        """Return every service, by name."""
        return self._place.do(lambda unit: unit.services.all())

    def find(self, wanted: Wanted) -> Sequence[Found]:
        """Return what fits, open ones first and hotlines last."""
        return search(self.all(), wanted, at=self.now())

    def now(self) -> datetime:
        """Return the present moment as clocks show it here."""
        return self._place.clock.now().astimezone(ZoneInfo(self._place.timezone))

    def read(self, path: Path) -> Plan:
        """Read a file in the guard child, and say what taking it in would change.

        Raises:
            OutsideFileError: It cannot be read, or is no such table.
            GuardError: It could not be read within the limits of the child.
        """
        return self.read_bytes(_bytes_of(path))

    def read_bytes(self, data: bytes, *, keep_newer: bool = False) -> Plan:
        """Do what `read` does with the bytes of a file.

        Args:
            data: From outside.
            keep_newer: Whether a service stays as it is when it was asked here later.

        Raises:
            OutsideFileError: As with `read`.
            GuardError: As with `read`.
        """
        found = open_directory(data, self.now().date(), self._place.guard)
        before = tuple(self.all())
        known = {service.id: service for service in before}
        ours = [known[s.id] for s in found.services if keep_newer and _is_older(s, known)]
        kept_ids = {service.id for service in ours}
        theirs = [s for s in found.services if s.id not in kept_ids]
        read = [*ours, *(_with_later_word(service, known) for service in theirs)]
        kept = {service.id for service in read} | found.bad_ids
        return Plan(
            new=tuple(s for s in read if s.id not in known),
            changed=tuple(s for s in read if s.id in known and known[s.id] != s),
            gone=tuple(s for s in before if s.id not in kept),
            same=sum(known.get(s.id) == s for s in read) - len(ours),
            findings=found.findings,
            before=before,
            newer=len(ours),
        )

    def apply(self, plan: Plan, *, keep_others: bool = False, mark: Mark | None = None) -> None:
        """Take the file in; `undo` brings back what was there before.

        Args:
            plan: What `read` said.
            keep_others: Whether services that the file does not name stay.
            mark: Which publication it is, when it came with a packet; `undo` takes
                that back, too.

        Raises:
            StoreError: The directory has changed since `read`, or a newer publication
                was taken in; nothing was done.
        """
        now = self._place.clock.now()
        gone = () if keep_others else plan.gone

        def work(unit: Unit) -> str:
            if tuple(unit.services.all()) != plan.before:
                raise StoreError(
                    M("The directory has changed meanwhile."), hint=M("Open the file again.")
                )
            counts = {"new": plan.new, "changed": plan.changed, "gone": gone}
            unit.audit.append(
                "directory-taken-in", "directory", {k: str(len(v)) for k, v in counts.items()}
            )
            for service in (*plan.new, *plan.changed):
                unit.services.put(service, now)
            for service in gone:
                unit.services.drop(service.id)
            return mark.put(unit) if mark is not None else ""

        marked = self._place.do(work)
        self._before = plan.before
        self._marked = (mark.setting, marked) if mark is not None else None

    def undo(self) -> None:
        """Bring back the directory as it was before the last file; again is no error."""
        before, now, marked = self._before, self._place.clock.now(), self._marked
        if before is None:
            return

        def work(unit: Unit) -> None:
            unit.audit.append("directory-undone", "directory")
            wanted = {service.id: service for service in before}
            for service in unit.services.all():
                if wanted.get(service.id) == service:
                    del wanted[service.id]
                elif service.id not in wanted:
                    unit.services.drop(service.id)
            for service in wanted.values():
                unit.services.put(service, now)
            if marked is not None:
                unit.settings.put(*marked)

        self._place.do(work)
        self._before = self._marked = None

    def confirm(self, service_id: str, day: date | None) -> None:
        """Note that somebody asked the service on `day` whether all is still right.

        None takes it back to "never asked".
        """
        now = self._place.clock.now()

        def work(unit: Unit) -> None:
            service = next((s for s in unit.services.all() if s.id == service_id), None)
            if service is None:
                raise StoreError(M("This service is no longer in the directory."))
            unit.audit.append("service-confirmed", service_id)
            unit.services.put(replace(service, confirmed=day), now)

        self._place.do(work)

    def age(self) -> DirectoryAge:
        """Return how old the directory is."""
        today = self.now().date()

        def work(unit: Unit) -> DirectoryAge:
            services, taken = unit.services.all(), unit.services.taken_at()
            zone = ZoneInfo(self._place.timezone)
            return DirectoryAge(
                count=len(services),
                fresh=sum(
                    s.confirmed is not None and today - s.confirmed <= FRESH for s in services
                ),
                days=max(0, (today - taken.astimezone(zone).date()).days) if taken else None,
            )

        return self._place.do(work)

    def here(self) -> str:
        """Return the place where the worker works, or ""."""
        return self._place.do(lambda unit: unit.settings.get(HERE))

    def set_here(self, place: str) -> None:
        """Say where the worker works."""
        self._place.do(lambda unit: unit.settings.put(HERE, " ".join(place.split())))

    def save(self, path: Path) -> Path:
        """Write the directory as a new file for others, without confidential places.

        Raises:
            FolderReadOnlyError: Nothing can be written there, or the file is there already.
        """
        try:
            with path.open("xb") as file:
                file.write(write_directory(self.all()))
        except OSError:
            raise FolderReadOnlyError from None
        return path


def _with_later_word(service: Service, known: Mapping[str, Service]) -> Service:
    """Return the service with the later of two days on which it was asked."""
    if _is_older(service, known):
        return replace(service, confirmed=known[service.id].confirmed)
    return service


def _is_older(service: Service, known: Mapping[str, Service]) -> bool:
    """Whether it was asked here later than what came says."""
    ours = known[service.id].confirmed if service.id in known else None
    return ours is not None and (service.confirmed is None or service.confirmed < ours)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.is_file():  # opening a pipe would wait for ever
            with path.open("rb") as file:
                return file.read(MAX_FILE + 1)
    except OSError:
        pass
    raise OutsideFileError(M("This file cannot be read."), hint=M("Choose another file."))
