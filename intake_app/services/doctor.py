"""What is wrong with this machine, and what to do about it."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING

from intake_app.domain.errors import (
    IntakeError,
    ProfileMissingError,
    ProgramIncompleteError,
    StoreError,
)
from intake_app.domain.message import M, Message
from intake_app.guard.process import limits_are_enforced
from intake_app.i18n.fonts import missing_fonts
from intake_app.i18n.languages import Review, interface_languages
from intake_app.services.forms import ADULT_FORM, NEEDS_FORM, PLAN_FORM, REFERRAL_FORM
from intake_app.store.ballast import BALLAST_BYTES, ROOM_FOR_IT, Ballast
from intake_app.vault import file as vault_file
from intake_app.vault.hardening import harden_process

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FORMS = (ADULT_FORM, NEEDS_FORM, PLAN_FORM, REFERRAL_FORM)
LOW_SPACE = 200 << 20
RESERVE_GONE = M("The room that Intake keeps for a full disk is not there.")
RESERVE_ADVICE = M(
    "Free {count} MB on that disk: Intake keeps the room again when the profile is opened.",
    count=ROOM_FOR_IT * BALLAST_BYTES >> 20,
)


class Health(StrEnum):
    """How one thing stands."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symptom:
    """One thing that was looked at.

    Attributes:
        name: A stable name for programs.
        found: What was found, in a sentence.
        advice: What to do, when something should be done.
    """

    name: str
    health: Health
    found: Message
    advice: Message | None = None


class Doctor:
    """Looks at the machine and changes nothing."""

    def examine(self, folder: Path | None = None) -> Sequence[Symptom]:
        """Return every symptom, good ones included.

        Args:
            folder: A profile folder whose disk and access are looked at too.
        """
        found = [
            _python(),
            _cryptography(),
            _store(),
            _guard(),
            _assets(),
            _drawing(),
            _memory(),
            _disk(),
        ]
        return found if folder is None else [*found, *_place(folder.absolute())]


def missing_parts() -> list[str]:
    """Return the names of what the program brings along and is not here: texts, forms, fonts."""
    built = files("intake_app") / "_built"
    translated = [known.tag for known in interface_languages() if known.review != Review.SOURCE]
    parts = {f"catalogs/{tag}": f"catalogs/{tag}/LC_MESSAGES/intake_app.mo" for tag in translated}
    parts |= {f"forms/{name}": f"forms/{name}.json" for name in FORMS}
    missing = [name for name, file in parts.items() if not built.joinpath(file).is_file()]
    try:
        return missing + missing_fonts()
    except OSError:  # the list of them is missing too
        return [*missing, "fonts"]


def _python() -> Symptom:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Symptom(
        name="python",
        health=Health.GOOD,
        found=M("Intake runs on Python {version}.", version=version),
    )


def _cryptography() -> Symptom:
    from intake_app.sealing.backend import check_backend  # noqa: PLC0415 - slow, not at start
    from intake_app.sealing.errors import BackendError  # noqa: PLC0415 - as above

    try:
        check_backend()
    except BackendError:
        return Symptom(
            name="cryptography",
            health=Health.BAD,
            found=M("The cryptography library of this computer cannot seal referral files."),
            advice=M("Install Intake with the packages it brings along, not the system's."),
        )
    return Symptom(
        name="cryptography",
        health=Health.GOOD,
        found=M("Files can be sealed so that later computers cannot open them either."),
    )


def _store() -> Symptom:
    try:
        from intake_app.store.connection import require_sqlite  # noqa: PLC0415 - slow
        from intake_app.store.versions import library_versions  # noqa: PLC0415 - as above

        require_sqlite()
        cipher, database = library_versions()
    except ImportError:
        return Symptom(
            name="store",
            health=Health.BAD,
            found=M("The library that encrypts the answers on the disk is missing."),
            advice=ProgramIncompleteError.hint,
        )
    except StoreError as error:
        return Symptom(name="store", health=Health.BAD, found=error.summary, advice=error.hint)
    return Symptom(
        name="store",
        health=Health.GOOD,
        found=M(
            "Answers are encrypted on the disk by SQLCipher {cipher} with SQLite {sqlite}.",
            cipher=cipher,
            sqlite=database,
        ),
    )


def _guard() -> Symptom:
    if limits_are_enforced():
        return Symptom(
            name="guard",
            health=Health.GOOD,
            found=M("Files from outside are opened in a process with hard limits."),
        )
    return Symptom(
        name="guard",
        health=Health.CAUTION,
        found=M("On this system, files from outside are opened with weaker limits."),
        advice=M("Open only files from people you know."),
    )


