"""A practice conversation: a whole profile that is thrown away, beside the real one.

It is a real profile, so that nothing behaves otherwise than it will; its
passphrase is random and kept nowhere, so what a crash leaves behind can be
opened by nobody, and goes with the next practice or the next unlock.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from intake_app.domain.secret import Secret
from intake_app.vault.slots import FLOOR

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.services.profiles import OpenProfile
    from intake_app.services.unlocking import World

FOLDER: Final = "practice"
"""Its name inside the real profile's folder (docs/formats/store.md)."""


def begin(beside: Path, *, language: str, world: World) -> OpenProfile:
    """Make a profile for practice inside the folder of a real one, and open it.

    Raises:
        FolderReadOnlyError: The folder cannot be written to.
        DiskFullError: There is no room.
    """
    from intake_app.services import profiles  # noqa: PLC0415 - `profiles` sweeps with `forget`

    forget(beside)
    passphrase = Secret(world.random.token(32).hex().encode("ascii"))
    cheap = replace(world, cost=FLOOR)  # a random passphrase needs no slow hash
    return profiles.create(beside / FOLDER, passphrase, language=language, lock=None, world=cheap)


def end(profile: OpenProfile) -> None:
    """Close a profile made by `begin` and delete it."""
    profile.close()
    forget(profile.folder.parent)


def forget(beside: Path) -> None:
    """Delete what a practice left in a profile's folder; nothing there is no error."""
    shutil.rmtree(beside / FOLDER, ignore_errors=True)
