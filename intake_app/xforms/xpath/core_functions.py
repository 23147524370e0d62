"""The core function library of XPath 1.0 (section 4)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from intake_app.xforms.xpath.compile import as_nodes
from intake_app.xforms.xpath.nodes import Node, NodeKind, in_document_order
from intake_app.xforms.xpath.signature import Function, eager
from intake_app.xforms.xpath.values import Value, to_boolean, to_number, to_string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.xforms.xpath.environment import Context

_SPACE = " \t\r\n"


def _number(c: Context, value: Value | None = None) -> Value:
    return float(to_number([c.node] if value is None else value, c.zone))


def _string(c: Context, value: Value | None = None) -> Value:
    return to_string([c.node] if value is None else value)


def _position(c: Context, value: Value | None = None) -> Value:
    """Return the context position; of a given node (ODK), its place among its namesakes."""
    if value is None:
        return float(c.position)
    nodes = as_nodes(value)
    if not nodes:
        return math.nan
    node = nodes[0]
    if node.parent is None:
        return 1.0
    for place, sibling in enumerate(node.parent.named(node.name), start=1):
        if sibling is node:
            return float(place)
    return math.nan


def _first(c: Context, value: Value | None) -> Node | None:
    nodes = [c.node] if value is None else as_nodes(value)
    return nodes[0] if nodes else None


def _name(c: Context, value: Value | None = None) -> Value:
    node = _first(c, value)
    return node.qualified if node is not None else ""


def _local_name(c: Context, value: Value | None = None) -> Value:
    node = _first(c, value)
    if node is None:
        return ""
    return node.name.rpartition("}")[2].rpartition(":")[2]


def _namespace(c: Context, value: Value | None = None) -> Value:
    node = _first(c, value)
    if node is None or not node.name.startswith("{"):
        return ""
    return node.name[1:].partition("}")[0]


def _substring_before(_: Context, text: Value, mark: Value) -> Value:
    before, found, _after = to_string(text).partition(to_string(mark) or "\0")
    return before if found else ""


def _substring_after(_: Context, text: Value, mark: Value) -> Value:
    if not to_string(mark):
        return to_string(text)
    return to_string(text).partition(to_string(mark))[2]


def _substring(c: Context, text: Value, start: Value, length: Value | None = None) -> Value:
    """Return the characters whose places p hold start <= p < start + length (section 4.2)."""
    whole = to_string(text)
    begin = round_half_up(to_number(start, c.zone))
    end = math.inf if length is None else begin + round_half_up(to_number(length, c.zone))
    if math.isnan(begin) or math.isnan(end):
        return ""
    first = max(begin, 1)
    last = min(end, len(whole) + 1)
    return whole[int(first) - 1 : int(last) - 1] if first < last else ""


def _normalize(c: Context, value: Value | None = None) -> Value:
    text = to_string([c.node] if value is None else value)
    return " ".join(part for part in text.translate(_BLANKS).split(" ") if part)


_BLANKS = str.maketrans(dict.fromkeys(_SPACE, " "))


def _translate(_: Context, text: Value, before: Value, after: Value) -> Value:
    table: dict[int, str | None] = {}
    replacement = to_string(after)
    for place, character in enumerate(to_string(before)):
        table.setdefault(ord(character), replacement[place] if place < len(replacement) else None)
    return to_string(text).translate(table)


def _lang(c: Context, tag: Value) -> Value:
    wanted = to_string(tag).lower()
    for node in (c.node, *c.node.ancestors()):
        for attribute in node.attributes:
            if attribute.qualified == "xml:lang":
                found = attribute.text.lower()
                return found == wanted or found.startswith(wanted + "-")
    return False


def _id(c: Context, value: Value) -> Value:
    texts = [n.string() for n in value] if isinstance(value, list) else [to_string(value)]
    wanted = {word for text in texts for word in text.split()}
    root = c.node.root()
    return in_document_order(
        n
        for n in root.descendants()
        if n.kind is NodeKind.ELEMENT
        and any(a.name == "id" and a.text in wanted for a in n.attributes)
    )


def _sum(c: Context, value: Value) -> Value:
    return float(sum(float(to_number(n.string(), c.zone)) for n in as_nodes(value)))


def _floor(c: Context, value: Value) -> Value:
    number = to_number(value, c.zone)
    return float(math.floor(number)) if math.isfinite(number) else float(number)


def _ceiling(c: Context, value: Value) -> Value:
    number = to_number(value, c.zone)
    return float(math.ceil(number)) if math.isfinite(number) else float(number)


def round_half_up(number: float) -> float:
    """Round to the nearest integer, halves towards positive infinity (section 4.4)."""
    return float(math.floor(number + 0.5)) if math.isfinite(number) else float(number)


CORE_FUNCTIONS: Mapping[str, Function] = {
    "last": eager(lambda c: float(c.size), 0),
    "position": eager(_position, 0, 1),
    "count": eager(lambda _, nodes: float(len(as_nodes(nodes))), 1),
    "id": eager(_id, 1),
    "local-name": eager(_local_name, 0, 1),
    "namespace-uri": eager(_namespace, 0, 1),
    "name": eager(_name, 0, 1),
    "string": eager(_string, 0, 1),
    "starts-with": eager(lambda _, a, b: to_string(a).startswith(to_string(b)), 2),
    "contains": eager(lambda _, a, b: to_string(b) in to_string(a), 2),
    "substring-before": eager(_substring_before, 2),
    "substring-after": eager(_substring_after, 2),
    "substring": eager(_substring, 2, 3),
    "string-length": eager(lambda c, *v: float(len(to_string(v[0] if v else [c.node]))), 0, 1),
    "normalize-space": eager(_normalize, 0, 1),
    "translate": eager(_translate, 3),
    "boolean": eager(lambda _, value: to_boolean(value), 1),
    "not": eager(lambda _, value: not to_boolean(value), 1),
    "true": eager(lambda _: True, 0),
    "false": eager(lambda _: False, 0),
    "lang": eager(_lang, 1),
    "number": eager(_number, 0, 1),
    "sum": eager(_sum, 1),
    "floor": eager(_floor, 1),
    "ceiling": eager(_ceiling, 1),
}
