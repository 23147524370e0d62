"""The choices that a question offers: from a list in place, or from nodes by a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.message import M
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.values import to_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.xforms.engine import Engine
    from intake_app.xforms.tree import InstanceNode
    from intake_app.xforms.xpath.nodes import Node


def offered_nodes(engine: Engine, node: InstanceNode) -> Sequence[Node]:
    """Return the nodes that a question's itemset chooses now; none when it fails."""
    control = node.definition.control
    if control is None or control.itemset is None:
        return ()
    try:
        evaluate = engine.definition.compiler.compile(control.itemset.nodeset)
        value = evaluate(Context(node, engine.environment))
    except ExpressionError:
        return ()
    return value if isinstance(value, list) else ()


def name_of(engine: Engine, control_value: str, item: Node, node: InstanceNode) -> str:
    """Return the name of the choice that an item node stands for."""
    children = item.named(control_value)
    if children:
        return children[0].string().strip()
    evaluate = engine.definition.compiler.compile(control_value)
    return to_string(evaluate(Context(item, engine.environment, current=node))).strip()


def in_choice_order(engine: Engine, node: InstanceNode, text: str) -> str:
    """Return the value of a select_multiple in the order of its choices, each name once.

    Names that are not offered keep their order and come last; they are shown as
    a violation, never dropped.

    Raises:
        FormError: It is an order (rank) that leaves a choice out.
    """
    control = node.definition.control
    if control is not None and control.kind == "rank" and text.strip():
        if set(offered_names(engine, node) or ()) - set(text.split()):
            raise FormError(M("Put every choice into the order: none may be left out."))
        return text
    if control is None or control.kind != "select" or " " not in text.strip():
        return text
    order = {name: place for place, name in enumerate(offered_names(engine, node) or ())}
    chosen = list(dict.fromkeys(text.split()))
    return " ".join(sorted(chosen, key=lambda name: order.get(name, len(order))))


def offered_names(engine: Engine, node: InstanceNode) -> dict[str, None] | None:
    """Return the names offered now, in order; None when the question offers no list."""
    control = node.definition.control
    if control is None or not control.is_select:
        return None
    if control.itemset is None:
        return dict.fromkeys(choice.name for choice in control.choices) or None
    value = control.itemset.value
    return dict.fromkeys(name_of(engine, value, item, node) for item in offered_nodes(engine, node))
