"""Keeps a form instance in order: one change in, everything that follows from it done.

Work waits in a heap by rank, so that nothing is computed before what it reads.
A computation that gives what was there before ends the chain (early cut-off).
Every node is remembered as it was when first touched; what differs at the end
is the change set, and what was there before is its inverse.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from intake_app.domain.answer import Origin
from intake_app.domain.errors import FormError
from intake_app.domain.message import M
from intake_app.xforms.actions import run_new_repeat_actions
from intake_app.xforms.building import fill, resize
from intake_app.xforms.choices import offered_names
from intake_app.xforms.graph import Aspect
from intake_app.xforms.lexical import stored_text
from intake_app.xforms.tree import InstanceNode, Series
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.nodes import Node, NodeKind
from intake_app.xforms.xpath.values import to_boolean, to_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from intake_app.domain.answer import AnswerState
    from intake_app.domain.form import Write
    from intake_app.domain.ids import NodeRef
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.graph import Computation
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.xpath.environment import Environment
    from intake_app.xforms.xpath.values import Value

MAX_COUNTED = 1_000
"""The most instances that an expression may ask for; a form is no place for more."""
_MAX_STEPS = 200_000


class Snapshot(NamedTuple):
    """A node as it was before the present batch."""

    text: str
    state: AnswerState | None
    origin: Origin
    relevant: bool
    required: bool
    readonly: bool
    violated: bool


class Engine:
    """The instance of one session and the work that is due in it.

    Attributes:
        document: The root above the topmost element.
        nodes: Every node by its reference.
        parked: Values waiting for their node: rows from the store, and rows of
            repeats whose count shrank. Nothing in here is ever dropped.
        touched: Nodes as they were when this batch first touched them.
        created: Nodes this batch made; `removed` those it took out.
        reworded: Nodes whose texts must be read again; `reoffered` whose choices.
        broken: Expressions that failed, by node and aspect; shown, never hidden.
    """

    def __init__(self, definition: FormDefinition, environment: Environment) -> None:
        self.definition = definition
        self.graph = definition.graph
        self.environment = environment
        self.document = Node(NodeKind.ROOT)
        environment.root = self.document
        self.nodes: dict[str, InstanceNode] = {}
        self.parked: dict[str, Write] = {}
        self._heap: list[tuple[int, int, int, Computation, InstanceNode]] = []
        self._queued: set[tuple[int, int]] = set()
        self._counter = 0
        self.begin()
        self.broken: dict[tuple[NodeRef, Aspect], ExpressionError] = {}

    def begin(self) -> None:
        """Start a batch: forget what the last one touched."""
        self.touched: dict[InstanceNode, Snapshot] = {}
        self.created: dict[InstanceNode, None] = {}
        self.removed: dict[NodeRef, Write] = {}
        self.reworded: set[InstanceNode] = set()
        self.reoffered: set[InstanceNode] = set()
        self.moved: dict[InstanceNode, int] = {}
        self._pinned: set[int] = set()

    # Building

    def build_root(self) -> InstanceNode:
        """Build the whole instance; parked rows take their places."""
        root = InstanceNode(self.definition.root, self.document, self.definition.root.path)
        self.document.children.append(root)
        fill(self, root, None)
        return root

    def pin(self, node: InstanceNode) -> None:
        """Leave a node's value as it is for the rest of this batch."""
        self._pinned.add(id(node))

    # Touching

    def touch(self, node: InstanceNode) -> None:
        """Remember a node as it is now, before its first change in this batch."""
        if node not in self.touched:
            self.touched[node] = Snapshot(
                node.text,
                node.state,
                node.origin,
                node.relevant,
                node.required,
                node.readonly,
                node.is_violated,
            )

    def put(self, node: InstanceNode, text: str, state: AnswerState | None, origin: Origin) -> bool:
        """Give a node a value or a state and wake what reads it; return whether it changed."""
        if node.text == text and node.state is state:
            if node.origin is not origin:
                self.touch(node)
                node.origin = origin
            return False
        self.touch(node)
        node.text = text
        node.state = state
        node.origin = origin
        self.wake_readers(node)
        self._recheck(node)
        return True

    def _recheck(self, node: InstanceNode) -> None:
        """Look again at whether the node's own value fits."""
        for computation in node.definition.computations:
            if computation.aspect is Aspect.CONSTRAINT:
                self.enqueue(computation, node)
            elif computation.aspect is Aspect.OPTIONS:
                self._check_offer(node)
        if not node.text:
            node.fits = node.offered = True

    def wake_readers(self, node: InstanceNode) -> None:
        """Queue every computation that reads this node."""
        for computation, anchor in node.definition.dependents:
            if computation.node.in_repeat:
                for target in self.targets(computation.node, node, anchor):
                    self.enqueue(computation, target)
            elif (only := self.nodes.get(computation.node.path)) is not None:
                self.enqueue(computation, only)

    def wake_structure(self, series: Series) -> None:
        """Queue what depends on how many instances there are, and where they stand."""
        for computation, anchor in self.graph.structure[series.definition.path]:
            for target in self.targets(computation.node, series.parent, anchor):
                self.enqueue(computation, target)

    def enqueue(self, computation: Computation, node: InstanceNode) -> None:
        """Queue one computation at one node, once."""
        key = (computation.order, id(node))
        if key not in self._queued:
            self._queued.add(key)
            self._counter += 1
            heappush(
                self._heap, (computation.rank, computation.order, self._counter, computation, node)
            )

    def enqueue_all(self, nodes: Iterable[InstanceNode]) -> None:
        """Queue every computation of fresh nodes."""
        for node in nodes:
            for computation in node.definition.computations:
                if computation.aspect is not Aspect.COUNT:
                    self.enqueue(computation, node)
            for series in node.series.values():
                if series.is_counted:
                    self._enqueue_count(series)

    def added(self, node: InstanceNode, *, is_new: bool = True) -> None:
        """Queue the work of a fresh repeat instance; a new one sets off its actions."""
        below = list(node.below())
        self.enqueue_all(below)
        if is_new and not any(n.state is not None or id(n) in self._pinned for n in below):
            run_new_repeat_actions(self, node)

    def note_moved(self, before: Iterable[InstanceNode], series: Series) -> None:
        """Remember which instances stand in another place than before."""
        places = {node: place for place, node in enumerate(before, start=1)}
        for place, node in enumerate(series.instances, start=1):
            if node in places and places[node] != place:
                self.moved[node] = place

    def _enqueue_count(self, series: Series) -> None:
        for computation in series.definition.computations:
            if computation.aspect is Aspect.COUNT:
                self.enqueue(computation, series.probe)

    def targets(
        self, definition: NodeDef, near: InstanceNode, anchor: int
    ) -> Iterator[InstanceNode]:
        """Yield the nodes of a definition that share `anchor` names with a node near them."""
        if not definition.in_repeat:
            found = self.nodes.get(definition.path)
            if found is not None:
                yield found
            return
        above: Node | None = near
        for _ in range(len(near.definition.names) - min(anchor, len(near.definition.names))):
            above = above.parent if above is not None else None
        names = definition.names[anchor:]
        if not isinstance(above, Node):
            return
        yield from self._down(above, names, definition)

    def _down(
        self, node: Node, names: tuple[str, ...], definition: NodeDef
    ) -> Iterator[InstanceNode]:
        if not names:
            if isinstance(node, InstanceNode):
                yield node
            return
        if len(names) == 1 and isinstance(node, InstanceNode) and definition.is_repeat:
            series = node.series.get(names[0])
            if series is not None:
                yield series.probe
        children = node.named(names[0])
        for child in children:
            yield from self._down(child, names[1:], definition)

    # Settling

    def settle(self) -> None:
        """Do all the work that waits, in order."""
        steps = 0
        while self._heap:
            _, order, _, computation, node = heappop(self._heap)
            self._queued.discard((order, id(node)))
            steps += 1
            if steps > _MAX_STEPS:
                self._heap.clear()
                self._queued.clear()
                raise FormError(
                    M("The formulas of this form go round in circles."),
                    hint=M("Ask the form's author to check it with 'form check'."),
                )
            is_probe = node is not self.nodes.get(node.ref)
            if is_probe is (computation.aspect is Aspect.COUNT):
                self._RUNNERS[computation.aspect](self, computation, node)

    def _run_relevant(self, computation: Computation, node: InstanceNode) -> None:
        holds = self.boolean(computation, node, default=True)
        if holds is not node.relevant_self:
            node.relevant_self = holds
            self._spread_relevance(node)

    def _run_readonly(self, computation: Computation, node: InstanceNode) -> None:
        holds = self.boolean(computation, node, default=False)
        if holds is not node.readonly_self:
            node.readonly_self = holds
            self._spread_readonly(node)

    def _run_required(self, computation: Computation, node: InstanceNode) -> None:
        holds = self.boolean(computation, node, default=False)
        if holds is not node.required:
            self.touch(node)
            node.required = holds

    def _run_constraint(self, computation: Computation, node: InstanceNode) -> None:
        open_yet = not node.text or node.is_part_of_date
        fits = open_yet or self.boolean(computation, node, default=True)
        if fits is not node.fits:
            self.touch(node)
            node.fits = fits

    def _run_options(self, _: Computation, node: InstanceNode) -> None:
        self.reoffered.add(node)
        self._check_offer(node)

    def _run_wording(self, _: Computation, node: InstanceNode) -> None:
        self.reworded.add(node)

    def evaluate(self, computation: Computation, node: InstanceNode) -> Value | None:
        """Return the value of a computation at a node; None when it fails."""
        if computation.evaluate is None:
            return None
        try:
            value = computation.evaluate(Context(node, self.environment))
        except ExpressionError as problem:
            self.broken[node.ref, computation.aspect] = problem
            return None
        except RecursionError:
            deep = ExpressionError(M("This formula is nested too deeply."))
            self.broken[node.ref, computation.aspect] = deep
            return None
        if self.broken:
            self.broken.pop((node.ref, computation.aspect), None)
        return value

    def boolean(self, computation: Computation, node: InstanceNode, *, default: bool) -> bool:
        """Return a computation's truth; `default` when it fails: questions are never lost."""
        value = self.evaluate(computation, node)
        return default if value is None else to_boolean(value)

    def _run_calculate(self, computation: Computation, node: InstanceNode) -> None:
        if not node.relevant or id(node) in self._pinned:
            return
        value = self.evaluate(computation, node)
        if value is None:
            return
        text = stored_text(value, node.definition.type, self.environment.zone)
        if text != node.text or node.state is not None:
            self.put(node, text, None, Origin.CALCULATED)
        elif node.origin is Origin.DEFAULT:
            node.origin = Origin.CALCULATED

    def _run_count(self, computation: Computation, probe: InstanceNode) -> None:
        parent = probe.parent
        if not isinstance(parent, InstanceNode) or parent is not self.nodes.get(parent.ref):
            return
        series = parent.series[probe.definition.name]
        value = self.evaluate(computation, probe)
        number = to_number(value, self.environment.zone) if value is not None else 0.0
        wanted = int(max(0.0, min(number, MAX_COUNTED))) if number == number else 0  # noqa: PLR0124 - NaN
        resize(self, series, wanted)

    def _spread_relevance(self, node: InstanceNode) -> None:
        """Work out the relevance of a node and of all below it."""
        parent = node.parent
        above = parent.relevant if isinstance(parent, InstanceNode) else True
        now = above and node.relevant_self
        if now is node.relevant:
            return
        self.touch(node)
        node.relevant = now
        if node.text:
            self.wake_readers(node)
        if now:
            for computation in node.definition.computations:
                if computation.aspect is Aspect.CALCULATE:
                    self.enqueue(computation, node)
        for child in node.children:
            if isinstance(child, InstanceNode):
                self._spread_relevance(child)

    def _spread_readonly(self, node: InstanceNode) -> None:
        parent = node.parent
        above = parent.readonly if isinstance(parent, InstanceNode) else False
        now = above or node.readonly_self
        if now is node.readonly:
            return
        self.touch(node)
        node.readonly = now
        for child in node.children:
            if isinstance(child, InstanceNode):
                self._spread_readonly(child)

    def _check_offer(self, node: InstanceNode) -> None:
        """See whether the chosen names are still among the choices offered."""
        offered = True
        if node.text:
            names = offered_names(self, node)
            kind = node.definition.control.kind if node.definition.control else ""
            chosen = [node.text] if kind == "select1" else node.text.split()
            offered = names is None or all(c in names for c in chosen)
        if offered is not node.offered:
            self.touch(node)
            node.offered = offered

    _RUNNERS: ClassVar[Mapping[Aspect, Callable[[Engine, Computation, InstanceNode], None]]] = {
        Aspect.CALCULATE: _run_calculate,
        Aspect.RELEVANT: _run_relevant,
        Aspect.COUNT: _run_count,
        Aspect.READONLY: _run_readonly,
        Aspect.REQUIRED: _run_required,
        Aspect.CONSTRAINT: _run_constraint,
        Aspect.OPTIONS: _run_options,
        Aspect.WORDING: _run_wording,
    }
