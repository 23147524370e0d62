"""What can be wrong with sealed bytes, by outcome.

These carry no text for people: `packet` and `vault` say what each means for
the file at hand. None of them quotes the bytes.
"""

from __future__ import annotations

from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M


class SealingError(Exception):
    """Sealed bytes that cannot be used."""


class HeaderError(SealingError):
    """The age header breaks the format, or our policy for it."""


class MacError(SealingError):
    """The header opens, but it is not the header that was written."""


class NoMatchError(SealingError):
    """No stanza of the header opens with the identities given."""


class PayloadError(SealingError):
    """The payload was changed, cut short or continued."""


class KeyFormatError(SealingError):
    """A key is not of its form, or is one that must not be used."""


class EnvelopeError(SealingError):
    """A signed envelope breaks the format, or a signature does not match."""


class ArchiveError(SealingError):
    """An archive is not byte for byte what we would have written."""


class BackendError(IntakeError):
    """The cryptography library lacks what packets need."""

    code = "sealing.backend"
    summary = M("The encryption library on this computer lacks what Intake needs.")
    hint = M("Install Intake with its own libraries, as its manual says.")
