"""What a screen draws of one question, in the languages asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.form import (
    FormText,
    QuestionKind,
    QuestionView,
)
from intake_app.xforms.controls import TextRef, by_of, kind_of, text_ref
from intake_app.xforms.plain import text_of
from intake_app.xforms.wording import options, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.xforms.engine import Engine
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.tree import InstanceNode

_YES = frozenset({"yes", "true", "true()", "1"})
_DEFAULT_SENSITIVITY = 1
_MAX_SENSITIVITY = 3


def question(engine: Engine, node: InstanceNode, languages: Sequence[str]) -> QuestionView:
    """Return everything needed to draw one question."""
    definition = node.definition
    control = definition.control
    ours = definition.ours
    return QuestionView(
        node=node.ref,
        kind=kind_of(control) if control is not None else QuestionKind.NOTE,
        labels=texts(engine, control.label, node, languages) if control else (),
        hints=texts(engine, control.hint, node, languages) if control else (),
        guidance=texts(engine, control.hint, node, languages, "guidance") if control else (),
        options=options(engine, node, languages) if control and control.is_select else (),
        value=node.text,
        state=node.state,
        relevant=node.relevant,
        required=node.required,
        readonly=node.readonly,
        violation=_violation(engine, node, languages),
        appearance=control.appearance if control else "",
        by=by_of(definition),
        sensitivity=_sensitivity(definition),
        gate=is_gate(definition),
        group=text_of(ours, "group"),
        meaning=text_of(ours, "meaning"),
        filled=is_filled(definition),
        plan=text_of(ours, "plan"),
    )


def _violation(
    engine: Engine, node: InstanceNode, languages: Sequence[str]
) -> tuple[FormText, ...]:
    """Return the form's words on what is wrong; empty texts where it has none."""
    if not node.is_violated:
        return ()
    bind = node.definition.bind
    key = "constraint_text" if node.text else "required_text"
    reference: TextRef | None = text_ref(bind, key)
    if node.text and node.fits:
        reference = None  # the choice is no longer offered: no message of the form says that
    found = {t.asked: t for t in texts(engine, reference, node, languages)}
    return tuple(
        found.get(asked, FormText(asked=asked, language=asked, text="")) for asked in languages
    )


def _sensitivity(definition: NodeDef) -> int:
    text = text_of(definition.ours, "sensitivity")
    if text.isdecimal() and int(text) <= _MAX_SENSITIVITY:
        return int(text)
    return _DEFAULT_SENSITIVITY


def _is_yes(text: str) -> bool:
    return text.strip().lower() in _YES


def is_gate(definition: NodeDef) -> bool:
    """Whether a "yes" to this question opens the rest of its topic."""
    return _is_yes(text_of(definition.ours, "gate"))


def is_filled(definition: NodeDef) -> bool:
    """Whether the opening screens write this question's answer, so that it is not asked again."""
    return _is_yes(text_of(definition.ours, "filled"))
