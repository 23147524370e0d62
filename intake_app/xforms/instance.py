"""A form instance as XForms instance XML: what KoBo, ODK and other programs read.

What is not relevant is left out (ODK XForms, "Submission"). A reason for having
no value stands in the attribute ``intake:state`` (architecture, decision 8);
other programs pass over it and see an empty node.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState, Origin
from intake_app.domain.errors import FormError
from intake_app.domain.form import Write
from intake_app.domain.ids import NodeRef
from intake_app.domain.message import M
from intake_app.guard import safe_xml
from intake_app.xforms.building import position_row
from intake_app.xforms.names import INTAKE, PREFIXES, plain_name
from intake_app.xforms.plain import text_of
from intake_app.xforms.tree import InstanceNode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.guard.safe_xml import Element
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.session import FormSession

_STATE = f"{{{INTAKE}}}state"
_URIS = {prefix: uri for uri, prefix in PREFIXES.items() if prefix}
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": "&#10;",
        "\t": "&#9;",
        "\r": "&#13;",
    }
)


def instance_xml(session: FormSession) -> bytes:
    """Return the relevant part of a session's instance as UTF-8 XML (text in NFC)."""
    root = session.engine.nodes[session.definition.root.path]
    inside = "".join(_inside(root))
    prefixes = sorted(p for p in _URIS if f"<{p}:" in inside or f" {p}:" in inside)
    own = "".join(f' xmlns:{p}="{_escape(_URIS[p])}"' for p in _needed(root, prefixes))
    attributes = "".join(_attributes(root))
    text = f"<{root.name}{own}{attributes}>{inside}</{root.name}>"
    return unicodedata.normalize("NFC", text).encode()


def _needed(root: InstanceNode, prefixes: list[str]) -> list[str]:
    written = {a.name.partition(":")[0] for a in root.attributes if ":" in a.name}
    return sorted({*prefixes, *(w for w in written if w in _URIS)})


def _inside(node: InstanceNode) -> Iterator[str]:
    for child in node.children:
        if not isinstance(child, InstanceNode) or not child.relevant:
            continue
        inside = "".join(_inside(child)) if child.children else child.text.translate(_TEXT)
        attributes = "".join(_attributes(child))
        name = child.name
        yield f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"


def _attributes(node: InstanceNode) -> Iterator[str]:
    for attribute in node.attributes:
        prefix = attribute.name.partition(":")[0]
        if ":" not in attribute.name or prefix in _URIS:
            yield f' {attribute.name}="{_escape(attribute.text)}"'
    if node.state is not None:
        yield f' intake:state="{node.state.value}"'


def _escape(text: str) -> str:
    return text.translate(_ATTRIBUTE)


def rows_from_xml(definition: FormDefinition, data: bytes) -> tuple[Write, ...]:
    """Return the rows that an instance document holds, to start a session from.

    Repeat instances get the keys k1, k2 ... in the document's order. Elements
    that the form does not have are passed over; nodes that the document leaves
    out were not relevant and start from the form's initial values.

    Raises:
        OutsideFileError: The document breaks a limit or is no XML.
        FormError: It is an instance of another form.
    """
    root = safe_xml.parse(data)
    if plain_name(root.tag, {}) != definition.root.name:
        raise FormError(M("These answers belong to another form."))
    return tuple(_rows(definition.root, root, definition.root.path))


def _rows(definition: NodeDef, element: Element, ref: str) -> Iterator[Write]:
    if not definition.children:
        yield _leaf_row(definition, element, ref)
        return
    children: dict[str, list[Element]] = {}
    for child in element.iterchildren("*"):
        children.setdefault(plain_name(child.tag, {}), []).append(child)
    for name, below in definition.children.items():
        found = children.get(name, [])
        path = f"{ref}/{name}"
        if below.is_repeat:
            yield from _instance_rows(below, found, path)
        elif found:
            yield from _rows(below, found[0], path)


def _instance_rows(definition: NodeDef, found: list[Element], path: str) -> Iterator[Write]:
    counted = definition.repeat is not None and bool(definition.repeat.count)
    for number in range(1, max(len(found), len(definition.defaults)) + 1):
        instance = f"{path}{{k{number}}}"
        if not counted:
            yield position_row(NodeRef(instance), number if number <= len(found) else 0)
        if number <= len(found):
            yield from _rows(definition, found[number - 1], instance)


def _leaf_row(definition: NodeDef, element: Element, ref: str) -> Write:
    state = element.get(_STATE)
    known = {s.value: s for s in AnswerState}
    text = "".join(str(t) for t in element.itertext())
    return Write(
        node=NodeRef(ref),
        value="" if state in known else text,
        state=known.get(str(state)),
        origin=_origin(definition),
    )


def _origin(definition: NodeDef) -> Origin:
    calculated = text_of(definition.bind, "calculate")
    return Origin.CALCULATED if calculated else Origin.PERSON
