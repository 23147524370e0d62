"""What lower layers offer and what the world gives, as seen from the rules.

Ports exist where two packages that may not import each other must meet
(`vault` and `store`, `vault` and `packet`), and for time, chance and progress.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future
    from contextlib import AbstractContextManager
    from datetime import datetime

    from intake_app.domain.ids import CaseId, Fingerprint
    from intake_app.domain.repositories import Unit
    from intake_app.domain.secret import Secret

T = TypeVar("T")


class Cancelled(Exception):  # noqa: N818 - the user's wish, not an error
    """The user asked long work to stop."""


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """Return the present moment, aware and in UTC."""
        ...


class Random(Protocol):
    """Where chance comes from; the real one is `secrets`."""

    def token(self, size: int) -> bytes:
        """Return `size` random bytes."""
        ...

    def below(self, limit: int) -> int:
        """Return a random integer of 0 <= n < limit."""
        ...


class Progress(Protocol):
    """How long work tells where it is and hears that it should stop."""

    def report(self, done: int, total: int) -> None:
        """Tell that `done` of `total` steps are behind us."""
        ...

    def check_cancelled(self) -> None:
        """Raise `Cancelled` once the user has asked to stop."""
        ...


class Silent:
    """Progress that nobody watches and nobody cancels."""

    def report(self, done: int, total: int) -> None:
        """Ignore it."""

    def check_cancelled(self) -> None:
        """Go on."""


class Signer(Protocol):
    """Signs in the name of the profile's identity (DSSE, two signatures)."""

    @property
    def fingerprint(self) -> Fingerprint:
        """The fingerprint of the identity's card keys."""
        ...

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """Return the DSSE envelope (JSON bytes) over `payload`."""
        ...


class Opener(Protocol):
    """Unwraps the file key of an age file that was sealed to the profile."""

    def unwrap(self, header: bytes) -> Secret | None:
        """Return the 16-byte file key, or None when no stanza is for us.

        Args:
            header: The age header, from its first byte to the end of the MAC line.

        Raises:
            PacketTamperedError: A stanza was for us but the header's MAC is wrong.
            NotAPacketError: The bytes are no age v1 header.
        """
        ...


class CaseCipher(Protocol):
    """Keys that belong to one case and die with it (key ring of the vault)."""

    def create(self, case_id: CaseId) -> None:
        """Make the case's random key and put it on disk before returning."""
        ...

    def commit_to(self, case_id: CaseId, value: bytes) -> bytes:
        """Return the keyed commitment (HMAC-SHA256) that stands for `value` in the audit."""
        ...

    def derive(self, case_id: CaseId, purpose: str) -> Secret:
        """Return a 32-byte key of the case for one purpose (HKDF)."""
        ...


class Units(Protocol):
    """Begins units of work on the one connection; used on the store's thread only."""

    def begin(self) -> AbstractContextManager[Unit]:
        """Start a transaction that commits on leaving and rolls back on an error.

        Raises:
            DiskFullError: No room, even after the ballast was dropped.
            StoreError: The store failed otherwise; nothing of the unit was kept.
        """
        ...


class StoreWorker(Protocol):
    """The thread that owns the store's only connection (architecture §3).

    Jobs run one after another. `submit` returns at once; `run` waits. A job
    must not call `run` itself.
    """

    def submit(self, job: Callable[[Units], T]) -> Future[T]:
        """Queue `job`; the future gives its result or its exception."""
        ...

    def run(self, job: Callable[[Units], T]) -> T:
        """Run `job` on the store's thread and return what it returned."""
        ...


class Mailbox(Protocol):
    """One direction of one channel over a dumb store: immutable files with unguessable names."""

    def put(self, name: str, sealed: bytes) -> None:
        """Place a file; the same name again is no error.

        Raises:
            FolderReadOnlyError: The place cannot be written to.
            DiskFullError: The place is full.
        """
        ...

    def names(self) -> Sequence[str]:
        """Return the names of the complete files, sorted."""
        ...

    def take(self, name: str) -> bytes:
        """Return a file's bytes; the file stays where it is."""
        ...
