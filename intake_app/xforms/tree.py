"""The nodes of a running form: values, states, and rows of repeats with stable keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.answer import Origin
from intake_app.domain.form import Write
from intake_app.domain.ids import NodeRef
from intake_app.xforms.lexical import is_part_of_date
from intake_app.xforms.xpath.nodes import Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.answer import AnswerState
    from intake_app.xforms.nodedefs import NodeDef

KEY = re.compile(r"\{([A-Za-z0-9]+)\}")
_NUMBERED = re.compile(r"k([1-9][0-9]{0,8})", re.ASCII)


class InstanceNode(Node):
    """One node of a form instance.

    Its `text` is kept while it is not relevant, but reads as empty then: an
    answer must not vanish because a gate was mis-clicked.

    Attributes:
        ref: Its path with stable repeat keys.
        key: The key of a repeat instance, else "".
        state: The reason for having no value, or None.
        relevant: Whether it and everything above it is relevant; likewise `readonly`.
        fits: Whether the constraint accepts the value.
        offered: Whether the value is among the choices offered.
    """

    __slots__ = (
        "by_name",
        "definition",
        "fits",
        "key",
        "offered",
        "origin",
        "readonly",
        "readonly_self",
        "ref",
        "relevant",
        "relevant_self",
        "required",
        "series",
        "state",
    )

    def __init__(self, definition: NodeDef, parent: Node, ref: str, key: str = "") -> None:
        super().__init__(NodeKind.ELEMENT, definition.name, "")
        self.parent = parent
        self.definition = definition
        self.ref = NodeRef(ref)
        self.key = key
        self.by_name: dict[str, list[Node]] = {}
        self.series: dict[str, Series] = {}
        self.state: AnswerState | None = None
        self.origin = Origin.DEFAULT
        above = parent if isinstance(parent, InstanceNode) else None
        self.relevant_self = True
        self.relevant: bool = above is None or above.relevant
        self.readonly_self = False
        self.readonly: bool = above is not None and above.readonly
        self.required = False
        self.fits = True
        self.offered = True

    def named(self, name: str) -> Sequence[Node]:
        """Return the child elements called `name`, in document order."""
        return self.by_name.get(name, ())

    def string(self) -> str:
        """Return what expressions read: nothing while not relevant, or of part of a date."""
        if not self.relevant:
            return ""
        if self.children:
            return "".join(child.string() for child in self.children)
        return "" if self.is_part_of_date else self.text

    @property
    def is_part_of_date(self) -> bool:
        """Whether it holds a date as far as it is known, which is no date to count with."""
        return self.definition.type == "date" and is_part_of_date(self.text)

    @property
    def is_leaf(self) -> bool:
        """Whether it can hold a value."""
        return not self.definition.children and not self.definition.is_repeat

    @property
    def is_violated(self) -> bool:
        """Whether there is something to say about the present value."""
        if not self.relevant:
            return False
        if self.text:
            return not (self.fits and self.offered)
        return self.required and self.state is None and self.is_leaf

    def below(self) -> Iterator[InstanceNode]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, InstanceNode):
                yield from child.below()

    def place(self) -> tuple[int, ...]:
        """Return a key that sorts nodes of one instance in document order."""
        if not self.definition.in_repeat:
            return (self.definition.order,)
        steps: list[int] = []
        node: Node | None = self
        while isinstance(node, InstanceNode) and node.definition.in_repeat:
            if node.definition.is_repeat:
                siblings = node.parent.named(node.name) if node.parent is not None else ()
                index = next((i for i, s in enumerate(siblings) if s is node), 0)
                steps.append(index)
                steps.append(node.definition.order)
            elif not steps:
                steps.append(node.definition.order)
            node = node.parent
        return tuple(reversed(steps))

    def write(self) -> Write:
        """Return what the store must keep of this node."""
        return Write(node=self.ref, value=self.text, state=self.state, origin=self.origin)


class Series:
    """The instances of one repeat under one parent.

    Attributes:
        definition: The repeat.
        parent: The node above the instances.
        is_counted: Whether an expression fixes how many there are.
        initial: How many instances the form itself starts with (keys k1, k2 ...).
        probe: A node in the place of an instance, for expressions when there is none.
    """

    __slots__ = ("definition", "highest", "initial", "is_counted", "parent", "probe")

    def __init__(self, definition: NodeDef, parent: InstanceNode) -> None:
        self.definition = definition
        self.parent = parent
        self.highest = 0
        self.initial = 0
        self.is_counted = definition.repeat is not None and bool(definition.repeat.count)
        self.probe = InstanceNode(definition, parent, f"{parent.ref}/{definition.name}")

    @property
    def ref(self) -> NodeRef:
        """The path of the repeat as such, without a key."""
        return self.probe.ref

    @property
    def instances(self) -> list[InstanceNode]:
        """The instances, in order."""
        found = self.parent.by_name.get(self.definition.name, [])
        return [n for n in found if isinstance(n, InstanceNode)]

    def instance_ref(self, key: str) -> NodeRef:
        """Return the path of the instance with this key."""
        return NodeRef(f"{self.ref}{{{key}}}")

    def note_key(self, key: str) -> None:
        """Remember that a key was used, so that it is never given again."""
        match = _NUMBERED.fullmatch(key)
        if match is not None:
            self.highest = max(self.highest, int(match[1]))

    def next_key(self) -> str:
        """Return a key that no instance of this series ever had."""
        return f"k{self.highest + 1}"

    def insert(self, node: InstanceNode, position: int) -> None:
        """Put an instance among its siblings; `position` counts from 0."""
        siblings = self.parent.by_name.setdefault(self.definition.name, [])
        children = self.parent.children
        if position < len(siblings):
            at = _index(children, siblings[position])
        elif siblings:
            at = _index(children, siblings[-1]) + 1
        else:
            at = next(
                (i for i, c in enumerate(children) if _order(c) > self.definition.order),
                len(children),
            )
        children.insert(at, node)
        siblings.insert(position, node)
        self.note_key(node.key)

    def take_out(self, node: InstanceNode) -> int:
        """Remove an instance and return where it stood."""
        siblings = self.parent.by_name[self.definition.name]
        position = _index(siblings, node)
        del siblings[position]
        del self.parent.children[_index(self.parent.children, node)]
        return position


def _index(nodes: list[Node], node: Node) -> int:
    return next(i for i, other in enumerate(nodes) if other is node)


def _order(node: Node) -> int:
    return node.definition.order if isinstance(node, InstanceNode) else 0


def generic_path(ref: str) -> str:
    """Return a reference without its repeat keys."""
    return KEY.sub("", ref)
