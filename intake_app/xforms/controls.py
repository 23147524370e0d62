"""The body of a compiled form: what is asked, in the author's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from intake_app.domain.form import QuestionKind
from intake_app.xforms.plain import dict_of, dicts_of, text_of

if TYPE_CHECKING:
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.plain import PlainDict

By = Literal["ask", "observe", "either", "worker"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRef:
    """Where a text is: an id, or an expression whose value is the text."""

    id: str = ""
    expression: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A choice written in place (not from a choice list)."""

    name: str
    label: TextRef | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Itemset:
    """Choices taken from nodes: which nodes, and what of them is name and label."""

    nodeset: str
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One element of the body.

    Attributes:
        kind: group, repeat, or the name of a question's element.
        node: The definition it refers to; a group may have none.
        count: For a repeat: the expression that fixes how many instances there are.
        fixed: For a repeat: whether a person may not add or remove.
    """

    kind: str
    node: NodeDef | None
    label: TextRef | None = None
    hint: TextRef | None = None
    appearance: str = ""
    children: tuple[Control, ...] = ()
    itemset: Itemset | None = None
    choices: tuple[Choice, ...] = ()
    count: str = ""
    fixed: str = ""

    @property
    def is_question(self) -> bool:
        """Whether it asks for a value."""
        return self.kind not in {"group", "repeat"} and self.node is not None

    @property
    def is_select(self) -> bool:
        """Whether it offers choices."""
        return self.kind in {"select", "select1", "rank"}


def read_body(data: PlainDict, nodes: dict[str, NodeDef]) -> tuple[Control, ...]:
    """Return the body's controls and attach each to its node's definition."""
    return tuple(_control(c, nodes) for c in dicts_of(data, "body"))


def _control(data: PlainDict, nodes: dict[str, NodeDef]) -> Control:
    itemset = dict_of(data, "itemset")
    control = Control(
        kind=text_of(data, "k"),
        node=nodes.get(text_of(data, "ref")),
        label=text_ref(data, "label"),
        hint=text_ref(data, "hint"),
        appearance=text_of(data, "appearance"),
        children=tuple(_control(c, nodes) for c in dicts_of(data, "c")),
        itemset=Itemset(
            nodeset=text_of(itemset, "nodeset"),
            value=text_of(itemset, "value", "name"),
            label=text_of(itemset, "label", "label"),
        )
        if itemset
        else None,
        choices=tuple(
            Choice(name=text_of(item, "v"), label=text_ref(item, "label"))
            for item in dicts_of(data, "items")
        ),
        count=text_of(data, "count"),
        fixed=text_of(data, "fixed"),
    )
    if control.node is not None:
        if control.kind == "repeat":
            control.node.repeat = control
        elif control.node.control is None:
            control.node.control = control
    return control


def text_ref(data: PlainDict, key: str) -> TextRef | None:
    """Return the text reference under `key`, or None."""
    reference = dict_of(data, key)
    if not reference:
        return None
    return TextRef(id=text_of(reference, "id"), expression=text_of(reference, "x"))


_KINDS = {
    "select1": QuestionKind.SELECT_ONE,
    "select": QuestionKind.SELECT_MULTIPLE,
    "rank": QuestionKind.RANK,
    "trigger": QuestionKind.ACKNOWLEDGE,
    "upload": QuestionKind.FILE,
    "range": QuestionKind.RANGE,
}
_TYPES = {
    "int": QuestionKind.INTEGER,
    "integer": QuestionKind.INTEGER,
    "decimal": QuestionKind.DECIMAL,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "dateTime": QuestionKind.DATE_TIME,
    "geopoint": QuestionKind.GEOPOINT,
    "geotrace": QuestionKind.GEOPOINT,
    "geoshape": QuestionKind.GEOPOINT,
    "binary": QuestionKind.FILE,
}


def kind_of(control: Control) -> QuestionKind:
    """Return how a question is answered."""
    kind = _KINDS.get(control.kind)
    if kind is not None:
        return kind
    node = control.node
    if node is None:
        return QuestionKind.NOTE
    always_readonly = text_of(node.bind, "readonly").replace(" ", "") == "true()"
    if always_readonly and "calculate" not in node.bind and node.type == "string":
        return QuestionKind.NOTE
    return _TYPES.get(node.type, QuestionKind.TEXT)


def by_of(node: NodeDef) -> By:
    """Return who may answer; the person, when the form does not say."""
    value = text_of(node.ours, "by", "ask")
    if value == "observe":
        return "observe"
    if value == "either":
        return "either"
    return "worker" if value == "worker" else "ask"
