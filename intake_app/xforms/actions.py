"""setvalue actions and preloads: values that the form itself puts in at an event.

Events of ODK XForms: odk-instance-first-load (once in the life of an
instance), odk-instance-load (each time), odk-new-repeat, xforms-value-changed
(a person changed the question that holds the action).
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from intake_app.domain.answer import Origin
from intake_app.xforms.lexical import stored_text
from intake_app.xforms.names import path_names, shared_names
from intake_app.xforms.plain import text_of, texts_of
from intake_app.xforms.tree import InstanceNode
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.nodes import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.xforms.engine import Engine
    from intake_app.xforms.plain import PlainDict
    from intake_app.xforms.xpath.nodes import Node
    from intake_app.xforms.xpath.values import Value

FIRST_LOAD = frozenset({"odk-instance-first-load", "xforms-ready"})
LOAD = frozenset({"odk-instance-load"})
NEW_REPEAT = frozenset({"odk-new-repeat"})
CHANGED = frozenset({"xforms-value-changed"})
_MAX_CHAIN = 20


def run_load_actions(engine: Engine, *, is_first: bool) -> None:
    """Run what is due when an instance is made, or taken up again."""
    events = FIRST_LOAD | LOAD if is_first else LOAD
    for action in _actions(engine, events):
        for target in _targets(engine, action, None):
            _set(engine, action, target)
    engine.settle()


def run_new_repeat_actions(engine: Engine, instance: InstanceNode) -> None:
    """Run what is due when a person or a count made a repeat instance."""
    for action in _actions(engine, NEW_REPEAT):
        for target in _targets(engine, action, instance):
            above = (target, *target.ancestors())
            if any(node is instance for node in above):
                _set(engine, action, target)


def run_changed_actions(engine: Engine, node: InstanceNode, depth: int = 0) -> None:
    """Run what a question sets off when its value was changed; also along a chain."""
    if depth > _MAX_CHAIN:
        return
    for action in _actions(engine, CHANGED):
        if text_of(action, "trigger") != node.definition.path:
            continue
        for target in _targets(engine, action, node):
            if _set(engine, action, target) and isinstance(target, InstanceNode):
                engine.settle()
                run_changed_actions(engine, target, depth + 1)


def _actions(engine: Engine, events: frozenset[str]) -> Iterator[PlainDict]:
    for action in engine.definition.actions:
        if not events.isdisjoint(texts_of(action, "events")):
            yield action


def _targets(engine: Engine, action: PlainDict, near: InstanceNode | None) -> Sequence[Node]:
    """Return the nodes an action writes to; those nearest to where it was set off."""
    target = text_of(action, "target")
    root = engine.nodes.get(engine.definition.root.path)
    if root is None:
        return ()
    if "[" in target or "@" in target:
        try:
            value = engine.definition.compiler.compile(target)(
                Context(near or root, engine.environment)
            )
        except ExpressionError:
            return ()
        return value if isinstance(value, list) else ()
    names = path_names(target)
    definition = engine.definition.find(names)
    if definition is None:
        return ()
    start = near or root
    shared = shared_names(start.definition.names, names)
    return [n for n in engine.targets(definition, start, shared) if engine.nodes.get(n.ref) is n]


def _set(engine: Engine, action: PlainDict, target: Node) -> bool:
    """Put an action's value into its target; return whether that changed anything."""
    value: Value
    if "value" in action:
        try:
            evaluate = engine.definition.compiler.compile(text_of(action, "value"))
            value = evaluate(Context(target, engine.environment))
        except ExpressionError:
            return False
    else:
        value = text_of(action, "text")
    if target.kind is NodeKind.ATTRIBUTE:
        target.text = stored_text(value, "string", engine.environment.zone)
        return True
    if not isinstance(target, InstanceNode):
        return False
    text = stored_text(value, target.definition.type, engine.environment.zone)
    return engine.put(target, text, None, Origin.DEFAULT)


def run_preloads(engine: Engine, *, is_first: bool) -> None:
    """Fill in what ``jr:preload`` asks for; never anything about this machine or its user."""
    for node in list(engine.nodes.values()):
        preload = texts_of(node.definition.bind, "preload")
        if len(preload) != 2 or (node.text and not is_first):  # noqa: PLR2004 - kind and parameter
            continue
        text = _preloaded(engine, preload[0], preload[1], node, is_first=is_first)
        if text:
            engine.put(node, text, None, Origin.DEFAULT)


def _preloaded(
    engine: Engine, kind: str, parameter: str, node: InstanceNode, *, is_first: bool
) -> str:
    environment = engine.environment
    if kind == "uid" and (is_first or not node.text):
        return f"uuid:{uuid.UUID(bytes=environment.random.token(16), version=4)}"
    if not is_first:
        return ""
    if kind == "timestamp" and parameter == "start":
        return environment.zone.local(environment.now).iso()
    if kind == "date" and parameter == "today":
        return environment.zone.local(environment.now).wall.date().isoformat()
    return ""
