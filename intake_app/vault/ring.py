"""The key ring: one random key per case, so that a case can be destroyed by its key.

The file is replaced at every change and never appended to. Keys derived from
the vault key could not be destroyed; these are random, and in no other place.
"""

from __future__ import annotations

import base64
import hmac
import secrets
from threading import Lock
from typing import TYPE_CHECKING, Final, Self

from intake_app.domain.errors import OutsideFileError, VaultDamagedError
from intake_app.domain.ids import CaseId
from intake_app.domain.message import M
from intake_app.domain.secret import Secret
from intake_app.guard import strict_json
from intake_app.vault.disk import read_file, replace_file
from intake_app.vault.keys import KEY_BYTES, derived, open_small, seal_small

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME: Final = "keyring"
INFO: Final = "intake/v1/ring"
HEAD: Final = b"intake-keyring/1\n"
BLOCK: Final = 4096
"""The plaintext is filled up to a multiple of this: its length hides the number of cases."""

AUDIT: Final = "audit"


class KeyRing:
    """The keys of all cases; the vault's `CaseCipher`.

    Every change is on disk before the method returns, and a change that cannot
    be written is not made in memory either. May be used from any thread.
    """

    def __init__(
        self, path: Path, key: Secret, vault_id: bytes, cases: dict[CaseId, Secret]
    ) -> None:
        self._path = path
        self._key = key
        self._vault_id = vault_id
        self._cases = cases
        self._lock = Lock()

    @classmethod
    def make(cls, folder: Path, key: Secret, vault_id: bytes) -> Self:
        """Write an empty ring into a profile folder and return it.

        Raises:
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        ring = cls(folder / NAME, key, vault_id, {})
        ring._write({})
        return ring

    @classmethod
    def read(cls, folder: Path, key: Secret, vault_id: bytes) -> Self:
        """Return the ring of a profile folder.

        Raises:
            VaultDamagedError: The file is missing or was changed.
        """
        path = folder / NAME
        plaintext = open_small(key, HEAD, vault_id, read_file(path))
        return cls(path, key, vault_id, _parsed(plaintext))

    @property
    def cases(self) -> frozenset[CaseId]:
        """The cases that have a key."""
        return frozenset(self._cases)

    def create(self, case_id: CaseId) -> None:
        """Make the case's random key and put it on disk; a key that exists stays as it is.

        Raises:
            FolderReadOnlyError: The ring cannot be written; the case has no key.
            DiskFullError: There is no room; the case has no key.
        """
        with self._lock:
            if case_id not in self._cases:
                self._write(self._cases | {case_id: Secret(secrets.token_bytes(KEY_BYTES))})

    def destroy(self, case_id: CaseId) -> None:
        """Replace the ring by one without the case's key; a key that is gone is no error.

        Raises:
            FolderReadOnlyError: The ring cannot be written; the key is still there.
            DiskFullError: There is no room; the key is still there.
        """
        with self._lock:
            if case_id in self._cases:
                self._write({known: k for known, k in self._cases.items() if known != case_id})

    def commit_to(self, case_id: CaseId, value: bytes) -> bytes:
        """Return the HMAC-SHA256 that stands for `value` in the audit (see `CaseCipher`).

        Raises:
            VaultDamagedError: The ring holds no key of the case.
        """
        return hmac.digest(self.derive(case_id, AUDIT).reveal(), value, "sha256")

    def derive(self, case_id: CaseId, purpose: str) -> Secret:
        """Return the case's 32-byte key for `purpose` (see `CaseCipher`).

        Raises:
            VaultDamagedError: The ring holds no key of the case.
        """
        key = self._cases.get(case_id)
        if key is None:
            raise VaultDamagedError(M("The key that opens this record is not in this profile."))
        return derived(key, f"intake/v1/case/{purpose}")

    def _write(self, cases: dict[CaseId, Secret]) -> None:
        plaintext = _packed(cases)
        replace_file(self._path, seal_small(self._key, HEAD, self._vault_id, plaintext))
        self._cases = cases


def _packed(cases: Mapping[CaseId, Secret]) -> bytes:
    encoded = strict_json.dumps(
        {case: base64.b64encode(key.reveal()).decode("ascii") for case, key in cases.items()}
    )
    return encoded + b" " * (-len(encoded) % BLOCK)


def _parsed(plaintext: bytes) -> dict[CaseId, Secret]:
    """Return the keys; the plaintext is authentic, so that a fault in it is our own."""
    try:
        found = strict_json.loads(plaintext, max_bytes=len(plaintext))
        if not isinstance(found, dict):
            raise VaultDamagedError
        return {
            CaseId(case): Secret(base64.b64decode(str(key), validate=True))
            for case, key in found.items()
        }
    except (OutsideFileError, ValueError):
        raise VaultDamagedError from None
