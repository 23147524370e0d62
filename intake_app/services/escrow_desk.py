"""The office's key in the hands of two people: making it, and answering who forgot a passphrase.

It lies beside the root key, on a computer without a network, and opens with the passphrases
of the same two people. Its public half stands in the roster, signed by the root
(docs/formats/roster.md, section 2); what workers' profiles make of it is told in
docs/formats/vault.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.contact import digits_of
from intake_app.domain.errors import RootKeyError
from intake_app.domain.escrow import ResetRequestError, request_mark
from intake_app.domain.message import M
from intake_app.vault.escrow import EscrowKey, open_escrow_key
from intake_app.vault.reset_files import MAX_REQUEST, REQUEST_JOB, read_request

if TYPE_CHECKING:
    from pathlib import Path

    from intake_app.domain.ports import Random
    from intake_app.domain.secret import Secret
    from intake_app.guard.process import Guard
    from intake_app.services.organisation import Issued, RootOffice


@dataclass(frozen=True, slots=True, kw_only=True)
class EscrowDesk:
    """Makes the office's key and uses it. The methods block; call them off a screen's thread.

    Attributes:
        work_factor: log2 of what one guess at its passphrases costs, or None for
            what the format asks for.
    """

    random: Random
    guard: Guard
    work_factor: int | None = None

    def found(self, office: RootOffice, path: Path, first: Secret, second: Secret) -> Issued:
        """Make the key in a new file, and a roster that names it.

        Profiles follow a new key when they hold the roster and are opened: keep the file
        of an earlier key until all have.

        Args:
            office: The open root.
            path: A new file; keep two copies in two places.
            first: The first person's passphrase.
            second: The second person's.

        Raises:
            RootKeyError: There is such a file, or both passphrases are the same.
            FolderReadOnlyError: The folder cannot be written to.
            DiskFullError: There is no room.
        """
        if path.exists():
            raise RootKeyError(
                M("There is a file of this name already."), hint=M("Choose another name.")
            )
        key = EscrowKey.generate(self.random)
        key.save(path, first, second, work_factor=self.work_factor)
        return office.name_escrow(key.recipient)

    def digits(self, request: bytes) -> str:
        """Return the 30 digits that the person at the laptop reads out; a bad file has none.

        Raises:
            ResetRequestError: The file is no request, or damaged.
            GuardError: The child that looked at it died.
        """
        self._look(request)
        return digits_of(request_mark(request))

    def answer(  # noqa: PLR0913 - two keys, two people, one request and what was heard of it
        self,
        office: RootOffice,
        path: Path,
        first: Secret,
        second: Secret,
        *,
        request: bytes,
        digits: str,
    ) -> bytes:
        """Return the answer by which the profile takes the passphrase its worker chose.

        Args:
            office: The open root; it signs.
            path: The file of the office's key.
            first: The first person's passphrase.
            second: The second person's.
            request: The request file.
            digits: What the person read out from their laptop. Know them by their voice:
                whoever took the laptop could make the same request.

        Raises:
            ResetRequestError: The digits are others, or the request is damaged or changed.
            EscrowKeyError: The key does not open, or the profile was not set up for it.
            GuardError: The child that looked at the request died.
        """
        self._look(request)
        said = "".join(c for c in digits if c.isdigit())
        if said != digits_of(request_mark(request)).replace(" ", ""):
            raise ResetRequestError(
                M("The digits are not the same."),
                hint=M("Let the person read them out once more. Do not answer what does not fit."),
            )
        key = open_escrow_key(path, first, second)
        return office.answer_reset(read_request(request), key)

    def _look(self, request: bytes) -> None:
        if len(request) > MAX_REQUEST:
            raise ResetRequestError
        read_request(self.guard.run(REQUEST_JOB, {}, request).data)
