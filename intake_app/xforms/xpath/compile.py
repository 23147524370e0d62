"""Parsed expressions turned into Python closures.

A closure takes a `Context` and returns a `Value`. Everything that can be
decided once (operators, names, literal arguments) is decided here; `if`,
`and`, `or`, `coalesce` and `once` evaluate only what they need.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.xforms.xpath.environment import Context
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.nodes import in_document_order
from intake_app.xforms.xpath.parser import parse
from intake_app.xforms.xpath.steps import compile_steps, select_by
from intake_app.xforms.xpath.tree import Call, Chain, Expression, Literal, Negation, Number, Path
from intake_app.xforms.xpath.values import (
    NAN,
    Value,
    compare,
    equal,
    to_boolean,
    to_number,
    unequal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from intake_app.xforms.xpath.closure import Evaluate
    from intake_app.xforms.xpath.moments import Zone
    from intake_app.xforms.xpath.nodes import Node
    from intake_app.xforms.xpath.signature import Function

    Apply = Callable[[Value, Value, Zone], Value]


class Compiler:
    """Turns expressions into closures, each source text once.

    Args:
        functions: The functions that expressions may call, by name.
        expand: Turns a name as written (``orx:meta``) into the name that nodes
            of the document carry.
    """

    def __init__(
        self, functions: Mapping[str, Function], expand: Callable[[str], str] = str
    ) -> None:
        self._functions = functions
        self._cache: dict[str, Evaluate] = {}
        self.expand = expand

    def compile(self, source: str) -> Evaluate:
        """Return the closure of an expression's source text.

        Raises:
            ExpressionError: It cannot be parsed. A call of what does not exist
                raises only when it is evaluated.
        """
        found = self._cache.get(source)
        if found is None:
            found = self._cache[source] = self.build(parse(source))
        return found

    def build(self, tree: Expression) -> Evaluate:
        """Return the closure of a parsed expression."""
        if isinstance(tree, Literal | Number):
            value = tree.value
            return lambda _: value
        if isinstance(tree, Path):
            return self._path(tree)
        if isinstance(tree, Call):
            return self._call(tree)
        if isinstance(tree, Negation):
            operand = self.build(tree.operand)
            return lambda c: -to_number(operand(c), c.zone)
        return self._chain(tree)

    def boolean(self, source: str) -> Callable[[Context], bool]:
        """Return a closure that gives an expression's boolean value."""
        evaluate = self.compile(source)
        return lambda c: to_boolean(evaluate(c))

    def _call(self, call: Call) -> Evaluate:
        problem = check_call(call, self._functions)
        if problem is not None:
            return partial(_fail, problem)
        return self._functions[call.name].build(self, call)

    def _path(self, path: Path) -> Evaluate:
        walk = compile_steps(path, self)
        if path.base is None:
            return walk
        base = self.build(path.base)
        filters = [self.build(f) for f in path.filters]

        def evaluate(c: Context) -> Value:
            nodes = as_nodes(base(c))
            for predicate in filters:
                nodes = select_by(predicate, nodes, c)
            if not path.steps:
                return nodes
            found: list[Node] = []
            for node in nodes:
                inner = Context(node, c.environment, current=c.current)
                found.extend(walk(inner))
            return in_document_order(found) if len(nodes) > 1 else found

        return evaluate

    def _chain(self, chain: Chain) -> Evaluate:
        first = self.build(chain.first)
        rest = [(operator, self.build(operand)) for operator, operand in chain.rest]
        kind = rest[0][0]
        if kind == "or":
            return _until([first, *(operand for _, operand in rest)], end=True)
        if kind == "and":
            return _until([first, *(operand for _, operand in rest)], end=False)
        if kind == "|":
            parts = [first, *(operand for _, operand in rest)]
            return lambda c: in_document_order(n for p in parts for n in as_nodes(p(c)))
        if len(rest) == 1:
            return _pair(_OPERATORS[kind], first, rest[0][1])
        return _fold(first, [(_OPERATORS[operator], operand) for operator, operand in rest])


def _until(parts: Sequence[Evaluate], *, end: bool) -> Evaluate:
    """Return whether some part is true (`end`), or none false; later parts are left alone."""

    def evaluate(c: Context) -> Value:
        for part in parts:
            if to_boolean(part(c)) is end:
                return end
        return not end

    return evaluate


def _pair(apply: Apply, left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda c: apply(left(c), right(c), c.zone)


def _fold(first: Evaluate, rest: Sequence[tuple[Apply, Evaluate]]) -> Evaluate:
    """Apply operators from left to right; a loop, so that long sums need no deep stack."""

    def evaluate(c: Context) -> Value:
        value = first(c)
        for apply, operand in rest:
            value = apply(value, operand(c), c.zone)
        return value

    return evaluate


def check_call(call: Call, functions: Mapping[str, Function]) -> ExpressionError | None:
    """Return what is wrong with a call's name or number of arguments, or None."""
    function = functions.get(call.name)
    if function is None:
        return ExpressionError(
            M("There is no function called {name}.", name=call.name),
            hint=M("Check the spelling in the list of ODK form functions."),
            kind="unknown-function",
            at=call.at,
        )
    if not function.accepts(len(call.arguments)):
        return ExpressionError(
            M("The function {name} is given the wrong number of values.", name=call.name),
            kind="arguments",
            at=call.at,
        )
    return None


def _fail(problem: ExpressionError, _: Context) -> Value:
    """Stand for a call that cannot be made; a branch never taken does no harm."""
    raise problem


def as_nodes(value: Value) -> list[Node]:
    """Return a node-set; anything else is an author's mistake and gives no nodes."""
    return value if isinstance(value, list) else []


def divide(left: float, right: float) -> float:
    """Divide as IEEE 754 does: by zero gives infinity, never an error."""
    if right != 0:
        return left / right
    if left == 0 or left != left:  # noqa: PLR0124 - the quickest test for NaN
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """Return the remainder with the sign of the dividend (section 3.5)."""
    if right == 0 or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return NAN
    return math.fmod(left, right)


def _add(left: Value, right: Value, zone: Zone) -> Value:
    return float(to_number(left, zone)) + float(to_number(right, zone))


def _subtract(left: Value, right: Value, zone: Zone) -> Value:
    return float(to_number(left, zone)) - float(to_number(right, zone))


def _multiply(left: Value, right: Value, zone: Zone) -> Value:
    return float(to_number(left, zone)) * float(to_number(right, zone))


def _divide(left: Value, right: Value, zone: Zone) -> Value:
    return divide(to_number(left, zone), to_number(right, zone))


def _remainder(left: Value, right: Value, zone: Zone) -> Value:
    return remainder(to_number(left, zone), to_number(right, zone))


_OPERATORS: Mapping[str, Apply] = {
    "=": equal,
    "!=": unequal,
    "<": partial(compare, "<"),
    "<=": partial(compare, "<="),
    ">": partial(compare, ">"),
    ">=": partial(compare, ">="),
    "+": _add,
    "-": _subtract,
    "*": _multiply,
    "div": _divide,
    "mod": _remainder,
}
