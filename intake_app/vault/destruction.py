"""Destroying a profile as a whole: its key slots first, then everything else of its folder.

One rename is the moment from which there is no way back: without a `vault.json`
no start finds a profile, and the file under its other name tells the next start
that the rest is still to be done. It goes last, so that a process killed at any
step leaves either the whole profile or something that `finish` clears away.

What flash media keep in old blocks is sealed under keys that stood in the
overwritten files alone (docs/formats/vault.md, "Destroying a profile").
"""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import FolderReadOnlyError, ProfileLeftoversError
from intake_app.vault import disk, file

if TYPE_CHECKING:
    from collections.abc import Sequence

log = logging.getLogger(__name__)

NAME: Final = "vault.gone"
"""What `vault.json` is called from the moment at which there is no way back."""

LOCK_NAME: Final = "anchor"
"""The file that carries the start's claim on the folder (`store.profile_lock`); it goes last."""

# Named, not imported: every start asks here, and both modules bring ciphers with them.
_KEYS: Final = (file.NAME, "identity", "keyring", "reset")
_KEY_FILES: Final = frozenset({NAME, *_KEYS, *(name + disk.NEW_SUFFIX for name in _KEYS)})


def begin(folder: Path) -> None:
    """Destroy the key slots; no passphrase opens the profile when this returns.

    Raises:
        FolderReadOnlyError: The folder cannot be written to. As long as
            `is_begun` says no, nothing was destroyed.
    """
    try:
        (folder / file.NAME).replace(folder / NAME)
        disk.sync_folder(folder)
        _overwrite(folder / NAME)
    except OSError:
        raise FolderReadOnlyError from None
    log.info("key slots destroyed")


def is_begun(folder: Path) -> bool:
    """Whether a destruction was begun here and not finished."""
    return os.path.lexists(folder / NAME)


def finish(folder: Path) -> None:
    """Destroy what is left of the profile, and look that it is gone; again is no error.

    The folder itself goes too, where the system lets it. Of links that lie in it
    only the links go.

    Raises:
        ProfileLeftoversError: Something could not be deleted. No passphrase
            opens it; what could be deleted is gone.
    """
    _overwrite_keys(folder)
    last = (folder / NAME, folder / LOCK_NAME)
    for path in _inside(folder):
        if path not in last:
            _remove(path)
    if _left(folder) <= {NAME, LOCK_NAME}:
        _sync(folder)
        for path in last:
            _remove(path)
    left = _left(folder) - {LOCK_NAME}  # Windows keeps a file that is open; it says nothing
    if left:
        log.info("profile not wholly deleted: %s left", len(left))
        raise ProfileLeftoversError
    _remove(folder)
    _sync(folder.parent)
    log.info("profile destroyed")


def _overwrite_keys(folder: Path) -> None:
    """Overwrite every file of keys in place; one that is not there, or will not, is passed."""
    for name in sorted(_KEY_FILES):
        try:
            _overwrite(folder / name)
        except FileNotFoundError:
            continue
        except OSError as error:
            log.info("key file not overwritten: errno %s", error.errno)


def _overwrite(path: Path) -> None:
    """Put chance in place of a file's bytes, on disk when this returns."""
    flags = os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "wb") as opened:
        opened.write(secrets.token_bytes(os.fstat(opened.fileno()).st_size))
        opened.flush()
        os.fsync(opened.fileno())


def _inside(folder: Path) -> Sequence[Path]:
    """Return everything in a folder, what lies deepest first; links are not followed."""
    found: list[Path] = []
    for place, folders, files in os.walk(folder, topdown=False):
        found += [Path(place, name) for name in (*files, *folders)]
    return found


def _remove(path: Path) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        log.info("not deleted: errno %s", error.errno)


def _sync(folder: Path) -> None:
    try:
        disk.sync_folder(folder)
    except OSError as error:
        log.info("folder not flushed: errno %s", error.errno)


def _left(folder: Path) -> frozenset[str]:
    try:
        return frozenset(entry.name for entry in folder.iterdir())
    except FileNotFoundError:
        return frozenset()
