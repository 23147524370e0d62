"""ODK's functions that choose nodes or depend on where they are called."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from intake_app.xforms.xpath.compile import as_nodes
from intake_app.xforms.xpath.nodes import Node, NodeKind
from intake_app.xforms.xpath.signature import Function, eager
from intake_app.xforms.xpath.steps import start
from intake_app.xforms.xpath.tree import Axis, Expression, Path
from intake_app.xforms.xpath.values import Value, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.xforms.xpath.closure import Evaluate
    from intake_app.xforms.xpath.environment import Context
    from intake_app.xforms.xpath.signature import Builder
    from intake_app.xforms.xpath.tree import Call


def _if(builder: Builder, call: Call) -> Evaluate:
    """Build if(condition, then, else); only the branch that is taken is evaluated."""
    condition, then, otherwise = (builder.build(a) for a in call.arguments)
    return lambda c: then(c) if to_boolean(condition(c)) else otherwise(c)


def _once(builder: Builder, call: Call) -> Evaluate:
    """Build once(value): what the node already holds, else the value."""
    value = builder.build(call.arguments[0])

    def evaluate(c: Context) -> Value:
        present = c.node.string()
        return present or value(c)

    return evaluate


def _instance(c: Context, name: Value) -> Value:
    found = c.environment.resources.instance(to_string(name))
    return [] if found is None else [found]


def _pulldata(c: Context, name: Value, wanted: Value, key_column: Value, key: Value) -> Value:
    """Look a key up in a column of a secondary instance; columns may be attributes (``@x``)."""
    root = c.environment.resources.instance(to_string(name))
    if root is None:
        return ""
    column, value, target = to_string(key_column), to_string(key), to_string(wanted)
    for node in root.descendants():
        if value in _column(node, column):
            return next(iter(_column(node, target)), "")
    return ""


def _column(node: Node, name: str) -> list[str]:
    if name.startswith("@"):
        return [a.text for a in node.attributes if a.name == name[1:]]
    return [child.string() for child in node.named(name)]


def names_from_root(path: Expression, builder: Builder, c: Context) -> list[str] | None:
    """Return the names from where absolute paths start to what a plain path points at.

    Args:
        path: A path of plain names and parent steps; anything else gives None.
        builder: Expands the names.
        c: Gives the node at which a relative path starts.
    """
    if not isinstance(path, Path) or path.base is not None:
        return None
    names: list[str] = []
    if not path.absolute:
        root = start(c)
        above = takewhile(lambda n: n is not root, (c.node, *c.node.ancestors()))
        names = [n.name for n in above if n.kind is NodeKind.ELEMENT]
        names.reverse()
    for step in path.steps:
        if step.axis is Axis.PARENT:
            if names:
                names.pop()
        elif step.axis is Axis.CHILD and step.test.type == "name":
            names.append(builder.expand(step.test.name))
        elif step.axis is not Axis.SELF:
            return None
    return names


def _indexed_repeat(builder: Builder, call: Call) -> Evaluate:
    """Build indexed-repeat(target, repeat, index, ...): a path with places set into it."""
    if len(call.arguments) % 2 == 0:
        return lambda _: ""
    target = call.arguments[0]
    repeats = call.arguments[1::2]
    indexes = [builder.build(a) for a in call.arguments[2::2]]

    def evaluate(c: Context) -> Value:
        names = names_from_root(target, builder, c)
        if names is None:
            return []
        places: dict[int, int] = {}
        for repeat, index in zip(repeats, indexes, strict=True):
            prefix = names_from_root(repeat, builder, c)
            number = to_number(index(c), c.zone)
            if prefix is None or prefix != names[: len(prefix)]:
                return []
            places[len(prefix)] = int(number) if number == number else 0  # noqa: PLR0124 - NaN
        return _walk(start(c), names, places)

    return evaluate


def _walk(root: Node, names: Sequence[str], places: Mapping[int, int]) -> list[Node]:
    """Walk from the root by names, keeping at each depth the place asked for."""
    nodes: list[Node] = [root]
    for depth, name in enumerate(names, start=1):
        place = places.get(depth)
        found: list[Node] = []
        for node in nodes:
            children = node.named(name)
            if place is None:
                found.extend(children)
            elif 1 <= place <= len(children):
                found.append(children[place - 1])
        nodes = found
    return nodes


NODE_FUNCTIONS: Mapping[str, Function] = {
    "if": Function(3, 3, _if),
    "once": Function(1, 1, _once),
    "current": eager(lambda c: [c.current], 0),
    "instance": eager(_instance, 1),
    "pulldata": eager(_pulldata, 4),
    "indexed-repeat": Function(3, None, _indexed_repeat),
    "count-non-empty": eager(
        lambda _, nodes: float(sum(1 for n in as_nodes(nodes) if n.string() != "")), 1
    ),
}
