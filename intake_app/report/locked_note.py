"""The note beside a locked file: how to open it with a public program, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.message import M

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.i18n.catalog import Catalog

_STEPS: Final = (
    M("This file is locked. Six words open it; they are not written here."),
    M("Open it only on a computer that nobody else looks into."),
    M("1. Get “age”, a free program for locking files: age-encryption.org."),
    M("2. In a terminal, in the folder of the file, type this, and then the six words:"),
)
_END: Final = M("3. Read copy.pdf. Delete it again when you have read it.")


def locked_note(name: str, catalogs: Sequence[Catalog]) -> bytes:
    """Return the note as plain text in UTF-8, one language after the other.

    Args:
        name: The file's name without a folder.
        catalogs: Of the languages, each once.
    """
    command = f'    age --decrypt --output copy.pdf "{name}"'
    parts = [
        "\n".join((*(catalog.text(step) for step in _STEPS), command, catalog.text(_END)))
        for catalog in catalogs
    ]
    return ("\n\n".join(parts) + "\n").encode("utf-8")
