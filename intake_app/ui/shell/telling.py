"""A problem as one message, to be shown beside the thing it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M

if TYPE_CHECKING:
    from intake_app.domain.errors import IntakeError
    from intake_app.domain.message import Message


def told(error: IntakeError) -> Message:
    """Return what happened and what to do now."""
    if error.hint is None:
        return error.summary
    # Translators: what happened, and then what to do; two whole sentences.
    return M("{what_happened} {what_to_do}", what_happened=error.summary, what_to_do=error.hint)
