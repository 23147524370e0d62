"""What must be computed, in which order, and what sets it off.

A computation is one expression at one generic path; its rank puts it behind
everything it reads. Constraints, choices and wording are read by nothing, so
they come last and can refer to their own node without making a cycle.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from intake_app.xforms.plain import text_of
from intake_app.xforms.xpath.deps import ANY, BELOW, Reads, reads
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.functions import VOLATILE
from intake_app.xforms.xpath.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake_app.xforms.controls import Control, TextRef
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.xpath.closure import Evaluate

LAST = 1_000_000
"""The rank of computations that nothing else reads."""


class Aspect(IntEnum):
    """What a computation decides about its node."""

    RELEVANT = 0
    COUNT = 1
    CALCULATE = 2
    READONLY = 3
    REQUIRED = 4
    CONSTRAINT = 5
    OPTIONS = 6
    WORDING = 7


_BIND = {
    "relevant": Aspect.RELEVANT,
    "calculate": Aspect.CALCULATE,
    "readonly": Aspect.READONLY,
    "required": Aspect.REQUIRED,
    "constraint": Aspect.CONSTRAINT,
}
_UNREAD = frozenset(
    {Aspect.READONLY, Aspect.REQUIRED, Aspect.CONSTRAINT, Aspect.OPTIONS, Aspect.WORDING}
)


class Computation:
    """One expression of a form.

    Attributes:
        aspect: What it decides.
        node: The definition of the nodes it decides it for.
        sources: The expressions; wording and choices may have several.
        evaluate: The closure of the first; None when it cannot be parsed.
        rank: Its place in the order of computation.
        order: A number of its own, to break ties.
        is_volatile: Whether its value is chance or the moment.
        is_worded: Whether its value depends on the language shown.
    """

    __slots__ = (
        "aspect",
        "evaluate",
        "is_volatile",
        "is_worded",
        "node",
        "order",
        "rank",
        "reads",
        "sources",
    )

    def __init__(self, aspect: Aspect, node: NodeDef, sources: tuple[str, ...], order: int) -> None:
        self.aspect = aspect
        self.node = node
        self.sources = sources
        self.evaluate: Evaluate | None = None
        self.rank = LAST if aspect in _UNREAD else 0
        self.order = order
        self.reads = Reads()
        self.is_volatile = False
        self.is_worded = False

    def analyse(self, definition: FormDefinition) -> None:
        """Parse the expressions and find what they read."""
        for place, source in enumerate(self.sources):
            try:
                found = reads(parse(source), self.node.names)
                if place == 0:
                    self.evaluate = definition.compiler.compile(source)
            except ExpressionError:
                continue  # the checks of the compiler have told the author
            self.reads.paths.extend(found.paths)
            self.reads.calls.extend(found.calls)
            self.reads.instances |= found.instances
        self.is_volatile = not VOLATILE.isdisjoint(self.reads.functions)
        self.is_worded = self.reads.is_worded


class Graph:
    """All computations of a form and the order among them.

    Attributes:
        computations: In the order of their ranks.
        structure: By path of a repeat: what to do when instances come or go.
        worded: What depends on the language shown.
    """

    def __init__(self, definition: FormDefinition) -> None:
        self._definition = definition
        self.computations: list[Computation] = []
        for node in definition.nodes.values():
            self._add_bind(node)
            self._add_control(node)
        self._connect()
        self._rank()
        self.computations.sort(key=lambda c: (c.rank, c.order))
        self.worded = tuple(c for c in self.computations if c.is_worded)
        self.structure: dict[str, tuple[tuple[Computation, int], ...]] = {
            node.path: tuple(_structural(node))
            for node in definition.nodes.values()
            if node.is_repeat
        }

    def _add(self, aspect: Aspect, node: NodeDef, *sources: str) -> None:
        computation = Computation(aspect, node, sources, len(self.computations))
        computation.analyse(self._definition)
        node.computations.append(computation)
        self.computations.append(computation)

    def _add_bind(self, node: NodeDef) -> None:
        for name, aspect in _BIND.items():
            source = text_of(node.bind, name)
            if source:
                self._add(aspect, node, source)

    def _add_control(self, node: NodeDef) -> None:
        if node.repeat is not None and node.repeat.count:
            self._add(Aspect.COUNT, node, node.repeat.count)
        control = node.control
        if control is None:
            return
        if control.itemset is not None:
            self._add(Aspect.OPTIONS, node, control.itemset.nodeset)
        outputs = [source for ref in _texts(control) for source in self._outputs(ref)]
        if outputs:
            self._add(Aspect.WORDING, node, *outputs)

    def _outputs(self, ref: TextRef) -> Iterator[str]:
        if ref.expression:
            yield ref.expression
        definition = self._definition
        for segment in definition.text(ref.id, definition.default_language) or ():
            if isinstance(segment, dict):
                yield text_of(segment, "o")

    def _connect(self) -> None:
        for computation in self.computations:
            anchors: dict[str, tuple[NodeDef, int]] = {}
            for dependency in computation.reads.paths:
                for node in self.resolve(dependency.names):
                    present = anchors.get(node.path)
                    anchor = min(dependency.anchor, present[1] if present else LAST)
                    anchors[node.path] = (node, anchor)
            for node, anchor in anchors.values():
                node.dependents.append((computation, anchor))

    def resolve(self, names: tuple[str, ...]) -> Iterable[NodeDef]:
        """Return the definitions that a generic path with wildcards can mean."""
        if ANY not in names and BELOW not in names:
            node = self._definition.find(names)
            return () if node is None else (node,)
        root = self._definition.root
        if names[0] == BELOW:
            return (root, *root.descendants())
        if names[0] not in {ANY, root.name}:
            return ()
        found: list[NodeDef] = [root]
        for name in names[1:]:
            if name == BELOW:
                return [below for node in found for below in (node, *node.descendants())]
            found = [
                child
                for node in found
                for child in node.children.values()
                if name in {ANY, child.name}
            ]
        return found

    def producers(self, node: NodeDef) -> Iterator[Computation]:
        """Yield what decides the value that is read at `node`."""
        for computation in node.computations:
            if computation.aspect is Aspect.CALCULATE:
                yield computation
        above: NodeDef | None = node
        while above is not None:
            for computation in above.computations:
                if computation.aspect in {Aspect.RELEVANT, Aspect.COUNT}:
                    yield computation
            above = above.parent

    def _before(self, computation: Computation) -> Iterator[Computation]:
        for dependency in computation.reads.paths:
            for node in self.resolve(dependency.names):
                for other in self.producers(node):
                    if other is not computation:
                        yield other
        if computation.aspect is Aspect.CALCULATE:
            yield from (c for c in self.producers(computation.node) if c is not computation)

    def _rank(self) -> None:
        """Give each computation a rank above all it reads; a cycle is cut where it closes."""
        done: set[int] = set()
        for start in self.computations:
            if start.order in done or start.rank == LAST:
                continue
            stack: list[tuple[Computation, list[Computation]]] = [
                (start, list(self._before(start)))
            ]
            active = {start.order}
            while stack:
                computation, waiting = stack[-1]
                if waiting:
                    other = waiting.pop()
                    if other.order in done:
                        computation.rank = max(computation.rank, other.rank + 1)
                    elif other.order not in active and other.rank != LAST:
                        active.add(other.order)
                        stack.append((other, list(self._before(other))))
                    continue
                stack.pop()
                active.discard(computation.order)
                done.add(computation.order)
                if stack:
                    above = stack[-1][0]
                    above.rank = max(above.rank, computation.rank + 1)


def _texts(control: Control) -> Iterator[TextRef]:
    for ref in (control.label, control.hint):
        if ref is not None:
            yield ref


def _structural(repeat: NodeDef) -> Iterator[tuple[Computation, int]]:
    """Yield what reads a repeat or anything in it, seen from the repeat's parent."""
    depth = len(repeat.names) - 1
    seen: dict[int, tuple[Computation, int]] = {}
    for node in (repeat, *repeat.descendants()):
        for computation, anchor in node.dependents:
            lowest = min(anchor, depth, seen.get(computation.order, (computation, depth))[1])
            seen[computation.order] = (computation, lowest)
    yield from seen.values()
