"""What a desk decides on, read from the answers that were agreed to leave.

Only what a form asks is said: where no form has a question for it, it stays
absent, and nothing is put together from other answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.circumstances import (
    AgeBand,
    Children,
    Circumstances,
    Danger,
    GenderWish,
    Party,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.form import QuestionView

MUST_NOT_KNOW: Final = "keep-away"
ACCESS: Final = "access-needs"
REGION: Final = "region"
HELPER: Final = "helper-wish"
DANGER: Final = "danger-now"
ADULTS: Final = "adults-coming"
CHILDREN: Final = {band: f"children-{band.value}" for band in AgeBand}
"""The meanings that stand for them in forms (`forms/referral`)."""

_LONGEST: Final = 500
_LONGEST_REGION: Final = 100
_MOST: Final = 50
_NOTHING: Final = frozenset({"none", "nothing"})


def circumstances_from(
    agreed: Mapping[str, Iterable[QuestionView]], *, is_adult: bool = False
) -> Circumstances:
    """Return what the agreed answers say of it.

    Args:
        agreed: The questions that leave, by field group: nothing else is looked at.
        is_adult: Whether it leaves that the person is one; then they are counted, too.
    """
    said = {view.meaning: view.value for views in agreed.values() for view in views if view.meaning}
    return Circumstances(
        people=_party(said) if is_adult else None,
        region=_cut(said.get(REGION, ""), _LONGEST_REGION),
        gender_wish=GenderWish(said[HELPER]) if said.get(HELPER) in set(GenderWish) else None,
        access=tuple(code for code in said.get(ACCESS, "").split() if code not in _NOTHING),
        danger=_danger(said.get(DANGER, "")),
        must_not_know=_cut(said.get(MUST_NOT_KNOW, ""), _LONGEST),
    )


def _party(said: Mapping[str, str]) -> Party | None:
    """Return who comes, when anybody was asked; an answer that is no number counts nobody."""
    if not any(said.get(meaning) for meaning in (ADULTS, *CHILDREN.values())):
        return None
    found = [Children(band=band, count=_count(said, name)) for band, name in CHILDREN.items()]
    return Party(
        adults=1 + _count(said, ADULTS),
        children=tuple(children for children in found if children.count),
    )


def _count(said: Mapping[str, str], meaning: str) -> int:
    value = said.get(meaning, "")
    return min(int(value), _MOST) if value.isascii() and value.isdigit() else 0


def _danger(value: str) -> tuple[Danger, ...]:
    """Return the codes said; that none was is said only when it was asked."""
    codes = value.split()
    if codes and _NOTHING.issuperset(codes):
        return (Danger.NONE_SAID,)
    return tuple(danger for danger in Danger if danger in codes)


def _cut(text: str, most: int) -> str:
    line = " ".join(text.split()) if most == _LONGEST_REGION else text
    return line if len(line) <= most else line[: most - 1] + "\u2026"
