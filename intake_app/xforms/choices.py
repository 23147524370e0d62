"""The choices that a question offers: from a list in place, or from nodes by a filter."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def offered_names(engine: Engine, node: InstanceNode) -> frozenset[str] | None:
    """Return the names offered now; None when the question offers no list."""
    control = node.definition.control
    if control is None or not control.is_select:
        return None
    if control.itemset is None:
        return frozenset(choice.name for choice in control.choices) or None
    value = control.itemset.value
    return frozenset(name_of(engine, value, item, node) for item in offered_nodes(engine, node))
