"""The texts of a form in the languages asked for, with values filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.form import FormText, OptionView
from intake_app.xforms.choices import name_of, offered_nodes
from intake_app.xforms.names import path_names, shared_names
from intake_app.xforms.plain import text_of
from intake_app.xforms.tree import InstanceNode, generic_path
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.values import to_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.xforms.controls import TextRef
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.engine import Engine
    from intake_app.xforms.plain import Plain
    from intake_app.xforms.xpath.nodes import Node

ISOLATE = "\u2068"
END_ISOLATE = "\u2069"
_ITEXT_LABEL = re.compile(r"jr:itext\(\s*([\w.-]+)\s*\)")


class FormResources:
    """What expressions may ask of the form (`xpath.environment.Resources`).

    Attributes:
        language: The tag in which ``jr:itext`` and ``jr:choice-name`` answer.
    """

    def __init__(self, definition: FormDefinition) -> None:
        self._definition = definition
        self._instances: dict[str, Node | None] = {}
        self.language = definition.default_language
        self.engine: Engine | None = None

    def instance(self, name: str) -> Node | None:
        """Return the root of a secondary instance, or None."""
        if name not in self._instances:
            self._instances[name] = self._definition.instance(name)
        return self._instances[name]

    def text(self, text_id: str) -> str:
        """Return a text without filled-in values, in the present language."""
        definition = self._definition
        for tag in (definition.serving(self.language), definition.default_language):
            found = definition.text(text_id, tag)
            if found is not None:
                return "".join(s for s in found if isinstance(s, str))
        return ""

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """Return the label of the choice called `value` of a question."""
        engine = self.engine
        if engine is None or not isinstance(node, InstanceNode):
            return ""
        for target in self._questions(engine, question, node):
            if not isinstance(target, InstanceNode):
                continue
            for option in options(engine, target, (self.language,)):
                if option.name == value and option.labels:
                    return option.labels[0].text
        return ""

    @staticmethod
    def _questions(engine: Engine, question: str, node: InstanceNode) -> Sequence[Node]:
        """Return the questions that a path means, seen from a node."""
        definition = engine.definition.find(path_names(generic_path(question)))
        if question.startswith("/") and definition is not None:
            shared = shared_names(node.definition.names, definition.names)
            return list(engine.targets(definition, node, shared))
        try:
            found = engine.definition.compiler.compile(question)(Context(node, engine.environment))
        except ExpressionError:
            return ()
        return found if isinstance(found, list) else ()


def texts(
    engine: Engine,
    ref: TextRef | None,
    node: InstanceNode,
    languages: Sequence[str],
    form: str = "",
) -> tuple[FormText, ...]:
    """Return a text in each language asked for; empty when the form has no such text.

    Args:
        engine: Gives the definition and evaluates what is filled in.
        ref: Where the text is.
        node: The node that filled-in expressions are evaluated at.
        languages: BCP 47 tags, in the order wanted.
        form: "" for the text itself, "guidance" for guidance beside a hint.
    """
    if ref is None:
        return ()
    if ref.expression:
        return tuple(_evaluated(engine, ref.expression, node, asked) for asked in languages)
    found = [_text(engine, ref.id, node, asked, form) for asked in languages]
    return tuple(t for t in found if t is not None)


def _text(
    engine: Engine, text_id: str, node: InstanceNode, asked: str, form: str
) -> FormText | None:
    definition = engine.definition
    serving = definition.serving(asked)
    segments = definition.text(text_id, serving, form)
    language = asked if _serves(asked, serving) else serving
    if segments is None and serving != definition.default_language:
        serving = language = definition.default_language
        segments = definition.text(text_id, serving, form)
    if segments is None:
        return None
    return FormText(
        asked=asked,
        language=language,
        text=_filled(engine, segments, node, asked),
        reviewed=definition.is_reviewed(serving),
    )


def _serves(asked: str, serving: str) -> bool:
    """Whether a text in `serving` is what was asked for: the language, without its region."""
    return asked == serving or asked.startswith(f"{serving}-")


def _evaluated(engine: Engine, expression: str, node: InstanceNode, asked: str) -> FormText:
    text = _value(engine, expression, node, asked)
    return FormText(asked=asked, language=engine.definition.serving(asked), text=text)


def _filled(engine: Engine, segments: Sequence[Plain], node: InstanceNode, asked: str) -> str:
    """Return the text with values filled in, each isolated for direction (UAX 9)."""
    parts: list[str] = []
    for segment in segments:
        if isinstance(segment, str):
            parts.append(segment)
        elif isinstance(segment, dict):
            value = _value(engine, text_of(segment, "o"), node, asked)
            parts.append(f"{ISOLATE}{value}{END_ISOLATE}")
    return "".join(parts)


def _value(engine: Engine, expression: str, node: Node, asked: str) -> str:
    resources = engine.environment.resources
    before = resources.language if isinstance(resources, FormResources) else ""
    try:
        if isinstance(resources, FormResources):
            resources.language = asked
        evaluate = engine.definition.compiler.compile(expression)
        return to_string(evaluate(Context(node, engine.environment)))
    except ExpressionError:
        return ""
    finally:
        if isinstance(resources, FormResources):
            resources.language = before


def options(engine: Engine, node: InstanceNode, languages: Sequence[str]) -> tuple[OptionView, ...]:
    """Return the choices that a question offers now, labelled in each language."""
    control = node.definition.control
    if control is None:
        return ()
    if control.itemset is None:
        return tuple(
            OptionView(name=choice.name, labels=texts(engine, choice.label, node, languages))
            for choice in control.choices
        )
    itemset = control.itemset
    itext = _ITEXT_LABEL.fullmatch(itemset.label)
    return tuple(
        OptionView(
            name=name_of(engine, itemset.value, item, node),
            labels=tuple(
                _item_label(engine, item, node, asked, itext[1] if itext else "")
                for asked in languages
            ),
        )
        for item in offered_nodes(engine, node)
    )


def _item_label(
    engine: Engine, item: Node, node: InstanceNode, asked: str, id_column: str
) -> FormText:
    control = node.definition.control
    label = control.itemset.label if control is not None and control.itemset else "label"
    if id_column:
        ids = item.named(id_column)
        found = _text(engine, ids[0].string(), node, asked, "") if ids else None
        return found or FormText(asked=asked, language=asked, text="")
    columns = item.named(label)
    text = columns[0].string() if columns else _value(engine, label, item, asked)
    return FormText(asked=asked, language=engine.definition.serving(asked), text=text)
