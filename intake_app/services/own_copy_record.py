"""What was made for the person to take along, as the record keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.own_copy import CopyKind, GivenCopy
from intake_app.domain.remark import RemarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.remark import Remark

ADULT: Final = "adult"
"""The subject of what was made with the adult who is responsible for a child."""


def copies_among(remarks: Iterable[Remark]) -> tuple[GivenCopy, ...]:
    """Return what was made for the person, oldest first."""
    return tuple(
        GivenCopy(at=remark.at, kind=CopyKind(remark.text), with_adult=remark.subject == ADULT)
        for remark in remarks
        if remark.kind is RemarkKind.OWN_COPY
    )
