"""An office's key that opens its workers' profiles when they cannot: values and what can go wrong.

On screens it is never called escrow: "the office can open it if you cannot".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from intake_app.domain.errors import IntakeError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M, Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The organisation that can open a profile if its worker cannot.

    Attributes:
        org: Its name.
        root: The fingerprint of its root.
        recipient: The age recipient of its escrow key, ``age1pq1…``.
    """

    org: str
    root: Fingerprint
    recipient: str


def request_mark(request: bytes) -> Fingerprint:
    """Return what stands for a request file: its 30 digits are reckoned as those of a card."""
    return Fingerprint(hashlib.sha256(b"intake-reset-request-v1\0" + request).hexdigest())


class OnlyOfficeError(IntakeError):
    """The profile has no passphrase any more; the office's key alone opens it."""

    code = "vault.only-office"
    summary = M("No passphrase opens this profile any more. Only your office can open it.")
    hint = M("Make a request file here and give it to your office.")


class NoOfficeError(IntakeError):
    """No office can open the profile."""

    code = "escrow.none"
    summary = M("No office can open this profile.")
    hint: Message | None = M("Take in your organisation's roster in Settings first.")


class EscrowKeyError(IntakeError):
    """The file with the office's key cannot be used, or this is the key of another office."""

    code = "escrow.key"
    summary = M("This file with the office's key cannot be used.")
    hint = M("Use the other copy of it.")


class ResetRequestError(IntakeError):
    """A request for a new passphrase cannot be answered."""

    code = "reset.request"
    summary = M("This is no request for a new passphrase, or it is damaged.")
    hint = M("Ask for the request file again.")


class ResetError(IntakeError):
    """An office's answer does not give this profile a new passphrase."""

    code = "reset.problem"
    summary = M("This file does not open your profile, or it is damaged.")
    hint = M("Ask your office for it again. Nothing here was changed.")
