"""Evaluating expressions on small documents, for the tests of the evaluator."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from intake_app.guard import safe_xml
from intake_app.xforms.xpath.compile import Compiler
from intake_app.xforms.xpath.environment import Context, Environment, NoResources
from intake_app.xforms.xpath.functions import FUNCTIONS
from intake_app.xforms.xpath.moments import Zone
from intake_app.xforms.xpath.nodes import Node, NodeKind, leaf
from intake_app.xforms.xpath.values import to_string
from tests.simulators import SeededRandom

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def tree(xml: str) -> Node:
    """A document whose leaves carry their text themselves, as a form's instance does."""
    root = Node(NodeKind.ROOT)

    def add(parent: Node, element) -> None:
        node = parent.add(leaf(element.tag, "" if len(element) else element.text or ""))
        attributes = [Node(NodeKind.ATTRIBUTE, k, v) for k, v in element.attrib.items()]
        for attribute in attributes:
            attribute.parent = node
        node.attributes = tuple(attributes)
        for child in element:
            add(node, child)

    add(root, safe_xml.parse(xml.encode()))
    return root


def evaluate(source: str, xml: str = "<data/>", at: str = "/*", tz: str = "UTC", now=NOW):
    """The value of an expression at the first node that `at` finds."""
    root = tree(xml)
    environment = Environment(
        now=now,
        zone=Zone.at(ZoneInfo(tz), now),
        random=SeededRandom(),
        resources=NoResources(),
    )
    compiler = Compiler(FUNCTIONS)
    (node, *_) = compiler.compile(at)(Context(root, environment))
    return compiler.compile(source)(Context(node, environment))


def text(source: str, xml: str = "<data/>", **where) -> str:
    """The string value of an expression."""
    return to_string(evaluate(source, xml, **where))
