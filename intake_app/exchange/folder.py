"""A mailbox in a plain folder: a stick, a share, or what a sync program carries.

Files are immutable and named by their hash, so that the same file twice is no
error and a half-copied one shows (docs/formats/packet.md, section 4, "File").
Nothing but such files, and the folders of mailboxes, is ever written.
"""

from __future__ import annotations

import contextlib
import os
import stat
from typing import TYPE_CHECKING

from intake_app.domain.errors import OutsideFileError, PlaceGoneError, PlaceNamesError
from intake_app.domain.ports import Silent
from intake_app.exchange.names import is_mailbox, is_packet_name, is_whole
from intake_app.exchange.reading import entries_of, take_file
from intake_app.exchange.troubles import identity_of, in_the_way, reading_from, writing_to
from intake_app.exchange.writing import flush_folder, flush_medium, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from intake_app.domain.ports import Progress


class FolderMailbox:
    """The files for one office in a folder (see `Mailbox`).

    The mailbox's own folder is made with the first file that is put into it.

    Args:
        root: The folder both sides use; it must exist.
        mailbox: The receiving office's mailbox id, from its card.

    Raises:
        ValueError: `mailbox` is no mailbox id, so it could name another folder.
    """

    def __init__(self, root: Path, mailbox: str) -> None:
        if not is_mailbox(mailbox):
            raise ValueError("not a mailbox id")
        self._root = root
        self._folder = root / mailbox

    def put(self, name: str, sealed: bytes, progress: Progress | None = None) -> None:
        """Place a file and return once it was read back from the stick or disk itself.

        The same name with the same bytes is there already: that is success, so that
        whoever begins again goes on where it stopped. A damaged file of that name
        is replaced.

        Args:
            name: What the file is called: by its bytes.
            sealed: The file.
            progress: Told of the bytes written.

        Raises:
            PlaceGoneError: The folder is not there (any more).
            FolderReadOnlyError: It cannot be written to, or something else has the name.
            DiskFullError: It is full.
            PlaceNamesError: It does not keep the names that files need.
            PlaceDamagedError: What was read back is not what was placed.
            Cancelled: The user stopped; nothing of the file is left.
            ValueError: `name` is not the name of `sealed`.
        """
        if not is_packet_name(name) or not is_whole(name, sealed):
            raise ValueError("the name is not the hash of the bytes")
        with writing_to(self._root):
            before = identity_of(self._root)
            with self._made() as is_new:
                place(self._folder / name, sealed, progress or Silent())
                if is_new:
                    self._check_names(name)
                if identity_of(self._root) != before:  # pulled out: this is the place it left
                    self._take_away(name)
                    raise PlaceGoneError

    def drop(self, name: str) -> bool:
        """Delete a file that is not to be taken any more; return whether it was there.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            PlaceGoneError: The folder does not answer any more.
        """
        if not is_packet_name(name) or not _is_folder(self._folder):
            return False
        with writing_to(self._root):
            try:
                (self._folder / name).unlink()
            except FileNotFoundError:
                return False
            flush_folder(self._folder)
        return True

    def names(self) -> tuple[str, ...]:
        """Return the names of the files that have a packet's name, sorted.

        A folder that is not there (yet) holds none.

        Raises:
            OutsideFileError: The folder cannot be read.
            PlaceGoneError: The folder does not answer any more.
        """
        with reading_from():
            try:
                entries = list(entries_of(self._folder))
            except FileNotFoundError:
                return ()
        return tuple(
            sorted(
                entry.name
                for entry in entries
                if is_packet_name(entry.name) and entry.is_file(follow_symlinks=False)
            )
        )

    def take(self, name: str) -> bytes:
        """Return a file's bytes, once they match its name; the file stays where it is.

        Raises:
            OutsideFileError: It is still being copied, damaged, gone, too
                large, or no plain file.
            PlaceGoneError: The folder does not answer any more.
        """
        if not is_packet_name(name):
            raise OutsideFileError
        return take_file(self._folder / name)

    @contextlib.contextmanager
    def _made(self) -> Iterator[bool]:
        """Make the mailbox's folder if it is not there; tell whether it was made.

        One that was made goes again when nothing came into it.
        """
        try:
            self._folder.mkdir()
        except FileExistsError:
            if not _is_folder(self._folder):
                raise in_the_way() from None
            yield False
            return
        try:
            flush_folder(self._root)
            yield True
        except BaseException:  # also when the user stops
            with contextlib.suppress(OSError):
                self._folder.rmdir()
            raise

    def _check_names(self, name: str) -> None:
        """Look whether this medium keeps names as they are: all is found again by them."""
        listed = {entry.name for entry in entries_of(self._folder)}
        if name not in listed or self._folder.name not in {e.name for e in entries_of(self._root)}:
            self._take_away(name)
            raise PlaceNamesError

    def _take_away(self, name: str) -> None:
        with contextlib.suppress(OSError):
            (self._folder / name).unlink()


def finish_writing(root: Path) -> None:
    """Put all that was written on the stick itself; after this it may be ejected.

    Raises:
        PlaceGoneError: The stick was pulled out before all was on it.
        DiskFullError: It turned out to be full.
    """
    with writing_to(root):
        flush_medium(root)


def _is_folder(path: Path) -> bool:
    """Whether this is a folder itself: a link may lead anywhere."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False
