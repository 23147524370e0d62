"""What a desk decides on, read from the answers that were agreed to leave.

Only what a form asks is said: where no form has a question for it, it stays
absent, and nothing is put together from other answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.circumstances import Circumstances

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.form import QuestionView

MUST_NOT_KNOW: Final = "keep-away"
ACCESS: Final = "access-needs"
_LONGEST: Final = 500
_NOTHING: Final = frozenset({"none", "nothing"})


def circumstances_from(agreed: Mapping[str, Iterable[QuestionView]]) -> Circumstances:
    """Return what the agreed answers say of it.

    Args:
        agreed: The questions that leave, by field group: nothing else is looked at.
    """
    said = {view.meaning: view.value for views in agreed.values() for view in views if view.meaning}
    must_not_know = said.get(MUST_NOT_KNOW, "")
    if len(must_not_know) > _LONGEST:
        must_not_know = must_not_know[: _LONGEST - 1] + "\u2026"
    return Circumstances(
        access=tuple(code for code in said.get(ACCESS, "").split() if code not in _NOTHING),
        must_not_know=must_not_know,
    )
