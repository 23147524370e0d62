"""What a batch changed, told as a change set; and what takes it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.form import ChangeSet, NodeChange, Write
from intake_app.xforms.building import position_row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.form import Operation
    from intake_app.xforms.engine import Engine, Snapshot
    from intake_app.xforms.tree import InstanceNode


def collect(engine: Engine, done: Operation, inverse: Operation) -> ChangeSet:
    """Return the change set of the batch that the engine has just settled.

    Args:
        engine: After `settle`.
        done: The operation that was asked for.
        inverse: The operation that takes it back; the earlier values of every
            node that changed are added to its rows.
    """
    changed = {
        node: snapshot
        for node, snapshot in engine.touched.items()
        if node not in engine.created and engine.nodes.get(node.ref) is node
    }
    before = [
        _earlier(node, snapshot) for node, snapshot in changed.items() if _wrote(node, snapshot)
    ]
    rows = {row.node: row for row in inverse.rows}
    for row in before:
        rows.setdefault(row.node, row)
    return ChangeSet(
        done=done,
        inverse=replace(inverse, rows=tuple(rows.values())),
        changes=tuple(_changes(engine, changed)),
        removed=tuple(engine.removed),
        writes=tuple(_writes(engine, changed, done)),
    )


def _wrote(node: InstanceNode, snapshot: Snapshot) -> bool:
    return (
        node.text != snapshot.text
        or node.state is not snapshot.state
        or node.origin is not snapshot.origin
    )


def _earlier(node: InstanceNode, snapshot: Snapshot) -> Write:
    return Write(node=node.ref, value=snapshot.text, state=snapshot.state, origin=snapshot.origin)


def _changes(engine: Engine, changed: dict[InstanceNode, Snapshot]) -> Iterator[NodeChange]:
    nodes = {
        n: None
        for n in (*changed, *engine.created, *engine.reworded, *engine.reoffered)
        if engine.nodes.get(n.ref) is n
    }
    for node in sorted(nodes, key=lambda n: n.place()) if len(nodes) > 1 else nodes:
        change = (
            _created(node)
            if node in engine.created
            else _difference(engine, node, changed.get(node))
        )
        if change is not None:
            yield change


def _created(node: InstanceNode) -> NodeChange:
    return NodeChange(
        node=node.ref,
        value=node.text,
        relevant=node.relevant,
        required=node.required,
        readonly=node.readonly,
        state=node.state or "",
        label=True,
        options=node.definition.control is not None and node.definition.control.is_select,
        violation=node.is_violated,
    )


def _difference(engine: Engine, node: InstanceNode, old: Snapshot | None) -> NodeChange | None:
    is_reworded = node in engine.reworded
    is_reoffered = node in engine.reoffered
    if old is None:
        if not (is_reworded or is_reoffered):
            return None
        return NodeChange(node=node.ref, label=is_reworded, options=is_reoffered)
    violation = node.is_violated is not old.violated
    is_as_before = (
        node.text == old.text
        and node.relevant is old.relevant
        and node.required is old.required
        and node.readonly is old.readonly
        and node.state is old.state
    )
    if is_as_before and not (is_reworded or is_reoffered or violation):
        return None
    return NodeChange(
        node=node.ref,
        value=node.text if node.text != old.text else None,
        relevant=node.relevant if node.relevant is not old.relevant else None,
        required=node.required if node.required is not old.required else None,
        readonly=node.readonly if node.readonly is not old.readonly else None,
        state=(node.state or "") if node.state is not old.state else None,
        label=is_reworded,
        options=is_reoffered,
        violation=violation,
    )


def _writes(
    engine: Engine, changed: dict[InstanceNode, Snapshot], done: Operation
) -> Iterator[Write]:
    if done.op == "remove":
        for ref, row in engine.removed.items():
            yield Write(node=ref, value="", state=None, origin=row.origin)
    for node, position in engine.moved.items():
        if engine.nodes.get(node.ref) is node:
            yield position_row(node.ref, position)
    for node in engine.created:
        if node.is_leaf and (node.text or node.state is not None):
            yield node.write()
    for node, snapshot in changed.items():
        if node.is_leaf and _wrote(node, snapshot):
            yield node.write()
