"""What there is to talk about: the topics of a form, their pages and repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from intake_app.domain.form import FormText, PageView, RepeatView, TopicView
from intake_app.xforms.controls import TextRef, by_of
from intake_app.xforms.names import shared_names
from intake_app.xforms.plain import text_of
from intake_app.xforms.tree import InstanceNode, Series, generic_path
from intake_app.xforms.views import is_filled, is_gate
from intake_app.xforms.wording import texts
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.values import to_boolean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.ids import NodeRef
    from intake_app.xforms.controls import Control
    from intake_app.xforms.engine import Engine
    from intake_app.xforms.nodedefs import NodeDef


class _Topic:
    """Collects the pages of one topic while the body is walked."""

    def __init__(self, engine: Engine, languages: Sequence[str]) -> None:
        self.engine = engine
        self.languages = languages
        self.pages: list[PageView] = []
        self.repeats: list[RepeatView] = []
        self.notes: list[NodeRef] = []
        self.touched = False
        self.is_closed = False

    def add(self, control: Control, near: InstanceNode) -> None:
        """Add what a control shows for the nodes at or below `near`."""
        if control.kind == "repeat":
            self._repeat(control, near)
        elif control.kind == "group":
            self._group(control, near)
        elif control.node is not None:
            for node in self._nodes(control, near):
                if self._asked(node):
                    self.pages.append(PageView(nodes=(node.ref,)))
                    self._close_at_gate(node)

    def _nodes(self, control: Control, near: InstanceNode) -> list[InstanceNode]:
        definition = control.node
        if definition is None:
            return []
        shared = shared_names(near.definition.names, definition.names)
        return [
            node
            for node in self.engine.targets(definition, near, shared)
            if self.engine.nodes.get(node.ref) is node
        ]

    def _asked(self, node: InstanceNode) -> bool:
        """Whether a question is asked here and now; the worker's own go to the notes."""
        definition = node.definition
        if not node.relevant or not node.is_leaf:
            return False
        if by_of(definition) == "worker":
            self.notes.append(node.ref)
            return False
        if node.text or node.state is not None:
            self.touched = self.touched or not is_filled(definition)
            if is_filled(definition):
                return False
        return not self.is_closed

    def _close_at_gate(self, node: InstanceNode) -> None:
        if is_gate(node.definition) and node.text != "yes":
            self.is_closed = True

    def _group(self, control: Control, near: InstanceNode) -> None:
        has_own = control.node is not None and not control.node.is_repeat
        nodes = self._nodes(control, near) if has_own else [near]
        for node in nodes:
            if not node.relevant:
                continue
            if "field-list" not in control.appearance.split() or _has_repeat(control):
                for child in control.children:
                    self.add(child, node)
            else:
                self._page(control, node)

    def _page(self, control: Control, near: InstanceNode) -> None:
        """Add one page that shows all questions of a field-list group at once."""
        inner = _Topic(self.engine, self.languages)
        inner.is_closed = self.is_closed
        for child in control.children:
            inner.add(child, near)
        self.notes.extend(inner.notes)
        self.touched = self.touched or inner.touched
        nodes = tuple(node for page in inner.pages for node in page.nodes)
        if nodes:
            labels = texts(self.engine, control.label, near, self.languages)
            group = near.ref if control.node is not None else None
            self.pages.append(PageView(nodes=nodes, group=group, labels=labels))
        self.is_closed = inner.is_closed

    def _repeat(self, control: Control, near: InstanceNode) -> None:
        for series in self._all_series(control, near):
            instances = [i for i in series.instances if i.relevant]
            if not instances and not self._would_be_asked(series):
                continue
            is_fixed = series.is_counted or self._is_fixed(control, series)
            labels = texts(self.engine, control.label, series.parent, self.languages)
            if not labels and series.definition.control is not None:
                near_label = instances[0] if instances else series.parent
                label = series.definition.control.label
                labels = texts(self.engine, label, near_label, self.languages)
            self.repeats.append(
                RepeatView(
                    node=series.ref,
                    labels=labels,
                    instances=tuple(i.ref for i in instances),
                    can_add=not is_fixed and not self.is_closed,
                    can_remove=not is_fixed and bool(instances),
                    place=len(self.pages),
                )
            )
            for instance in instances:
                if "field-list" in control.appearance.split() and not _has_repeat(control):
                    self._page(control, instance)
                else:
                    for child in control.children:
                        self.add(child, instance)

    def _all_series(self, control: Control, near: InstanceNode) -> list[Series]:
        definition = control.node
        if definition is None or definition.parent is None:
            return []
        if near.definition is definition and isinstance(near.parent, InstanceNode):
            near = near.parent
        shared = shared_names(near.definition.names, definition.parent.names)
        return [
            parent.series[definition.name]
            for parent in self.engine.targets(definition.parent, near, shared)
            if definition.name in parent.series and parent.relevant
        ]

    def _would_be_asked(self, series: Series) -> bool:
        """Whether an instance would be relevant if there were one."""
        relevant = text_of(series.definition.bind, "relevant")
        if not relevant:
            return True
        evaluate = self.engine.definition.compiler.compile(relevant)
        return to_boolean(evaluate(Context(series.probe, self.engine.environment)))

    def _is_fixed(self, control: Control, series: Series) -> bool:
        if not control.fixed:
            return False
        evaluate = self.engine.definition.compiler.compile(control.fixed)
        return to_boolean(evaluate(Context(series.probe, self.engine.environment)))


def _has_repeat(control: Control) -> bool:
    return any(c.kind == "repeat" or _has_repeat(c) for c in control.children)


class _Part(NamedTuple):
    """What a topic is made of: one group, or all questions outside any group."""

    controls: tuple[Control, ...]
    is_loose: bool


