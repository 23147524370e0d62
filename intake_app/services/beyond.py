"""What an answer in people's own words says that was not agreed, as far as a program can see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.referral import FIELD_GROUPS, MOST_SENSITIVE, OUTSIDE_GROUPS
from intake_app.domain.said_in import says
from intake_app.domain.sharing import groups_for
from intake_app.services.disclosure import LISTED, grouped, may_leave

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.sharing import SharingScope
    from intake_app.services.disclosure import CaseContents, OpenField

_BY_WORD = frozenset({"name"})
"""Groups of which one word says who somebody is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beyond:
    """Field groups of which a text says something that may not leave with it.

    Attributes:
        not_agreed: The person did not agree to share it with this office.
        not_yet: They did, and it leaves openly only once the office has accepted.
    """

    not_agreed: tuple[str, ...] = ()
    not_yet: tuple[str, ...] = ()

    @property
    def is_within(self) -> bool:
        """Whether nothing of the kind was found."""
        return not self.not_agreed and not self.not_yet


def said_beyond(
    contents: CaseContents, scope: SharingScope, text: str, *, is_accepted: bool
) -> Beyond:
    """Return what a text says that may not leave with it.

    Compared are the answers in words: a choice from a list is said in everybody's words.

    Args:
        contents: The person's case.
        scope: What they agreed to for the office that is answered.
        text: What is to leave.
        is_accepted: Whether that office has accepted: until then nothing leaves openly
            that a desk reads only by accepting (docs/formats/packet.md, "Two layers").
    """
    allowed = groups_for(contents.case.age, scope.output)
    said = {
        group: [field for field in fields if _is_said(text, field, group)]
        for group, fields in grouped(contents, contents.interview.languages).items()
    }
    free = {
        group: [f for f in fields if group in allowed and may_leave(f, group, scope)]
        for group, fields in said.items()
    }
    closed: Mapping[str, bool] = {
        group: not is_accepted and any(not _stands_outside(f, group) for f in fields)
        for group, fields in free.items()
    }
    return Beyond(
        not_agreed=tuple(g for g in FIELD_GROUPS if len(free[g]) < len(said[g])),
        not_yet=tuple(g for g in FIELD_GROUPS if closed[g]),
    )


def _is_said(text: str, field: OpenField, group: str) -> bool:
    view = field.view
    return view.kind not in LISTED and says(text, view.value, by_word=group in _BY_WORD)


def _stands_outside(field: OpenField, group: str) -> bool:
    return group in OUTSIDE_GROUPS and field.view.sensitivity < MOST_SENSITIVE