def _assets() -> Symptom:
    missing = missing_parts()
    if missing:
        return Symptom(
            name="assets",
            health=Health.BAD,
            found=M("Parts of the program are missing: {names}.", names=", ".join(missing)),
            advice=ProgramIncompleteError.hint,
        )
    return Symptom(
        name="assets", health=Health.GOOD, found=M("Forms, fonts and translations are here.")
    )


def _drawing() -> Symptom:
    try:
        import intake_app.report.sheet  # noqa: F401, PLC0415 - loads the system's libraries too
    except ImportError as error:
        return Symptom(
            name="drawing",
            health=Health.BAD,
            found=M("Windows and paper cannot be drawn: {reason}", reason=str(error)),
            advice=M("Install the system packages that README names under “Where it runs”."),
        )
    return Symptom(
        name="drawing",
        health=Health.GOOD,
        found=M("The libraries that draw windows and paper can be loaded."),
    )


def _memory() -> Symptom:
    hardened = harden_process()  # again is harmless: the protection is one of the whole process
    if hardened.no_core and hardened.not_dumpable:
        return Symptom(
            name="memory",
            health=Health.GOOD,
            found=M(
                "A crash leaves no copy of the memory, and your other programs cannot read it."
            ),
        )
    return Symptom(
        name="memory",
        health=Health.CAUTION,
        found=M("On this system, a crash or another program could read the memory."),
        advice=M("Lock when you leave, and turn crash reports off."),
    )


def _disk() -> Symptom:
    return Symptom(
        name="disk-encryption",
        health=Health.CAUTION,
        found=M("Intake cannot see whether the whole disk of this computer is encrypted."),
        advice=M("Make sure it is, so that memory written to the disk cannot be read."),
    )


def _place(folder: Path) -> Sequence[Symptom]:
    """Look at the folder of a profile that is there or shall be, and at the disk under it."""
    there = next((place for place in (folder, *folder.parents) if _is_folder(place)), None)
    if there is None:  # a drive that is not plugged in
        return [_profile(folder)]
    found = [_profile(folder), _space(there), _access(folder, there)]
    if folder == there and found[0].health is Health.GOOD and any(folder.iterdir()):
        found.append(_reserve(folder))
    return found


def _is_folder(place: Path) -> bool:
    with contextlib.suppress(OSError):  # a name that is too long, a folder that may not be entered
        return place.is_dir()
    return False


def _profile(folder: Path) -> Symptom:
    found, advice, health = M("There is a profile in this folder."), None, Health.GOOD
    try:
        names = {entry.name for entry in folder.iterdir()}
        if vault_file.NAME in names:
            vault_file.read(folder)
        elif names:
            raise ProfileMissingError
        else:
            found = M("This folder is empty: a profile can be set up in it.")
    except FileNotFoundError:
        health = Health.BAD
        found = M("There is no folder {folder}.", folder=str(folder))
        advice = M("Check the path; vault create sets up a profile there.")
    except NotADirectoryError:
        health = Health.BAD
        found = M("{folder} is a file, not a folder.", folder=str(folder))
        advice = M("Name the folder that holds the profile.")
    except OSError:
        health = Health.BAD
        found = M("The folder {folder} cannot be opened.", folder=str(folder))
        advice = M("Check the path, and whether you are allowed to open it.")
    except IntakeError as error:
        health, found, advice = Health.BAD, error.summary, error.hint
    return Symptom(name="profile", health=health, found=found, advice=advice)


def _space(there: Path) -> Symptom:
    free = shutil.disk_usage(there).free
    health = Health.GOOD if free >= LOW_SPACE else Health.CAUTION
    return Symptom(
        name="space",
        health=health if free >= BALLAST_BYTES else Health.BAD,
        found=M("{count} MB are free on the disk of the profile.", count=free >> 20),
        advice=None
        if health is Health.GOOD
        else M(
            "Delete something else on that disk until {count} MB are free.", count=LOW_SPACE >> 20
        ),
    )


def _access(folder: Path, there: Path) -> Symptom:
    if os.access(there, os.W_OK | os.X_OK):
        found = (
            M("The profile folder can be written to.")
            if folder == there
            else M("A folder can be made in {folder}.", folder=str(there))
        )
        return Symptom(name="access", health=Health.GOOD, found=found)
    return Symptom(
        name="access",
        health=Health.BAD,
        found=M("The folder {folder} cannot be written to.", folder=str(there)),
        advice=M("Choose another folder, or ask whoever set up this computer for write access."),
    )


def _reserve(folder: Path) -> Symptom:
    if Ballast(folder).is_whole:
        return Symptom(
            name="reserve",
            health=Health.GOOD,
            found=M("Some room is kept, so that a conversation can be finished on a full disk."),
        )
    return Symptom(name="reserve", health=Health.CAUTION, found=RESERVE_GONE, advice=RESERVE_ADVICE)