class _Kept(NamedTuple):
    """A topic as it was collected."""

    collected: _Topic
    view: TopicView | None


class Outline:
    """The topics of one session; after an answer only those are collected again that it touched.

    A topic is kept when it can depend on nothing but its own nodes, their values,
    states, relevance and order: its texts have no values filled in, and no formula
    says whether a repeat may grow. All others are collected each time.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._parts = tuple(_parts(engine.definition.body))
        self._places: dict[NodeDef, set[int]] = {}
        for place, part in enumerate(self._parts):
            for control in _with_children(part.controls):
                node = control.node
                while node is not None:
                    self._places.setdefault(node, set()).add(place)
                    node = node.parent
        self._languages: tuple[str, ...] = ()
        self._kept: dict[int, _Kept] = {}
        self._looked_at = engine.touched

    def forget_touched(self) -> None:
        """Drop the topics in which the engine's last batch touched a node; once for each batch."""
        if self._engine.touched is self._looked_at:
            return
        engine = self._engine
        self._looked_at = engine.touched
        nodes = engine.definition.nodes
        changed = {node.definition for node in (*engine.touched, *engine.created, *engine.moved)}
        changed.update(nodes[generic_path(ref)] for ref in engine.removed)
        for definition in changed:
            for place in self._places.get(definition, ()):
                self._kept.pop(place, None)

    def topics(self, languages: Sequence[str]) -> tuple[TopicView, ...]:
        """Return the topics of the form: its top-level groups, then the worker's notes.

        Questions outside any group make one topic under the form's own title, in
        the place of the first of them.
        """
        self.forget_touched()
        if self._languages != tuple(languages):
            self._kept.clear()
            self._languages = tuple(languages)
        parts = [self._kept.get(n) or self._collect(n) for n in range(len(self._parts))]
        found = [part.view for part in parts if part.view is not None]
        ordered = sorted(zip(parts, self._parts, strict=True), key=lambda pair: pair[1].is_loose)
        notes = [node for part, _ in ordered for node in part.collected.notes]
        if notes:
            found.append(_notes(self._engine, self._root, notes))
        return tuple(found)

    @property
    def _root(self) -> InstanceNode:
        return self._engine.nodes[self._engine.definition.root.path]

    def _collect(self, place: int) -> _Kept:
        """Collect one topic anew, and keep it if that is safe."""
        part = self._parts[place]
        topic = _Topic(self._engine, self._languages)
        for control in part.controls:
            topic.add(control, self._root)
        made = _Kept(topic, self._view(part, topic))
        if all(self._is_keepable(control) for control in _with_children(part.controls)):
            self._kept[place] = made
        return made

    def _view(self, part: _Part, topic: _Topic) -> TopicView | None:
        engine, languages = self._engine, self._languages
        if part.is_loose:
            if not topic.pages:
                return None
            return _view(topic.pages[0].nodes[0], _title(engine, languages), topic)
        if not (topic.pages or topic.repeats):
            return None
        control = part.controls[0]
        node = _topic_node(engine, control, self._root)
        return _view(node.ref, texts(engine, _topic_label(control), node, languages), topic)

    def _is_keepable(self, control: Control) -> bool:
        repeat = control.node if control.kind == "repeat" else None
        if repeat is not None and (control.fixed or text_of(repeat.bind, "relevant")):
            return False
        label = control.label
        if control.is_question or label is None:
            return True
        definition = self._engine.definition
        tags = {definition.default_language, *map(definition.serving, self._languages)}
        return not label.expression and all(
            isinstance(segment, str)
            for tag in tags
            for segment in definition.text(label.id, tag) or ()
        )


def _parts(body: Sequence[Control]) -> Iterator[_Part]:
    """Yield the parts of a body in the order of their topics."""
    loose = tuple(control for control in body if control.is_question)
    for control in body:
        if not control.is_question:
            yield _Part((control,), is_loose=False)
        elif control is loose[0]:
            yield _Part(loose, is_loose=True)


def _with_children(controls: Sequence[Control]) -> Iterator[Control]:
    for control in controls:
        yield control
        yield from _with_children(control.children)


def _topic_node(engine: Engine, control: Control, root: InstanceNode) -> InstanceNode:
    """Return the node that stands for a topic: its group's, or of a repeat the parent's."""
    definition = control.node
    while definition is not None and definition.in_repeat:
        definition = definition.parent
    return root if definition is None else engine.nodes.get(definition.path, root)


def _topic_label(control: Control) -> TextRef | None:
    """Return a topic's label; a repeat's stands on the group around it or on itself."""
    if control.label is not None or not control.children:
        return control.label
    first = control.children[0]
    return first.label if first.kind == "repeat" else None


def _view(node: NodeRef, labels: tuple[FormText, ...], topic: _Topic) -> TopicView:
    return TopicView(
        node=node,
        labels=labels,
        pages=tuple(topic.pages),
        repeats=tuple(topic.repeats),
        touched=topic.touched,
    )


def _notes(engine: Engine, root: InstanceNode, notes: list[NodeRef]) -> TopicView:
    """Return "My notes"; its name is the program's, so it has no labels of the form."""
    return TopicView(
        node=root.ref,
        labels=(),
        pages=tuple(PageView(nodes=(ref,)) for ref in dict.fromkeys(notes)),
        is_notes=True,
        touched=any(engine.nodes[ref].text or engine.nodes[ref].state is not None for ref in notes),
    )


def _title(engine: Engine, languages: Sequence[str]) -> tuple[FormText, ...]:
    definition = engine.definition
    return tuple(
        FormText(asked=asked, language=definition.default_language, text=definition.title)
        for asked in languages
    )
