"""The worker's reading among what may be shared, with the person's comment beside it.

Only a reading that is ticked for sharing is offered, in the group of what the
worker saw, and as most sensitive: it leaves by a tick of its own alone, and is read
out before that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import Answer, Basis, Origin
from intake_app.domain.form import FormText, QuestionKind, QuestionView
from intake_app.domain.ids import NodeRef
from intake_app.domain.message import M
from intake_app.domain.referral import MOST_SENSITIVE
from intake_app.domain.remark import RemarkKind, latest
from intake_app.i18n.catalog import Catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from intake_app.domain.message import Message
    from intake_app.domain.remark import Remark

GROUP: Final = "observed"
READING: Final = NodeRef("/remark/reading")
COMMENT: Final = NodeRef("/remark/comment")
_LABELS: Final = {
    READING: M("How the worker reads it"),
    COMMENT: M("What the person says to that"),
}


def reading_answers(remarks: Iterable[Remark]) -> Mapping[NodeRef, Answer]:
    """Return the reading that may be offered and the comment on it, as answers."""
    known = list(remarks)
    reading = latest(known, RemarkKind.READING).get("")
    if reading is None or not reading.shared:
        return {}
    found = {
        READING: Answer(
            node=READING, value=reading.text, basis=Basis.IMPRESSION, origin=Origin.WORKER
        )
    }
    comment = latest(known, RemarkKind.COMMENT).get(reading.id)
    if comment is not None:
        found[COMMENT] = Answer(node=COMMENT, value=comment.text, basis=Basis.SAID)
    return found


def reading_views(
    answers: Mapping[NodeRef, Answer], languages: Sequence[str]
) -> tuple[QuestionView, ...]:
    """Return what of the answers is a reading or a comment, as it is read out."""
    return tuple(
        QuestionView(
            node=node,
            kind=QuestionKind.TEXT,
            labels=tuple(_label(message, tag) for tag in languages),
            value=answers[node].value,
            group=GROUP,
            sensitivity=MOST_SENSITIVE,
            by="worker" if node == READING else "ask",
        )
        for node, message in _LABELS.items()
        if node in answers
    )


def _label(message: Message, tag: str) -> FormText:
    catalog = Catalog(tag)
    return FormText(asked=tag, language=catalog.tag, text=catalog.text(message))
