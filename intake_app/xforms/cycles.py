"""Formulas that wait for each other.

Only references within the same entry of a repeat count: a running total that
reads the entry before its own is no circle, although by names alone it looks
like one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.xforms.graph import Aspect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.graph import Computation
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.xpath.deps import Dependency

_WAITING = frozenset({Aspect.RELEVANT, Aspect.CALCULATE, Aspect.COUNT})
_DECIDING = _WAITING | {Aspect.READONLY, Aspect.REQUIRED}
_SELF_READERS = frozenset({"once", "coalesce", "if"})


def reads_itself(computation: Computation) -> bool:
    """Whether a formula reads its own node where that means nothing.

    A constraint judges a value that is there, choices and wording are read by
    nobody, and once(.), coalesce(., x) or if() keep an earlier value.
    """
    if computation.aspect not in _DECIDING:
        return False
    keeps = computation.aspect is Aspect.CALCULATE
    if keeps and not _SELF_READERS.isdisjoint(computation.reads.functions):
        return False
    node = computation.node
    return any(
        dependency.names == node.names and _is_same_entry(dependency, node, node)
        for dependency in computation.reads.paths
    )


def find_cycles(definition: FormDefinition) -> Iterator[list[Computation]]:
    """Yield circles of two or more computations, or of a group and what is in it, each once."""
    edges = {
        c.order: list(_waits_for(definition, c))
        for c in definition.graph.computations
        if c.aspect in _WAITING
    }
    by_order = {c.order: c for c in definition.graph.computations}
    done: set[int] = set()
    for start, first in edges.items():
        if start in done:
            continue
        path: list[int] = []
        on_path: set[int] = set()
        stack: list[tuple[int, Iterator[int]]] = [(start, iter(first))]
        path.append(start)
        on_path.add(start)
        while stack:
            order, waiting = stack[-1]
            following = next(waiting, None)
            if following is None:
                stack.pop()
                path.pop()
                on_path.discard(order)
                done.add(order)
            elif following in on_path:
                yield [by_order[o] for o in path[path.index(following) :]]
            elif following not in done:
                stack.append((following, iter(edges[following])))
                path.append(following)
                on_path.add(following)


def _waits_for(definition: FormDefinition, computation: Computation) -> Iterator[int]:
    graph = definition.graph
    for dependency in computation.reads.paths:
        for node in graph.resolve(dependency.names):
            if not _is_same_entry(dependency, node, computation.node):
                continue
            if node is computation.node:
                continue  # told by `reads_itself`, unless it means something
            if computation.node.path.startswith(f"{node.path}/"):
                continue  # an ancestor: its place or relevance, which is not its content
            for other in graph.producers(node):
                if other.aspect in _WAITING and not _is_above(other, computation):
                    yield other.order


def _is_same_entry(dependency: Dependency, node: NodeDef, reader: NodeDef) -> bool:
    """Whether the node read is sure to stand in the reader's own entry of every repeat."""
    above: NodeDef | None = node
    while above is not None:
        inside = reader.names[: len(above.names)] == above.names
        if above.is_repeat and inside and dependency.anchor < len(above.names):
            return False
        above = above.parent
    return True


def _is_above(other: Computation, computation: Computation) -> bool:
    """Whether `other` is the relevance of something around the computation's own node."""
    inside = computation.node.path.startswith(f"{other.node.path}/")
    return inside and other.aspect is not Aspect.CALCULATE and computation.aspect is Aspect.RELEVANT
