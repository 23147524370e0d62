"""The sentences with which bytes from outside are refused.

One place, so that every reader of outside bytes says the same thing in the
same words. None of them repeats a value found in the bytes.
"""

from __future__ import annotations

from intake_app.domain.errors import OutsideFileError
from intake_app.domain.message import M


def too_large() -> OutsideFileError:
    """Return the refusal of a file above a limit of size, count or depth."""
    return OutsideFileError(
        M("This file is larger or more deeply nested than Intake accepts."),
        hint=M("Ask the sender for a smaller file."),
    )


def malformed() -> OutsideFileError:
    """Return the refusal of a file that is not of the kind it should be."""
    return OutsideFileError(M("This file is damaged, or not of the kind that was expected."))


def unsafe() -> OutsideFileError:
    """Return the refusal of a file that uses something Intake never follows."""
    return OutsideFileError()
