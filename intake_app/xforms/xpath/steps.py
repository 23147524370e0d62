"""Location paths turned into closures (XPath 1.0, section 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.nodes import Node, NodeKind, in_document_order
from intake_app.xforms.xpath.tree import Axis, NodeTest, Path, Step
from intake_app.xforms.xpath.values import to_boolean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from intake_app.xforms.xpath.closure import Evaluate
    from intake_app.xforms.xpath.signature import Builder

    Walk = Callable[[Context], list[Node]]
    Move = Callable[[Node], Iterable[Node]]

_REVERSE = frozenset({Axis.ANCESTOR, Axis.ANCESTOR_OR_SELF, Axis.PRECEDING, Axis.PRECEDING_SIBLING})
_KINDS = {
    "text": NodeKind.TEXT,
    "comment": NodeKind.COMMENT,
    "processing-instruction": NodeKind.INSTRUCTION,
}
_KEEPS_ORDER = frozenset({Axis.CHILD, Axis.SELF, Axis.ATTRIBUTE})


def start(c: Context) -> Node:
    """Return where absolute paths start: in the form's own instance.

    Also inside a predicate on a secondary instance (XForms 1.1, section 7.11).
    """
    return c.environment.root or c.current.root()


def compile_steps(path: Path, builder: Builder) -> Walk:
    """Return a closure that walks the steps of `path` from the context node."""
    plain = _plain_names(path, builder)
    if plain is not None:
        return _walk_names(path.absolute, plain)
    steps = [_compile_step(s, builder) for s in path.steps]
    orderly = all(s.axis in _KEEPS_ORDER for s in path.steps)

    def walk(c: Context) -> list[Node]:
        nodes = [start(c) if path.absolute else c.node]
        for step in steps:
            found: list[Node] = []
            for node in nodes:
                found.extend(step(node, c))
            nodes = found if orderly or len(nodes) == 1 else in_document_order(found)
        return nodes if orderly else in_document_order(nodes)

    return walk


def _plain_names(path: Path, builder: Builder) -> list[str] | None:
    """Return the names of a path made of plain child and parent steps alone.

    ``..`` stands for itself; other steps or predicates give None. Parents come
    first in what is accepted, so that no sorting is needed.
    """
    names: list[str] = []
    for step in path.steps:
        if step.predicates:
            return None
        is_any = step.test.type == "node"
        if step.axis is Axis.SELF and is_any:
            continue
        if step.axis is Axis.PARENT and is_any and all(n == ".." for n in names):
            names.append("..")
        elif step.axis is Axis.CHILD and step.test.type == "name" and "*" not in step.test.name:
            names.append(builder.expand(step.test.name))
        else:
            return None
    return names


def _walk_names(absolute: bool, names: Sequence[str]) -> Walk:  # noqa: FBT001 - one private call
    """Return the quick walk of `_plain_names`."""
    ups = sum(1 for n in names if n == "..")
    downs = tuple(names[ups:])

    def walk(c: Context) -> list[Node]:
        if absolute and (known := c.environment.fixed.get(downs)) is not None:
            return [known]
        node: Node | None = start(c) if absolute else c.node
        for _ in range(ups):
            node = node.parent if node is not None else None
        if node is None:
            return []
        nodes: Sequence[Node] = (node,)
        for name in downs:
            if len(nodes) == 1:
                nodes = nodes[0].named(name)
            else:
                nodes = [child for n in nodes for child in n.named(name)]
        return list(nodes)

    return walk


def _compile_step(step: Step, builder: Builder) -> Callable[[Node, Context], list[Node]]:
    move = _move(step, builder)
    predicates = [builder.build(p) for p in step.predicates]
    backwards = step.axis in _REVERSE

    def take(node: Node, c: Context) -> list[Node]:
        nodes = list(move(node))
        for predicate in predicates:
            nodes = select_by(predicate, nodes, c)
        if backwards:
            nodes.reverse()
        return nodes

    return take


def select_by(predicate: Evaluate, nodes: Sequence[Node], outer: Context) -> list[Node]:
    """Return the nodes for which a predicate holds; a number means a position."""
    kept: list[Node] = []
    inner = Context(outer.node, outer.environment, current=outer.current, size=len(nodes))
    for position, node in enumerate(nodes, start=1):
        inner.node = node
        inner.position = position
        value = predicate(inner)
        if isinstance(value, bool):
            holds = value
        elif isinstance(value, float):
            holds = value == position
        else:
            holds = to_boolean(value)
        if holds:
            kept.append(node)
    return kept


def _move(step: Step, builder: Builder) -> Move:
    """Return the nodes on an axis that pass the node test, nearest first."""
    axis = step.axis
    principal = NodeKind.ATTRIBUTE if axis is Axis.ATTRIBUTE else NodeKind.ELEMENT
    accepts = _test(step.test, principal, builder)
    if accepts is None and axis is Axis.CHILD:
        name = builder.expand(step.test.name)
        return lambda node: node.named(name)
    along = _AXES.get(axis)
    if along is None:
        raise ExpressionError(M("Paths along namespaces are not supported."))
    if accepts is None:
        name = builder.expand(step.test.name)
        return lambda node: [n for n in along(node) if n.name == name and n.kind is principal]
    return lambda node: [n for n in along(node) if accepts(n)]


def _test(test: NodeTest, principal: NodeKind, builder: Builder) -> Callable[[Node], bool] | None:
    """Return a check for a node test; None for a plain name."""
    if test.type == "node":
        return lambda _: True
    if test.type != "name":
        kind = _KINDS[test.type]
        return lambda n: n.kind is kind and (not test.name or n.name == test.name)
    if test.name == "*":
        return lambda n: n.kind is principal
    if test.name.endswith(":*"):
        prefix = builder.expand(test.name)[:-1]
        return lambda n: n.kind is principal and n.name.startswith(prefix)
    return None


def _child(node: Node) -> Iterable[Node]:
    if node.children or node.kind is not NodeKind.ELEMENT:
        return node.children
    text = node.string()
    return (_own_text(node, text),) if text else ()


def _own_text(node: Node, text: str) -> Node:
    """Return a text node that stands for what a leaf carries itself."""
    found = Node(NodeKind.TEXT, "", text)
    found.parent = node
    return found


def _parent(node: Node) -> Iterable[Node]:
    return () if node.parent is None else (node.parent,)


def _siblings(node: Node) -> Sequence[Node]:
    if node.parent is None or node.kind is NodeKind.ATTRIBUTE:
        return ()
    return node.parent.children


def _place(node: Node, siblings: Sequence[Node]) -> int:
    return next((i for i, s in enumerate(siblings) if s is node), 0)


def _following_sibling(node: Node) -> Iterable[Node]:
    siblings = _siblings(node)
    return siblings[_place(node, siblings) + 1 :]


def _preceding_sibling(node: Node) -> Iterable[Node]:
    siblings = _siblings(node)
    return reversed(siblings[: _place(node, siblings)])


def _following(node: Node) -> Iterator[Node]:
    if node.kind is NodeKind.ATTRIBUTE and node.parent is not None:
        node = node.parent
        yield from node.descendants()
    for start in (node, *node.ancestors()):
        for sibling in _following_sibling(start):
            yield sibling
            yield from sibling.descendants()


def _preceding(node: Node) -> Iterator[Node]:
    if node.kind is NodeKind.ATTRIBUTE and node.parent is not None:
        node = node.parent
    for start in (node, *node.ancestors()):
        for sibling in _preceding_sibling(start):
            yield from reversed(list(sibling.descendants()))
            yield sibling


def _descendant_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from node.descendants()


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from node.ancestors()


_AXES: dict[Axis, Move] = {
    Axis.CHILD: _child,
    Axis.DESCENDANT: Node.descendants,
    Axis.PARENT: _parent,
    Axis.ANCESTOR: Node.ancestors,
    Axis.FOLLOWING_SIBLING: _following_sibling,
    Axis.PRECEDING_SIBLING: _preceding_sibling,
    Axis.FOLLOWING: _following,
    Axis.PRECEDING: _preceding,
    Axis.ATTRIBUTE: lambda node: node.attributes,
    Axis.SELF: lambda node: (node,),
    Axis.DESCENDANT_OR_SELF: _descendant_or_self,
    Axis.ANCESTOR_OR_SELF: _ancestor_or_self,
}
