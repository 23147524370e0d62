"""What is fixed about each node of a form: its bind, its control, its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.xforms.names import join_path
from intake_app.xforms.plain import dict_of, dicts_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.xforms.controls import Control
    from intake_app.xforms.graph import Computation
    from intake_app.xforms.plain import PlainDict

MAX_DEPTH = 32


class NodeDef:
    """The definition of the nodes at one generic path.

    Attributes:
        names: The names from the root.
        path: The same as text, ``/data/group/question``.
        order: Its place among all nodes, parents before children.
        initial: The value of a fresh node.
        attributes: Attributes of the instance element.
        bind: The bind as plain data.
        is_repeat: Whether instances of it can be added.
        in_repeat: Whether it is one, or lies in one.
        defaults: For a repeat: one plain tree per instance present at the start.
        control: The question that asks for it, or None.
    """

    __slots__ = (
        "attributes",
        "bind",
        "children",
        "computations",
        "control",
        "defaults",
        "dependents",
        "in_repeat",
        "initial",
        "is_repeat",
        "name",
        "names",
        "order",
        "parent",
        "path",
        "repeat",
    )

    def __init__(self, name: str, parent: NodeDef | None, order: int) -> None:
        self.name = name
        self.parent = parent
        self.order = order
        self.names: tuple[str, ...] = (*(parent.names if parent else ()), name)
        self.path = join_path(self.names)
        self.initial = ""
        self.attributes: dict[str, str] = {}
        self.children: dict[str, NodeDef] = {}
        self.bind: PlainDict = {}
        self.is_repeat = False
        self.in_repeat: bool = parent is not None and parent.in_repeat
        self.defaults: list[PlainDict] = []
        self.control: Control | None = None
        self.repeat: Control | None = None
        self.computations: list[Computation] = []
        self.dependents: list[tuple[Computation, int]] = []

    @property
    def type(self) -> str:
        """The bind's type; string when it names none."""
        return text_of(self.bind, "type", "string")

    @property
    def ours(self) -> PlainDict:
        """The attributes of decision 5 (purpose, sensitivity, by ...)."""
        return dict_of(self.bind, "intake")

    def descendants(self) -> Iterator[NodeDef]:
        """Yield the definitions below, in document order."""
        for child in self.children.values():
            yield child
            yield from child.descendants()


def build_nodes(data: PlainDict, nodes: dict[str, NodeDef]) -> NodeDef:
    """Build the definitions of a compiled form's instance tree.

    Args:
        data: The compiled form.
        nodes: Filled with every definition by its path.

    Raises:
        FormError: The instance is nested too deeply, or there is none.
    """
    repeats = set(_repeat_paths(dicts_of(data, "body")))
    model = dict_of(data, "model")
    if not model:
        raise FormError
    root = _build(model, None, nodes, repeats)
    for path, bind in dict_of(data, "binds").items():
        node = nodes.get(path)
        if node is not None and isinstance(bind, dict):
            node.bind = bind
    return root


def _repeat_paths(controls: list[PlainDict]) -> Iterator[str]:
    for control in controls:
        if control.get("k") == "repeat":
            yield text_of(control, "ref")
        yield from _repeat_paths(dicts_of(control, "c"))


def _build(
    tree: PlainDict, parent: NodeDef | None, nodes: dict[str, NodeDef], repeats: set[str]
) -> NodeDef:
    node = NodeDef(text_of(tree, "n"), parent, len(nodes))
    if len(node.names) > MAX_DEPTH:
        raise FormError
    nodes[node.path] = node
    node.is_repeat = node.path in repeats
    node.in_repeat = node.in_repeat or node.is_repeat
    node.initial = text_of(tree, "v")
    node.attributes = {k: str(v) for k, v in dict_of(tree, "a").items()}
    for child in dicts_of(tree, "c"):
        _add_child(child, node, nodes, repeats)
    return node


def _add_child(
    child: PlainDict, node: NodeDef, nodes: dict[str, NodeDef], repeats: set[str]
) -> None:
    name = text_of(child, "n")
    present = node.children.get(name)
    if present is None:
        present = node.children[name] = _build(child, node, nodes, repeats)
        if not present.is_repeat or child.get("template"):
            return
    elif child.get("template"):
        return
    if present.is_repeat:
        present.defaults.append(child)
