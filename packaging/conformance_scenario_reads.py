"""What a scenario's author looked at, read from our session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from conformance_xml import parse
from intake_app.xforms import wording
from intake_app.xforms.instance import instance_xml
from intake_app.xforms.positions import find_node, position_ref

if TYPE_CHECKING:
    from conformance_scenario import Run
    from intake_app.xforms.tree import InstanceNode

_ISOLATES = {ord(wording.ISOLATE): None, ord(wording.END_ISOLATE): None}


def read(scenario: Run, step: dict[str, Any]) -> object:
    """Return what our session gives for one expectation."""
    reader = _READERS.get(step["read"])
    return reader(scenario, step["args"]) if reader else f"cannot read {step['read']}"


def _node(scenario: Run, ref: str) -> InstanceNode | None:
    return find_node(scenario.session.engine, ref)


def _answer(scenario: Run, args: list[Any]) -> object:
    node = _node(scenario, args[0])
    return None if node is None else (node.text if node.relevant else "")


def _at_cursor(scenario: Run, args: list[Any]) -> InstanceNode | None:
    ref = args[0].get("assertCurrentReference") if args and isinstance(args[0], dict) else ""
    return _node(scenario, ref or scenario.cursor)


def _count(scenario: Run, args: list[Any]) -> object:
    above, _, name = args[0].rpartition("/")
    parent = _node(scenario, above)
    series = parent.series.get(name) if parent is not None else None
    return len(series.instances) if series is not None else 0


def _choices(scenario: Run, args: list[Any]) -> object:
    node = _node(scenario, args[0])
    if node is None:
        return None
    session = scenario.session
    found = wording.options(session.engine, node, (session.language,))
    return [[o.name, _plain(o.labels[0].text) if o.labels else o.name] for o in found]


def _plain(text: str) -> str:
    return text.translate(_ISOLATES)


def _label(scenario: Run, args: list[Any]) -> object:
    node = _at_cursor(scenario, args)
    if node is None or node.definition.control is None:
        return None
    session = scenario.session
    found = wording.texts(session.engine, node.definition.control.label, node, (session.language,))
    return _plain(found[0].text) if found else None


def _ref_at_index(scenario: Run, _: list[Any]) -> object:
    node = _node(scenario, scenario.cursor)
    return position_ref(node) if node is not None else scenario.cursor


def _index_of(scenario: Run, args: list[Any]) -> object:
    node = _node(scenario, args[0])
    return None if node is None else position_ref(node)


def _attribute(scenario: Run, args: list[Any]) -> object:
    node = _node(scenario, args[0])
    if node is None:
        return None
    return next((a.text for a in node.attributes if a.name == args[1]), None)


def _option_labels(scenario: Run, args: list[Any]) -> object:
    node = _at_cursor(scenario, args)
    if node is None:
        return None
    return [label for _, label in _choices(scenario, [position_ref(node)])]


def _selected_labels(scenario: Run, args: list[Any]) -> object:
    node = _at_cursor(scenario, args)
    if node is None:
        return None
    chosen = node.text.split()
    return [lab for name, lab in _choices(scenario, [position_ref(node)]) if name in chosen]


def _validation(scenario: Run, _: list[Any]) -> object:
    session = scenario.session
    for ref in session.violations():
        node = session.engine.nodes[ref]
        kind = "ANSWER_CONSTRAINT_VIOLATED" if node.text else "ANSWER_REQUIRED_BUT_EMPTY"
        return {"outcome": kind, "failedRef": position_ref(node)}
    return {"outcome": "ANSWER_OK"}


def _view(scenario: Run, args: list[Any]) -> object:
    """Return a node's state in the terms of the cases; what we do not model is left out."""
    ref = args[0]
    if ref.endswith("#range") or _is_range(scenario, ref):
        above, _, name = ref.removesuffix("#range").rpartition("/")
        parent = _node(scenario, above)
        series = parent.series.get(name) if parent is not None else None
        return None if series is None else {"count": len(series.instances)}
    node = _node(scenario, ref)
    if node is None:
        return None
    state: dict[str, object] = {
        "relevant": node.relevant,
        "readonly": node.readonly,
        "required": node.required,
    }
    if node.is_leaf:
        state["value"] = node.text if node.relevant else ""
    control = node.definition.repeat if node.definition.is_repeat else node.definition.control
    if control is not None:
        state["appearances"] = control.appearance.split()
        session = scenario.session
        label = wording.texts(session.engine, control.label, node, (session.language,))
        if label:
            state["label"] = _plain(label[0].text)
        if control.is_select:
            state["options"] = _choices(scenario, [position_ref(node)])
    return state


def _is_range(scenario: Run, ref: str) -> bool:
    definition = scenario.definition.nodes.get(ref)
    return definition is not None and definition.is_repeat


def _serialized(scenario: Run, _: list[Any]) -> object:
    return instance_xml(scenario.session).decode()


def same(found: object, wanted: object) -> bool:
    """Return whether a read is what was expected; random ids count as equal."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        return all(same(found[key], wanted[key]) for key in found if key in wanted)
    if isinstance(wanted, str) and isinstance(found, str):
        masked = _UUID.sub("uuid:<uuid>", found)
        if wanted.startswith("<") and found.startswith("<") and wanted.endswith(">"):
            return _canonical(masked) == _canonical(wanted)
        return masked == wanted
    return found == wanted


def _canonical(xml: str) -> str:
    try:
        return etree.tostring(parse(xml.replace("<uuid>", "_")), method="c14n2").decode()
    except etree.XMLSyntaxError:
        return xml


_UUID = re.compile(r"uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_READERS = {
    "answerOf": _answer,
    "countRepeatInstancesOf": _count,
    "choicesOf": _choices,
    "getQuestionLabelText": _label,
    "getQuestionLabel": _label,
    "refAtIndex": _ref_at_index,
    "indexOf": _index_of,
    "attributeOf": _attribute,
    "proposed_getAvailableOptionLabels": _option_labels,
    "proposed_getSelectedOptionLabelsAsText": _selected_labels,
    "getValidationOutcome": _validation,
    "getInstanceNode": _view,
    "proposed_serializeInstance": _serialized,
}
