"""A running form: answers go in, everything that follows from them comes out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.answer import AnswerState, Origin
from intake_app.domain.errors import FormError
from intake_app.domain.form import ChangeSet, Operation, Write
from intake_app.domain.message import M
from intake_app.xforms import actions, building, views
from intake_app.xforms.changes import collect
from intake_app.xforms.choices import in_choice_order
from intake_app.xforms.engine import Engine
from intake_app.xforms.lexical import given_text
from intake_app.xforms.outline import Outline
from intake_app.xforms.tree import InstanceNode, Series
from intake_app.xforms.wording import FormResources
from intake_app.xforms.xpath.environment import Environment
from intake_app.xforms.xpath.moments import Zone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.answer import Answer
    from intake_app.domain.form import QuestionView, TopicView
    from intake_app.domain.ids import NodeRef
    from intake_app.domain.ports import Clock, Random
    from intake_app.xforms.definition import FormDefinition

_VIEWS = 64
"""How many questions are held as they were last drawn, until something is answered."""


class FormSession:
    """One interview with one form.

    Every operation is done at once and in full; its `ChangeSet` says what looks
    different, what the store must keep, and what takes it back. A session is
    used by one thread.

    Attributes:
        definition: The form.
        started: What starting changed: initial values, calculations. The store
            keeps its writes like those of any other operation.
    """

    def __init__(
        self,
        definition: FormDefinition,
        *,
        clock: Clock,
        random: Random,
        tz: str = "UTC",
        rows: Sequence[Answer] | None = None,
    ) -> None:
        """Start an interview, or take one up again.

        Args:
            definition: The form.
            clock: Gives today() and now(); read once per operation.
            random: Gives random() and uuid().
            tz: The IANA time zone in which dates are meant.
            rows: None for a new interview; else every row the store has kept.
                Values that are chance or moments are taken from them, never made again.
        """
        self.definition = definition
        self._clock = clock
        self._resources = FormResources(definition)
        now = clock.now()
        environment = Environment(
            now=now, zone=Zone.at(ZoneInfo(tz), now), random=random, resources=self._resources
        )
        self._engine = engine = Engine(definition, environment)
        self._resources.engine = engine
        for row in rows or ():
            engine.parked[row.node] = Write(
                node=row.node, value=row.value, state=row.state, origin=row.origin
            )
        engine.build_root()
        is_first = rows is None
        actions.run_preloads(engine, is_first=is_first)
        engine.enqueue_all(list(engine.nodes.values()))
        engine.settle()
        actions.run_load_actions(engine, is_first=is_first)
        start = _back_to(engine.nodes[definition.root.path])
        self.started = collect(engine, start, start)
        self._outline = Outline(engine)
        self._views: dict[tuple[str, tuple[str, ...]], QuestionView] = {}

    @property
    def languages(self) -> tuple[str, ...]:
        """The tags of the form's languages."""
        return self.definition.languages

    @property
    def language(self) -> str:
        """The language in which calculations read choice names and itext."""
        return self._resources.language

    def set(
        self,
        node: str,
        value: str,
        *,
        state: AnswerState | None = None,
        origin: Origin = Origin.PERSON,
    ) -> ChangeSet:
        """Answer a question, or say why there is no answer.

        Args:
            node: The question, as in `QuestionView.node`.
            value: The answer; digits of any script. "" without a state clears.
            state: A reason instead of a value; the value is then emptied.
            origin: Who put it in.

        Raises:
            AnswerTypeError: The value is not of the question's type; nothing changed.
            FormError: There is no such question, or it cannot be answered.
        """
        target = self._question(node)
        kind = target.definition.type
        text = "" if state else given_text(value, kind, self._engine.environment.zone)
        text = in_choice_order(self._engine, target, text)
        done = Operation(op="set", node=target.ref, value=text, state=state)
        undo = _back_to(target)
        self._begin()
        if self._engine.put(target, text, state, origin):
            self._engine.settle()
            actions.run_changed_actions(self._engine, target)
        self._engine.settle()
        return self._end(done, undo)

    def clear(self, node: str) -> ChangeSet:
        """Take an answer back: neither a value nor a state remains."""
        return self.set(node, "")

    def add_repeat(self, repeat: str, position: int | None = None) -> ChangeSet:
        """Add an instance of a repeat.

        Args:
            repeat: The repeat, as in `RepeatView.node`.
            position: Where, from 0; at the end when left out.

        Raises:
            FormError: There is no such repeat, or the form fixes how many there are.
        """
        series = self._series(repeat)
        if series.is_counted:
            raise FormError(M("The form itself decides how many entries there are here."))
        place = len(series.instances) if position is None else position
        place = max(0, min(place, len(series.instances)))
        return self._add(series, series.next_key(), place, is_new=True)

    def remove_repeat(self, instance: str) -> ChangeSet:
        """Take an instance of a repeat out, with everything in it.

        Raises:
            FormError: There is no such instance, or the form fixes how many there are.
        """
        node = self._engine.nodes.get(instance)
        if node is None or not node.definition.is_repeat:
            raise FormError(M("There is no such entry in this form."))
        series = self._series_of(node)
        if series.is_counted:
            raise FormError(M("The form itself decides how many entries there are here."))
        self._begin()
        rows = tuple(building.rows_of(self._engine, node))
        before = series.instances
        position = building.take_out(self._engine, series, node)
        self._engine.note_moved(before, series)
        self._engine.wake_structure(series)
        self._engine.settle()
        done = Operation(op="remove", node=node.ref, position=position)
        inverse = Operation(op="restore", node=node.ref, position=position, rows=rows)
        return self._end(done, inverse)

    def apply(self, operation: Operation) -> ChangeSet:
        """Do an operation again, or take one back by its inverse.

        Raises:
            FormError: It does not fit this form or its present state.
        """
        if operation.op == "add":
            series = self._series(operation.node.rpartition("{")[0])
            key = operation.node.rpartition("{")[2].rstrip("}")
            return self._add(series, key, operation.position, is_new=True)
        if operation.op == "restore":
            return self._restore(operation)
        if operation.op == "remove":
            change = self.remove_repeat(operation.node)
            return self._also(change, operation.rows)
        if not operation.rows:
            node = self._question(operation.node)
            is_worker = node.definition.ours.get("by") == "worker"
            origin = Origin.WORKER if is_worker else Origin.PERSON
            return self.set(operation.node, operation.value, state=operation.state, origin=origin)
        nodes = self._engine.nodes
        undo = _back_to(nodes.get(operation.node, nodes[self.definition.root.path]))
        self._begin()
        self._put_rows(operation.rows)
        return self._end(operation, undo)

    def set_language(self, tag: str) -> ChangeSet:
        """Choose the language in which calculations read choice names and itext.

        This changes no answer of a person, and needs not be called to show a
        text in another language: views take their languages as they come.
        """
        self._begin()
        self._resources.language = tag
        engine = self._engine
        for computation in engine.graph.worded:
            for node in list(engine.nodes.values()):
                if node.definition is computation.node:
                    engine.enqueue(computation, node)
        engine.settle()
        here = _back_to(engine.nodes[self.definition.root.path])
        return self._end(here, here)

    def outline(self, languages: Sequence[str]) -> tuple[TopicView, ...]:
        """Return the topics with their relevant pages, in form order, notes last."""
        return self._outline.topics(languages)

    def question(self, node: str, languages: Sequence[str]) -> QuestionView:
        """Return what is needed to draw one question in the languages asked for.

        Raises:
            FormError: There is no such question.
        """
        found = self._engine.nodes.get(node)
        if found is None or not found.is_leaf:
            raise FormError(M("There is no such question in this form."))
        key = node, tuple(languages)
        view = self._views.get(key)
        if view is None:
            if len(self._views) >= _VIEWS:
                self._views.clear()
            view = self._views[key] = views.question(self._engine, found, languages)
        return view

    def questions(self) -> tuple[NodeRef, ...]:
        """Return every question there is now, relevant or not, in document order."""
        root = self._engine.nodes[self.definition.root.path]
        return tuple(
            node.ref
            for node in root.below()
            if node.definition.control is not None and node.definition.control.is_question
        )

    def answers(self) -> Mapping[NodeRef, Write]:
        """Return every relevant value and state, calculated ones included."""
        return {
            node.ref: node.write()
            for node in self._engine.nodes.values()
            if node.relevant and node.is_leaf and (node.text or node.state is not None)
        }

    def stored(self) -> tuple[Write, ...]:
        """Return rows from which the session can be built again exactly.

        Values of questions that are not relevant now are among them, and those
        of entries that a smaller count has put aside.
        """
        root = self._engine.nodes[self.definition.root.path]
        return tuple(building.rows_of(self._engine, root))

    def violations(self) -> tuple[NodeRef, ...]:
        """Return the questions whose value is not accepted, or missing but required."""
        root = self._engine.nodes[self.definition.root.path]
        return tuple(node.ref for node in root.below() if node.is_violated)

    def is_valid(self) -> bool:
        """Return whether nothing is violated; never a condition for going on."""
        return not any(node.is_violated for node in self._engine.nodes.values())

    def problems(self) -> Mapping[NodeRef, FormError]:
        """Return the formulas that failed, by node; a failed condition hides nothing."""
        return {ref: problem for (ref, _), problem in self._engine.broken.items()}

    @property
    def engine(self) -> Engine:
        """The instance itself, for the modules of this package and for checks."""
        return self._engine

    def _begin(self) -> None:
        self._outline.forget_touched()
        self._views.clear()
        self._engine.begin()
        self._engine.environment.now = self._clock.now()

    def _end(self, done: Operation, inverse: Operation) -> ChangeSet:
        return collect(self._engine, done, inverse)

    def _question(self, node: str) -> InstanceNode:
        found = self._engine.nodes.get(node)
        if found is None or not found.is_leaf:
            raise FormError(M("There is no such question in this form."))
        if found.readonly and found.definition.control is not None:
            raise FormError(M("This field is filled in by the form itself."))
        return found

    def _series(self, repeat: str) -> Series:
        above, _, name = repeat.rpartition("/")
        parent = self._engine.nodes.get(above)
        series = parent.series.get(name) if parent is not None else None
        if series is None:
            raise FormError(M("There is no such list of entries in this form."))
        return series

    @staticmethod
    def _series_of(node: InstanceNode) -> Series:
        parent = node.parent
        if not isinstance(parent, InstanceNode):
            raise FormError
        return parent.series[node.name]

    def _add(self, series: Series, key: str, position: int, *, is_new: bool) -> ChangeSet:
        self._begin()
        engine = self._engine
        if engine.nodes.get(series.instance_ref(key)) is not None:
            raise FormError(M("This entry exists already."))
        before = series.instances
        node = building.insert(engine, series, key, position)
        engine.moved[node] = position + 1
        engine.note_moved(before, series)
        engine.added(node, is_new=is_new)
        engine.wake_structure(series)
        engine.settle()
        done = Operation(op="add", node=node.ref, position=position)
        return self._end(done, Operation(op="remove", node=node.ref))

    def _restore(self, operation: Operation) -> ChangeSet:
        """Bring a removed instance back with its rows."""
        series = self._series(operation.node.rpartition("{")[0])
        key = operation.node.rpartition("{")[2].rstrip("}")
        inside = f"{operation.node}/"
        outside = tuple(r for r in operation.rows if not r.node.startswith(inside))
        for row in operation.rows:
            if row.node.startswith(inside):
                self._engine.parked[row.node] = row
        change = self._add(series, key, operation.position, is_new=False)
        return self._also(change, outside)

    def _also(self, change: ChangeSet, rows: Sequence[Write]) -> ChangeSet:
        """Put back values outside an instance, in the batch that `change` came from."""
        if not rows:
            return change
        self._put_rows(rows)
        return self._end(change.done, change.inverse)

    def _put_rows(self, rows: Sequence[Write]) -> None:
        engine = self._engine
        for row in rows:
            node = engine.nodes.get(row.node)
            if node is not None and node.is_leaf:
                engine.put(node, row.value, row.state, row.origin)
                engine.pin(node)
        engine.settle()


def _back_to(node: InstanceNode) -> Operation:
    """Return the operation that puts a node back to what it is now, whatever happens.

    It carries a row even if nothing will have changed: without rows it would
    mean to answer the question anew.
    """
    return Operation(
        op="set", node=node.ref, value=node.text, state=node.state, rows=(node.write(),)
    )
