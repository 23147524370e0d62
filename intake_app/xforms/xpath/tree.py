"""The parsed form of an expression: small values without behaviour."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Axis(StrEnum):
    """The axes of XPath 1.0 (section 2.2)."""

    CHILD = "child"
    DESCENDANT = "descendant"
    PARENT = "parent"
    ANCESTOR = "ancestor"
    FOLLOWING_SIBLING = "following-sibling"
    PRECEDING_SIBLING = "preceding-sibling"
    FOLLOWING = "following"
    PRECEDING = "preceding"
    ATTRIBUTE = "attribute"
    NAMESPACE = "namespace"
    SELF = "self"
    DESCENDANT_OR_SELF = "descendant-or-self"
    ANCESTOR_OR_SELF = "ancestor-or-self"


@dataclass(frozen=True, slots=True)
class Literal:
    """A quoted text."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Negation:
    """A unary minus."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Chain:
    """Operators of one precedence, applied from left to right.

    A chain instead of nested pairs keeps a sum of a thousand terms shallow.
    """

    first: Expression
    rest: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Call:
    """A function call; `at` is where its name stands."""

    name: str
    arguments: tuple[Expression, ...]
    at: int


@dataclass(frozen=True, slots=True)
class NodeTest:
    """What a step accepts: a name (``*`` for any), or a node type.

    Attributes:
        type: "name", "node", "text", "comment" or "processing-instruction".
        name: The name as written, prefix included; the target of an instruction.
    """

    type: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    axis: Axis
    test: NodeTest
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path, or steps and predicates applied to an expression.

    Attributes:
        absolute: Whether it starts at the root of the context node's document.
        base: The expression it starts from, or None for a plain path.
        filters: Predicates of `base`, before the steps.
    """

    absolute: bool
    steps: tuple[Step, ...]
    base: Expression | None = None
    filters: tuple[Expression, ...] = ()


Expression = Literal | Number | Negation | Chain | Call | Path
