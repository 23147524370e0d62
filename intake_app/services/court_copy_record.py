"""A copy for a court as the record keeps it: written once, read for the page and the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.court_copy import CourtCopy, CourtOrder
from intake_app.guard import strict_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.remark import Remark
    from intake_app.guard.strict_json import JsonLike


def text_of(order: CourtOrder, given: Sequence[str], held_back: int) -> str:
    """Return the words of the remark that keeps it (docs/formats/store.md)."""
    body: dict[str, JsonLike] = {
        "ordered_by": order.ordered_by,
        "reason": order.reason,
        "told": order.is_told,
        "given": list(given),
        "held_back": held_back,
    }
    return strict_json.dumps(body).decode("utf-8")


def copy_of(remark: Remark) -> CourtCopy:
    """Return what a remark of the kind `COURT` keeps."""
    match strict_json.loads(remark.text):
        case {
            "ordered_by": str(by),
            "reason": str(reason),
            "told": bool(told),
            "given": list(given),
            "held_back": int(held_back),
        }:
            return CourtCopy(
                at=remark.at,
                order=CourtOrder(ordered_by=by, reason=reason, is_told=told),
                given=tuple(str(code) for code in given),
                held_back=held_back,
            )
        case _:
            raise ValueError("not what `text_of` returns")
