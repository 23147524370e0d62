"""A tolerant reader for the documents of reference cases: DOCTYPE and all.

The product refuses a DOCTYPE; some cases carry one, so they are read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from intake_app.xforms.xpath.nodes import Node, NodeKind

if TYPE_CHECKING:
    from collections.abc import Mapping

XFORMS = "{http://www.w3.org/2002/xforms}"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"


class XmlNode(Node):
    """A node that remembers the prefix it was written with."""

    __slots__ = ("written",)

    def __init__(self, kind: NodeKind, name: str = "", text: str = "", written: str = "") -> None:
        super().__init__(kind, name, text)
        self.written = written or name

    @property
    def qualified(self) -> str:
        """The name with its prefix."""
        return self.written


def parse(text: str) -> etree._Element:
    """Return the document element of a case's XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(text.strip().encode(), parser)


def document(element: etree._Element) -> XmlNode:
    """Return the whole document of `element` as nodes."""
    root = XmlNode(NodeKind.ROOT)
    before = list(element.itersiblings(preceding=True))
    for sibling in reversed(before):
        _add(root, sibling)
    _add(root, element)
    for sibling in element.itersiblings():
        _add(root, sibling)
    return root


def _add(parent: Node, element: etree._Element) -> None:
    if element.tag is etree.Comment:
        parent.add(XmlNode(NodeKind.COMMENT, "", element.text or ""))
    elif element.tag is etree.ProcessingInstruction:
        parent.add(XmlNode(NodeKind.INSTRUCTION, element.target, element.text or ""))
    else:
        name = element.tag.removeprefix(XFORMS)  # unprefixed names of expressions mean these
        node = XmlNode(NodeKind.ELEMENT, name, "", _written(element.tag, element))
        parent.add(node)
        attributes = []
        for name, value in element.attrib.items():
            attribute = XmlNode(NodeKind.ATTRIBUTE, name, value, _written(name, element))
            attribute.parent = node
            attributes.append(attribute)
        node.attributes = tuple(attributes)
        if element.text:
            node.add(XmlNode(NodeKind.TEXT, "", element.text))
        for child in element:
            _add(node, child)
            if child.tail:
                node.add(XmlNode(NodeKind.TEXT, "", child.tail))


def _written(name: str, element: etree._Element) -> str:
    if not name.startswith("{"):
        return name
    uri, _, local = name[1:].partition("}")
    if uri == XML_NAMESPACE:
        return f"xml:{local}"
    prefix = next((p for p, u in element.nsmap.items() if u == uri and p is not None), None)
    return f"{prefix}:{local}" if prefix and None not in _default(element, uri) else local


def _default(element: etree._Element, uri: str) -> set[None]:
    return {None} if element.nsmap.get(None) == uri else set()


def at_path(root: Node, path: str) -> Node:
    """Return the node that a positional ``/node()[k]`` path names."""
    node = root
    for step in path.strip("/").split("/"):
        if not step:
            continue
        if step.startswith("@"):
            node = next(a for a in node.attributes if a.qualified == step[1:])
        else:
            node = node.children[int(step[7:-1]) - 1]
    return node


def path_of(node: Node) -> str:
    """Return the positional path of a node, as the cases write it."""
    steps: list[str] = []
    while node.parent is not None:
        if node.kind is NodeKind.ATTRIBUTE:
            steps.append(f"@{node.qualified}")
        else:
            place = next(i for i, c in enumerate(node.parent.children, 1) if c is node)
            steps.append(f"node()[{place}]")
        node = node.parent
    return "/" + "/".join(reversed(steps))


def expander(namespaces: Mapping[str, str]) -> object:
    """Return a function that turns ``prefix:local`` into an expanded name."""

    def expand(name: str) -> str:
        prefix, colon, local = name.partition(":")
        if not colon:
            return name
        uri = namespaces.get(prefix)
        return f"{{{uri}}}{local}" if uri else name

    return expand
