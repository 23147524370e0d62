"""The tree that expressions walk: the five node kinds of XPath 1.0 that forms use."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class NodeKind(Enum):
    """What a node is (XPath 1.0, section 5; namespace nodes are left out)."""

    ROOT = "root"
    ELEMENT = "element"
    ATTRIBUTE = "attribute"
    TEXT = "text"
    COMMENT = "comment"
    INSTRUCTION = "processing-instruction"


class Node:
    """One node of a document.

    An element either has children or carries its `text` itself: form instances
    are made of such leaves, and a leaf needs no text node beside it.

    Attributes:
        name: The expanded name: ``local``, or a namespace key before it as the
            builder of the tree and the compiler of the expression agree on.
        text: The string value of every kind but a root or an element with children.
    """

    __slots__ = ("attributes", "children", "kind", "name", "parent", "text")

    def __init__(self, kind: NodeKind, name: str = "", text: str = "") -> None:
        self.kind = kind
        self.name = name
        self.text = text
        self.parent: Node | None = None
        self.children: list[Node] = []
        self.attributes: tuple[Node, ...] = ()

    def add(self, child: Node) -> Node:
        """Append `child` and return it."""
        child.parent = self
        self.children.append(child)
        return child

    @property
    def qualified(self) -> str:
        """The name as a person writes it, prefix included (``name()``)."""
        return self.name

    def named(self, name: str) -> Sequence[Node]:
        """Return the child elements called `name`, in document order."""
        return [c for c in self.children if c.name == name and c.kind is NodeKind.ELEMENT]

    def string(self) -> str:
        """Return the string value (XPath 1.0, section 5)."""
        if not self.children:
            return self.text
        return "".join(
            n.text if not n.children else ""
            for n in self.descendants()
            if n.kind in {NodeKind.TEXT, NodeKind.ELEMENT}
        )

    def descendants(self) -> Iterator[Node]:
        """Yield all descendants in document order."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            yield node
            if node.children:
                stack.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """Yield the ancestors, nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def root(self) -> Node:
        """Return the topmost node of the tree."""
        node = self
        while node.parent is not None:
            node = node.parent
        return node


def leaf(name: str, text: str = "") -> Node:
    """Return an element that carries its text itself."""
    return Node(NodeKind.ELEMENT, name, text)


def order_key(node: Node) -> tuple[int, ...]:
    """Return a key that sorts nodes of one tree in document order."""
    steps: list[int] = []
    while node.parent is not None:
        parent = node.parent
        if node.kind is NodeKind.ATTRIBUTE:
            place = _index(parent.attributes, node) - len(parent.attributes)
        else:
            place = _index(parent.children, node)
        steps.append(place)
        node = parent
    steps.reverse()
    return tuple(steps)


def _index(siblings: Sequence[Node], node: Node) -> int:
    """Return the place of `node` by identity; a leaf's own text has place 0."""
    return next((i for i, other in enumerate(siblings) if other is node), 0)


def in_document_order(nodes: Iterable[Node]) -> list[Node]:
    """Return `nodes` sorted in document order, each once."""
    unique = list({id(n): n for n in nodes}.values())
    if len(unique) > 1:
        unique.sort(key=order_key)
    return unique
