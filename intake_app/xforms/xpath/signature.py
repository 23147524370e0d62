"""What a function is to the compiler: how many values it takes and how it is built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from intake_app.xforms.xpath.closure import Evaluate
    from intake_app.xforms.xpath.environment import Context
    from intake_app.xforms.xpath.tree import Call, Expression
    from intake_app.xforms.xpath.values import Value


class Builder(Protocol):
    """The part of the compiler that functions use."""

    def build(self, tree: Expression) -> Evaluate:
        """Return the closure of a parsed expression."""
        ...

    def expand(self, name: str) -> str:
        """Return a name as nodes carry it."""
        ...


@dataclass(frozen=True, slots=True)
class Function:
    """A function of expressions.

    Attributes:
        least: The smallest number of arguments.
        most: The largest, or None when there is no limit.
        build: Makes the closure of one call.
    """

    least: int
    most: int | None
    build: Callable[[Builder, Call], Evaluate]

    def accepts(self, count: int) -> bool:
        """Return whether the function can be called with `count` arguments."""
        return self.least <= count and (self.most is None or count <= self.most)


def eager(function: Callable[..., Value], least: int, most: int | None = -1) -> Function:
    """Return a `Function` from ``function(context, *values)``; all arguments are evaluated.

    Args:
        function: Takes the context and the values of the arguments.
        least: The smallest number of arguments.
        most: The largest; the same as `least` when left out, None for no limit.
    """

    def build(builder: Builder, call: Call) -> Evaluate:
        arguments = [builder.build(a) for a in call.arguments]
        if not arguments:
            return function
        if len(arguments) == 1:
            only = arguments[0]
            return lambda c: function(c, only(c))

        if len(arguments) == 2:  # noqa: PLR2004 - most calls have one or two
            first, second = arguments
            return lambda c: function(c, first(c), second(c))

        def evaluate(c: Context) -> Value:
            return function(c, *[a(c) for a in arguments])

        return evaluate

    return Function(least, least if most == -1 else most, build)
