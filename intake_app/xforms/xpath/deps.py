"""What an expression reads: paths of nodes, functions, secondary instances.

Paths are generic (names only). Each carries an anchor: how many names, from
the root, are sure to be the very same nodes as above the context node. A
change below the anchor concerns only expressions below the same node, so that
one row of a repeat does not wake all the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from intake_app.xforms.xpath.parser import parse
from intake_app.xforms.xpath.tree import (
    Axis,
    Call,
    Chain,
    Expression,
    Literal,
    Negation,
    Path,
    Step,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ANY = "*"
BELOW = "**"
_TEXT_FUNCTIONS = frozenset({"jr:itext", "jr:choice-name"})


@dataclass(frozen=True, slots=True)
class Dependency:
    """A generic path that is read.

    Attributes:
        names: From the root; ``*`` is any one name, a final ``**`` all that is below.
        anchor: How many leading names are the context node's own ancestors or itself.
        own: Whether the path was reached without a single downward step, as ``.`` is.
    """

    names: tuple[str, ...]
    anchor: int
    own: bool = False


@dataclass(slots=True)
class Reads:
    """Everything that one expression reads."""

    paths: list[Dependency] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    instances: set[str] = field(default_factory=set)

    @property
    def functions(self) -> frozenset[str]:
        """The names of the functions called."""
        return frozenset(call.name for call in self.calls)

    @property
    def is_worded(self) -> bool:
        """Whether the value depends on the language shown."""
        return not _TEXT_FUNCTIONS.isdisjoint(self.functions)


@dataclass(frozen=True, slots=True)
class _Base:
    """Where relative paths start; `names` is None inside a secondary instance."""

    names: tuple[str, ...] | None
    anchor: int


def reads(tree: Expression, context: tuple[str, ...], expand: Callable[[str], str] = str) -> Reads:
    """Return what `tree` reads when evaluated at the node with the path `context`."""
    visitor = _Visitor(context, expand)
    visitor.visit(tree, _Base(context, len(context)))
    return visitor.found


class _Visitor:
    def __init__(self, context: tuple[str, ...], expand: Callable[[str], str]) -> None:
        self.found = Reads()
        self._context = context
        self._expand = expand

    def visit(self, tree: Expression, base: _Base) -> None:
        """Collect what `tree` reads when its relative paths start at `base`."""
        if isinstance(tree, Path):
            self._path(tree, base)
        elif isinstance(tree, Call):
            self._call(tree, base)
        elif isinstance(tree, Chain):
            self.visit(tree.first, base)
            for _, operand in tree.rest:
                self.visit(operand, base)
        elif isinstance(tree, Negation):
            self.visit(tree.operand, base)

    def _call(self, call: Call, base: _Base) -> None:
        self.found.calls.append(call)
        if call.name == "instance" and call.arguments and isinstance(call.arguments[0], Literal):
            self.found.instances.add(call.arguments[0].value)
        if call.name == "pulldata" and call.arguments and isinstance(call.arguments[0], Literal):
            self.found.instances.add(call.arguments[0].value)
        if call.name == "indexed-repeat":
            self._indexed(call, base)
        if call.name == "jr:choice-name" and len(call.arguments) > 1:
            question = call.arguments[1]
            if isinstance(question, Literal) and question.value.strip():
                self.visit(parse(question.value), base)
        for argument in call.arguments:
            self.visit(argument, base)

    def _indexed(self, call: Call, base: _Base) -> None:
        """The target is found from the root, so every instance of it is read."""
        target = call.arguments[0] if call.arguments else None
        if isinstance(target, Path):
            names = _walk(target, base, self._expand).names
            if names is not None:
                self.found.paths.append(Dependency(names, 0))

    def _path(self, path: Path, base: _Base) -> None:
        start = base
        if path.absolute:
            start = _Base((), 0)
        elif path.base is not None:
            start = self._base_of(path.base, base)
            for predicate in path.filters:
                self.visit(predicate, start)
        at = start
        for step in path.steps:
            at = _step(at, step, self._expand)
            for predicate in step.predicates:
                self.visit(predicate, at)
        if at.names is not None and (path.steps or path.base is None):
            self.found.paths.append(Dependency(at.names, at.anchor, own=at.anchor == len(at.names)))

    def _base_of(self, tree: Expression, base: _Base) -> _Base:
        self.visit(tree, base)
        if isinstance(tree, Call) and tree.name == "current":
            return _Base(self._context, len(self._context))
        if isinstance(tree, Path):
            return _walk(tree, base, self._expand)
        if isinstance(tree, Call) and tree.name == "randomize" and tree.arguments:
            return self._base_of(tree.arguments[0], base)
        return _Base(None, 0)


def _walk(path: Path, base: _Base, expand: Callable[[str], str]) -> _Base:
    at = _Base((), 0) if path.absolute else base
    if path.base is not None:
        return _Base(None, 0)
    for step in path.steps:
        at = _step(at, step, expand)
    return at


def _step(at: _Base, step: Step, expand: Callable[[str], str]) -> _Base:
    """Return where a step leads from a generic path."""
    names = at.names
    stays = step.axis in _STAYING or step.test.type in {"text", "comment"}
    if names is None or names[-1:] == (BELOW,) or stays:
        return at
    if step.axis is Axis.PARENT:
        return _Base(names[:-1], min(at.anchor, max(0, len(names) - 1)))
    name = expand(step.test.name) if step.test.type == "name" else ANY
    if step.axis is Axis.CHILD:
        return _Base((*names, name), at.anchor)
    if step.axis in {Axis.FOLLOWING_SIBLING, Axis.PRECEDING_SIBLING}:
        return _Base((*names[:-1], name), min(at.anchor, len(names) - 1))
    if step.axis in {Axis.DESCENDANT, Axis.DESCENDANT_OR_SELF}:
        return _Base((*names, BELOW), at.anchor)
    return _Base((BELOW,), 0)


_STAYING = frozenset({Axis.SELF, Axis.ATTRIBUTE})
