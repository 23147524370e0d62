"""Looking a closed profile's store over without changing a byte of it (`vault check`).

A store at rest has an empty WAL and is read in place, as an immutable file.
What a crash left in the WAL can only be read by moving it into the store, so
then both are copied, encrypted as they are, to a temporary folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import IntakeError, StoreDamagedError, StoreError, StoreTooNewError
from intake_app.domain.message import M
from intake_app.guard import strict_json
from intake_app.store.anchor import Agreement, Anchor
from intake_app.store.audit import ChainReport, hash_at, head_of, verify
from intake_app.store.ballast import Ballast
from intake_app.store.connection import (
    STORE_NAME,
    WAL_NAME,
    checkpoint,
    connect,
    first_read,
    look_at,
    open_connection,
    require_sqlite,
)
from intake_app.store.erasure import BLOBS
from intake_app.store.errors import DriverError, StoreEmptyError, translated
from intake_app.store.migrate import bundled, version_of
from intake_app.store.opening import ANCHOR_DISAGREED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.secret import Secret
    from intake_app.store.connection import Connection

OK: Final = "ok"
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentReport:
    """What became of the sealed files.

    Attributes:
        checked: How many the store knows.
        missing: Names that are not in the folder.
        damaged: Names whose bytes are not those that were sealed.
    """

    checked: int = 0
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A finding that acknowledged audit entries are not in the store.

    Attributes:
        agreement: What the anchor said.
        entries: How many are missing.
        noticed_at: When an earlier start noticed and noted it, or "" for now.
    """

    agreement: str
    entries: int
    noticed_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreCheck:
    """What a check found.

    Attributes:
        store: "ok", or the code of the error that says what is wrong.
        chain: The audit chain; None when the store cannot be read.
        anchor: What the anchor says, or "" when the store cannot be read.
        lost: What is missing, now and at earlier starts.
        problem: Why the store cannot be read, or None when it can.
        has_reserve: Whether the room kept for a full disk is there.
    """

    store: str
    chain: ChainReport | None = None
    anchor: str = ""
    attachments: AttachmentReport = AttachmentReport()
    lost: tuple[Lost, ...] = ()
    problem: IntakeError | None = None
    has_reserve: bool = True

    @property
    def ok(self) -> bool:
        """Whether all is well."""
        return (
            self.store == OK
            and self.chain is not None
            and self.chain.good
            and Agreement(self.anchor).is_good
            and not (self.attachments.missing or self.attachments.damaged or self.lost)
        )


def check_store(folder: Path, *, key: Secret, anchor_key: Secret) -> StoreCheck:
    """Check the store of a profile that is not open; every page is read.

    The caller keeps others out (`ProfileLock.borrow`). Nothing in the folder is
    changed, which may lie on a medium that cannot be written to.

    Args:
        folder: The profile folder.
        key: Raw key and salt, 32 + 16 bytes.
        anchor_key: The key of the head anchor.
    """
    require_sqlite()
    try:
        with _at_rest(folder, key) as connection:
            return _check(connection, folder, Anchor(folder, anchor_key))
    except (IntakeError, DriverError) as error:
        problem = translated(error) if isinstance(error, DriverError) else error
        return StoreCheck(store=problem.code, problem=problem, has_reserve=Ballast(folder).is_whole)


def _check(connection: Connection, folder: Path, anchor: Anchor) -> StoreCheck:
    version = version_of(connection)
    if version > bundled()[-1].number:
        raise StoreTooNewError
    if version == 0:
        raise StoreEmptyError
    if [row[0] for row in connection.execute("PRAGMA cipher_integrity_check(1)")]:
        raise StoreDamagedError
    if [row[0] for row in connection.execute("PRAGMA integrity_check(1)")] != [OK]:
        raise StoreDamagedError
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise StoreDamagedError
    head = head_of(connection)
    agreement = anchor.compare(head, lambda n: hash_at(connection, n))
    lost = list(_noted(connection))
    if not agreement.is_good:
        entries = max(anchor.latest.head.n - head.n, 0) if anchor.latest else 0
        lost.append(Lost(agreement=agreement.value, entries=entries))
    return StoreCheck(
        store=OK,
        chain=verify(connection),
        anchor=agreement.value,
        attachments=_attachments(connection, folder / BLOBS),
        lost=tuple(lost),
        has_reserve=Ballast(folder).is_whole,
    )


@contextlib.contextmanager
def _at_rest(folder: Path, key: Secret) -> Iterator[Connection]:
    """Give a connection to the store's content that writes nothing into the folder."""
    path, wal = folder / STORE_NAME, folder / WAL_NAME
    look_at(path)
    if not (wal.exists() and wal.stat().st_size):
        with contextlib.closing(connect(f"{path.resolve().as_uri()}?immutable=1", key)) as found:
            found.execute("PRAGMA cipher_log_level = NONE")
            first_read(found, path, key)
            yield found
        return
    with contextlib.ExitStack() as stack:
        try:
            place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            copy = place / STORE_NAME
            shutil.copyfile(path, copy)
            shutil.copyfile(wal, place / WAL_NAME)
        except OSError:
            raise StoreError(
                M("There is no room to look at what the last start left behind."),
                hint=M("Free some room for temporary files, or open the profile once and lock it."),
            ) from None
        with contextlib.closing(open_connection(copy, key)) as found:
            checkpoint(found)  # else cipher_integrity_check raises false alarms
            yield found


def _noted(connection: Connection) -> Iterator[Lost]:
    """Yield the losses that earlier starts wrote into the chain."""
    like = f'{{"action":"{ANCHOR_DISAGREED}",%'
    rows = connection.execute(
        "SELECT body FROM audit WHERE CAST(body AS TEXT) LIKE :like ORDER BY n", {"like": like}
    )
    for row in rows:
        body = strict_json.loads(row["body"])
        details = body["details"] if isinstance(body, dict) else None
        if isinstance(body, dict) and isinstance(details, dict):
            yield Lost(
                agreement=str(details["agreement"]),
                entries=int(str(details["missing"])),
                noticed_at=str(body["at"]),
            )


def _attachments(connection: Connection, blobs: Path) -> AttachmentReport:
    rows = connection.execute(
        "SELECT blob_name, sha256, size FROM attachment ORDER BY blob_name"
    ).fetchall()
    missing: list[str] = []
    damaged: list[str] = []
    for row in rows:
        found = _digest(blobs / row["blob_name"])
        if found is None:
            missing.append(row["blob_name"])
        elif found != (row["size"], row["sha256"]):
            damaged.append(row["blob_name"])
    return AttachmentReport(checked=len(rows), missing=tuple(missing), damaged=tuple(damaged))


def _digest(path: Path) -> tuple[int, str] | None:
    """Return a file's size and SHA-256 (hex), or None when it cannot be read."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
                size += len(chunk)
    except OSError:
        return None
    return size, digest.hexdigest()
