"""What a screen draws: topics, pages and questions, in the languages asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.form import (
    FormText,
    PageView,
    QuestionKind,
    QuestionView,
    RepeatView,
    TopicView,
)
from intake_app.xforms.controls import TextRef, by_of, kind_of, text_ref
from intake_app.xforms.names import shared_names
from intake_app.xforms.plain import text_of
from intake_app.xforms.tree import InstanceNode, Series
from intake_app.xforms.wording import options, texts
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.values import to_boolean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.ids import NodeRef
    from intake_app.xforms.controls import Control
    from intake_app.xforms.engine import Engine
    from intake_app.xforms.nodedefs import NodeDef

_YES = frozenset({"yes", "true", "true()", "1"})
_DEFAULT_SENSITIVITY = 1
_MAX_SENSITIVITY = 3


def question(engine: Engine, node: InstanceNode, languages: Sequence[str]) -> QuestionView:
    """Return everything needed to draw one question."""
    definition = node.definition
    control = definition.control
    ours = definition.ours
    return QuestionView(
        node=node.ref,
        kind=kind_of(control) if control is not None else QuestionKind.NOTE,
        labels=texts(engine, control.label, node, languages) if control else (),
        hints=texts(engine, control.hint, node, languages) if control else (),
        guidance=texts(engine, control.hint, node, languages, "guidance") if control else (),
        options=options(engine, node, languages) if control and control.is_select else (),
        value=node.text,
        state=node.state,
        relevant=node.relevant,
        required=node.required,
        readonly=node.readonly,
        violation=_violation(engine, node, languages),
        appearance=control.appearance if control else "",
        by=by_of(definition),
        sensitivity=_sensitivity(definition),
        gate=is_gate(definition),
        group=text_of(ours, "group"),
        meaning=text_of(ours, "meaning"),
        filled=_is_yes(text_of(ours, "filled")),
        plan=text_of(ours, "plan"),
    )


def _violation(
    engine: Engine, node: InstanceNode, languages: Sequence[str]
) -> tuple[FormText, ...]:
    """Return the form's words on what is wrong; empty texts where it has none."""
    if not node.is_violated:
        return ()
    bind = node.definition.bind
    key = "constraint_text" if node.text else "required_text"
    reference: TextRef | None = text_ref(bind, key)
    if node.text and node.fits:
        reference = None  # the choice is no longer offered: no message of the form says that
    found = {t.asked: t for t in texts(engine, reference, node, languages)}
    return tuple(
        found.get(asked, FormText(asked=asked, language=asked, text="")) for asked in languages
    )


def _sensitivity(definition: NodeDef) -> int:
    text = text_of(definition.ours, "sensitivity")
    if text.isdecimal() and int(text) <= _MAX_SENSITIVITY:
        return int(text)
    return _DEFAULT_SENSITIVITY


def _is_yes(text: str) -> bool:
    return text.strip().lower() in _YES


def is_gate(definition: NodeDef) -> bool:
    """Whether a "yes" to this question opens the rest of its topic."""
    return _is_yes(text_of(definition.ours, "gate"))


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
            self.touched = self.touched or not _is_yes(text_of(definition.ours, "filled"))
            if _is_yes(text_of(definition.ours, "filled")):
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


def outline(engine: Engine, languages: Sequence[str]) -> tuple[TopicView, ...]:
    """Return the topics of a form: its top-level groups, then the worker's notes.

    Questions outside any group make one topic under the form's own title, in
    the place of the first of them.
    """
    root = engine.nodes[engine.definition.root.path]
    topics: list[TopicView] = []
    notes: list[NodeRef] = []
    loose: _Topic | None = None
    place = 0
    for control in engine.definition.body:
        if control.is_question:
            if loose is None:
                loose, place = _Topic(engine, languages), len(topics)
            loose.add(control, root)
            continue
        topic = _Topic(engine, languages)
        topic.add(control, root)
        notes.extend(topic.notes)
        node = _topic_node(engine, control, root)
        if topic.pages or topic.repeats:
            labels = texts(engine, _topic_label(control), node, languages)
            topics.append(_view(node.ref, labels, topic))
    if loose is not None:
        notes.extend(loose.notes)
        if loose.pages:
            title = _title(engine, languages)
            topics.insert(place, _view(loose.pages[0].nodes[0], title, loose))
    if notes:
        topics.append(_notes(engine, root, notes))
    return tuple(topics)


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
