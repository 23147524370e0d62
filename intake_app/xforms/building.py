"""Building instances: from definitions, from parked rows, and taking them apart again.

A repeat instance is known by its key. Rows say which instances there are: one
row per instance holds its position, an empty row says that it was removed. The
instances a form starts with have the keys k1, k2 ... and need no row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answer import Origin
from intake_app.domain.form import Write
from intake_app.xforms.graph import Aspect
from intake_app.xforms.lexical import initial_text
from intake_app.xforms.plain import dicts_of, text_of
from intake_app.xforms.tree import InstanceNode, Series
from intake_app.xforms.xpath.nodes import Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.ids import NodeRef
    from intake_app.xforms.engine import Engine
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.plain import PlainDict


def fill(engine: Engine, node: InstanceNode, default: PlainDict | None) -> None:
    """Make a node known, give it its value, and build what is below it.

    Args:
        engine: Whose instance it is.
        node: Already standing in its parent.
        default: The author's values for this very instance, or None for the
            definition's own.
    """
    engine.nodes[node.ref] = node
    engine.created[node] = None
    definition = node.definition
    if not definition.in_repeat:
        engine.environment.fixed[definition.names] = node
    if definition.attributes:
        node.attributes = tuple(_attribute(node, n, v) for n, v in definition.attributes.items())
    if node.is_leaf:
        initial = text_of(default, "v") if default is not None else definition.initial
        _give_value(engine, node, initial_text(initial, definition.type, engine.environment.zone))
    by_name = {text_of(c, "n"): c for c in dicts_of(default or {}, "c")}
    for child in definition.children.values():
        if child.is_repeat:
            _build_series(engine, node, child, default)
        else:
            made = InstanceNode(child, node, f"{node.ref}/{child.name}")
            node.children.append(made)
            node.by_name[child.name] = [made]
            fill(engine, made, by_name.get(child.name))


def _attribute(node: InstanceNode, name: str, text: str) -> Node:
    """Return an attribute of a node; the form may put a value into it."""
    attribute = Node(NodeKind.ATTRIBUTE, name, text)
    attribute.parent = node
    return attribute


def _give_value(engine: Engine, node: InstanceNode, initial: str) -> None:
    """Give a leaf its parked row, or its initial value."""
    row = engine.parked.pop(node.ref, None)
    if row is None:
        node.text = initial
        return
    node.text, node.state, node.origin = row.value, row.state, row.origin
    if row.origin is not Origin.CALCULATED or _is_volatile(node.definition):
        engine.pin(node)


def _is_volatile(definition: NodeDef) -> bool:
    return any(c.is_volatile for c in definition.computations if c.aspect is Aspect.CALCULATE)


def _build_series(
    engine: Engine, parent: InstanceNode, definition: NodeDef, default: PlainDict | None
) -> None:
    """Build the instances that a repeat has at the start."""
    series = parent.series[definition.name] = Series(definition, parent)
    if series.is_counted:
        return  # the count decides, as soon as it is computed
    own = [c for c in dicts_of(default or {}, "c") if text_of(c, "n") == definition.name]
    defaults = [c for c in own if not c.get("template")] if default else definition.defaults
    series.initial = len(defaults)
    places: dict[str, tuple[int, PlainDict | None]] = {
        f"k{n}": (n - 1, tree) for n, tree in enumerate(defaults, start=1)
    }
    for key in _parked_keys(engine, series):
        row = engine.parked.pop(series.instance_ref(key), None)
        series.note_key(key)
        if row is None:
            places.setdefault(key, (len(places), None))
        elif row.value:
            place = int(row.value) - 1 if row.value.isdecimal() else len(places)
            places[key] = (place, places.get(key, (0, None))[1])
        else:
            places.pop(key, None)
    ordered = sorted(places.items(), key=lambda item: (item[1][0], len(item[0]), item[0]))
    for position, (key, (_, tree)) in enumerate(ordered):
        insert(engine, series, key, position, tree)


def _parked_keys(engine: Engine, series: Series) -> list[str]:
    """Return the keys of instances that parked rows speak of, in the rows' order."""
    prefix = f"{series.ref}{{"
    keys: dict[str, None] = {}
    for ref in engine.parked:
        if ref.startswith(prefix):
            keys[ref[len(prefix) :].partition("}")[0]] = None
    return list(keys)


def insert(
    engine: Engine,
    series: Series,
    key: str,
    position: int,
    default: PlainDict | None = None,
) -> InstanceNode:
    """Make an instance and put it in its place; its computations are not queued yet."""
    ref = series.instance_ref(key)
    node = InstanceNode(series.definition, series.parent, ref, key)
    series.insert(node, position)
    fill(engine, node, default)
    return node


def take_out(engine: Engine, series: Series, node: InstanceNode) -> int:
    """Take an instance out of the tree and return its position."""
    for below in node.below():
        engine.nodes.pop(below.ref, None)
        engine.created.pop(below, None)
        snapshot = engine.touched.pop(below, None)
        if below.text or below.state is not None or below.definition.is_repeat:
            row = below.write()
            if snapshot is not None:
                row = Write(
                    node=below.ref,
                    value=snapshot.text,
                    state=snapshot.state,
                    origin=snapshot.origin,
                )
            engine.removed[below.ref] = row
    engine.removed.setdefault(node.ref, node.write())
    return series.take_out(node)


def rows_of(engine: Engine, node: InstanceNode) -> Iterator[Write]:
    """Yield rows from which `fill` can build a subtree again exactly."""
    for below in node.below():
        if below.is_leaf:
            yield below.write()
        for series in below.series.values():
            prefix = f"{series.ref}{{"
            yield from (row for ref, row in engine.parked.items() if ref.startswith(prefix))
            if series.is_counted:
                continue
            kept = {i.key for i in series.instances}
            for position, instance in enumerate(series.instances, start=1):
                yield position_row(instance.ref, position)
            for number in range(1, series.initial + 1):
                if f"k{number}" not in kept:
                    yield position_row(series.instance_ref(f"k{number}"), 0)


def position_row(ref: NodeRef, position: int) -> Write:
    """Return the row of an instance: its position from 1, or nothing when removed."""
    return Write(
        node=ref, value=str(position) if position else "", state=None, origin=Origin.PERSON
    )


def resize(engine: Engine, series: Series, wanted: int) -> None:
    """Make a counted repeat as long as its count; rows of instances lost are parked."""
    instances = series.instances
    if len(instances) == wanted:
        return
    for node in reversed(instances[wanted:]):
        for row in list(rows_of(engine, node)):
            engine.parked[row.node] = row
        take_out(engine, series, node)
    defaults = series.definition.defaults
    for position in range(len(instances), wanted):
        default = defaults[position] if position < len(defaults) else None
        node = insert(engine, series, f"k{position + 1}", position, default)
        engine.added(node)
    engine.wake_structure(series)
