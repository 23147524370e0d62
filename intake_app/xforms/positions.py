"""Positional references (``/data/rep[2]/q``), used only at the edges of the program."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.xforms.tree import InstanceNode

if TYPE_CHECKING:
    from intake_app.xforms.engine import Engine
    from intake_app.xforms.xpath.nodes import Node

_STEP = re.compile(r"/([^\[\]/]+)(?:\[([1-9][0-9]{0,8})\])?")
_REF = re.compile(rf"(?:{_STEP.pattern})+")


def find_node(engine: Engine, ref: str) -> InstanceNode | None:
    """Return the node that a positional or stable reference names, or None.

    Args:
        engine: Whose instance it is.
        ref: Absolute; a missing position means the first instance.
    """
    found = engine.nodes.get(ref)
    if found is not None:
        return found
    if _REF.fullmatch(ref) is None:
        return None
    node: Node = engine.document
    for match in _STEP.finditer(ref):
        children = node.named(match[1])
        place = int(match[2] or 1)
        if place > len(children):
            return None
        node = children[place - 1]
    return node if isinstance(node, InstanceNode) else None


def position_ref(node: InstanceNode) -> str:
    """Return the positional reference of a node: every repeat instance with its place."""
    steps: list[str] = []
    at: Node | None = node
    while isinstance(at, InstanceNode):
        if at.definition.is_repeat and at.parent is not None:
            siblings = at.parent.named(at.name)
            place = next(i for i, sibling in enumerate(siblings, start=1) if sibling is at)
            steps.append(f"{at.name}[{place}]")
        else:
            steps.append(at.name)
        at = at.parent
    return "/" + "/".join(reversed(steps))
