"""What an expression may ask of the world around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from intake_app.domain.ports import Random
    from intake_app.xforms.xpath.moments import Zone
    from intake_app.xforms.xpath.nodes import Node


class Resources(Protocol):
    """The form's side of functions that reach outside the document."""

    def instance(self, name: str) -> Node | None:
        """Return the root of a secondary instance, or None."""
        ...

    def text(self, text_id: str) -> str:
        """Return the itext with this id in the present language (``jr:itext``)."""
        ...

    def choice_label(self, value: str, question: str, node: Node) -> str:
        """Return the label of a choice of the question at a path (``jr:choice-name``)."""
        ...


class NoResources:
    """A document that stands alone."""

    def instance(self, name: str) -> Node | None:  # noqa: ARG002 - the protocol's signature
        """Return None: there are no secondary instances."""
        return None

    def text(self, text_id: str) -> str:  # noqa: ARG002 - the protocol's signature
        """Return no text."""
        return ""

    def choice_label(self, value: str, question: str, node: Node) -> str:  # noqa: ARG002 - same
        """Return no label."""
        return ""


@dataclass(slots=True, kw_only=True)
class Environment:
    """Time, place, chance and the form's resources during one evaluation batch.

    Attributes:
        now: The present moment, aware; fixed for a batch, so that one answer
            sees one time.
        zone: Where wall-clock time is read.
        root: Where absolute paths start; None for the root of the node's own document.
        fixed: By their names from `root`, nodes that are there as long as it is,
            alone with these names: absolute paths need not walk to them.
    """

    now: datetime
    zone: Zone
    random: Random
    resources: Resources
    root: Node | None = None
    fixed: dict[tuple[str, ...], Node] = field(default_factory=dict["tuple[str, ...]", "Node"])


class Context:
    """The place where an expression is evaluated (XPath 1.0, section 1).

    Attributes:
        node: The context node.
        position: Its place in the context list, from 1.
        size: The length of the context list.
        current: The node the whole expression was started at (``current()``).
    """

    __slots__ = ("current", "environment", "node", "position", "size", "zone")

    def __init__(
        self,
        node: Node,
        environment: Environment,
        *,
        current: Node | None = None,
        position: int = 1,
        size: int = 1,
    ) -> None:
        self.node = node
        self.environment = environment
        self.zone: Zone = environment.zone
        self.current = current or node
        self.position = position
        self.size = size
