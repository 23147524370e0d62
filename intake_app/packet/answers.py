"""Answers as they stand in a packet, in either layer (docs/formats/packet.md, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.referral import (
    FIELD_GROUPS,
    MOST_SENSITIVE,
    SharedAnswer,
    SharedGroup,
    may_stand_outside,
)
from intake_app.domain.times import to_iso
from intake_app.packet.forms import MAX_FORMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.guard.strict_json import JsonLike
    from intake_app.packet.fields import Fields

MAX_ANSWERS = 2_000
MAX_VALUE = 20_000
MAX_LINE = 500
MAX_ALIAS = 100


def groups_to_json(groups: Sequence[SharedGroup]) -> JsonLike:
    """Return groups of answers as JSON values."""
    return [
        {"group": group.group, "answers": [_answer_to_json(answer) for answer in group.answers]}
        for group in groups
    ]


def read_groups(fields: Fields, *, outside: bool) -> tuple[SharedGroup, ...]:
    """Return the groups under `groups`, each at most once.

    Args:
        fields: The object they stand in.
        outside: Whether they stand in the outer layer, where only some may.

    Raises:
        FieldError: A value is missing, of another type, outside its limits, or in a
            layer where it may not be.
    """
    groups = fields.objects("groups", len(FIELD_GROUPS), _read_group)
    names = [group.group for group in groups]
    if len(set(names)) != len(names):
        raise fields.wrong("groups")
    if outside and not all(may_stand_outside(g.group, a) for g in groups for a in g.answers):
        raise fields.wrong("groups")
    return groups


def _answer_to_json(answer: SharedAnswer) -> JsonLike:
    return {
        "form": answer.form,
        "node": answer.node,
        "label": dict(answer.label),
        "value": answer.value,
        "shown": dict(answer.shown),
        "state": answer.state,
        "basis": answer.basis,
        "via": answer.via,
        "languages": answer.languages,
        "at": None if answer.at is None else to_iso(answer.at),
        "sensitivity": answer.sensitivity,
    }


def _read_group(fields: Fields) -> SharedGroup:
    group = SharedGroup(
        group=fields.text("group", MAX_LINE),
        answers=fields.objects("answers", MAX_ANSWERS, _read_answer),
    )
    if group.group not in FIELD_GROUPS:
        raise fields.wrong("group")
    fields.done()
    return group


def _read_answer(fields: Fields) -> SharedAnswer:
    answer = SharedAnswer(
        form=fields.integer("form", most=MAX_FORMS),
        node=fields.text("node", MAX_LINE),
        label=fields.wordings("label"),
        value=fields.text("value", MAX_VALUE),
        shown=fields.wordings("shown"),
        state=fields.one_of_or_none("state", AnswerState),
        basis=fields.one_of_or_none("basis", Basis),
        via=fields.text("via", MAX_ALIAS),
        languages=fields.tags("languages"),
        at=fields.moment_or_none("at"),
        sensitivity=fields.integer("sensitivity", most=MOST_SENSITIVE),
    )
    if not answer.node.startswith("/"):
        raise fields.wrong("node")
    if answer.state is not None and (answer.value or answer.shown):
        raise fields.wrong("state")
    fields.done()
    return answer
