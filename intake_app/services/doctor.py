"""What is wrong with this machine, and what to do about it."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import TYPE_CHECKING

from intake_app.domain.message import M, Message
from intake_app.guard.process import limits_are_enforced
from intake_app.i18n.fonts import missing_fonts
from intake_app.vault.hardening import harden_process

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LOW_SPACE = 200 * 1024 * 1024


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
        found = [_python(), _cryptography(), _store(), _guard(), _assets(), _memory(), _disk()]
        if folder is not None:
            found += [_space(folder), _access(folder)]
        return found


def _python() -> Symptom:
    version = ".".join(str(part) for part in sys.version_info[:3])
    return Symptom(
        name="python", health=Health.GOOD, found=M("Python {version} runs it.", version=version)
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
    from intake_app.store.versions import library_versions  # noqa: PLC0415 - slow, not at start

    cipher, database = library_versions()
    return Symptom(
        name="store",
        health=Health.GOOD,
        found=M(
            "The store is SQLCipher {cipher} on SQLite {sqlite}.", cipher=cipher, sqlite=database
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
    built = files("intake_app") / "_built"
    missing = [name for name in ("catalogs", "forms") if not (built / name).is_dir()]
    missing += missing_fonts()
    if missing:
        return Symptom(
            name="assets",
            health=Health.BAD,
            found=M("Parts of the program are missing: {names}.", names=", ".join(missing)),
            advice=M("Install the program again."),
        )
    return Symptom(
        name="assets", health=Health.GOOD, found=M("Forms, fonts and translations are here.")
    )


def _memory() -> Symptom:
    hardened = harden_process()  # again is harmless: the protection is one of the whole process
    if hardened.no_core and hardened.not_dumpable:
        return Symptom(
            name="memory",
            health=Health.GOOD,
            found=M("A crash leaves no copy of the memory, and other programs cannot read it."),
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


def _space(folder: Path) -> Symptom:
    place = folder if folder.exists() else folder.parent
    free = shutil.disk_usage(place).free if place.exists() else 0
    health = Health.GOOD if free >= LOW_SPACE else Health.CAUTION
    return Symptom(
        name="space",
        health=health,
        found=M("{count} MB are free on the disk of the profile.", count=free // 1024**2),
        advice=None if health is Health.GOOD else M("Delete something else on this computer."),
    )


def _access(folder: Path) -> Symptom:
    place = folder if folder.exists() else folder.parent
    if os.access(place, os.W_OK):
        return Symptom(
            name="access", health=Health.GOOD, found=M("The profile folder can be written to.")
        )
    return Symptom(
        name="access",
        health=Health.BAD,
        found=M("The profile folder cannot be written to."),
        advice=M("Choose another folder, or ask whoever set up this computer for write access."),
    )
