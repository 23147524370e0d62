"""``!=`` and ``not(=)`` on a select: true also where nothing was answered.

"Rather not say" leaves a node empty, and must never act as "no" (architecture,
decision 8); such a comparison makes it do exactly that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.xforms.names import join_path
from intake_app.xforms.xpath.deps import reads
from intake_app.xforms.xpath.tree import Call, Chain, Expression, Literal, Negation, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.xforms.definition import FormDefinition


def negated_selects(
    definition: FormDefinition, tree: Expression, context: tuple[str, ...]
) -> Iterator[str]:
    """Yield the paths of selects that are compared by ``!=`` or inside ``not(... = ...)``."""
    own = join_path(context)
    found = dict.fromkeys(_find(definition, tree, context, negated=False))
    # On the question itself a constraint only runs when there is an answer.
    yield from (path for path in found if path != own)


def _find(
    definition: FormDefinition, tree: Expression, context: tuple[str, ...], *, negated: bool
) -> Iterator[str]:
    if isinstance(tree, Chain):
        parts = [tree.first, *(operand for _, operand in tree.rest)]
        for place, (operator, _) in enumerate(tree.rest):
            pair = (parts[place], parts[place + 1])
            wrong = (operator == "!=" and not negated) or (operator == "=" and negated)
            if wrong and not any(_is_empty_text(p) for p in pair):
                for part in pair:
                    yield from _select(definition, part, context)
        for part in parts:
            yield from _find(definition, part, context, negated=negated)
    elif isinstance(tree, Call):
        flips = tree.name == "not"
        for argument in tree.arguments:
            if flips and isinstance(argument, Call) and argument.name == "selected":
                yield from _select(definition, argument.arguments[0], context)
            yield from _find(definition, argument, context, negated=negated is not flips)
    elif isinstance(tree, Negation):
        yield from _find(definition, tree.operand, context, negated=negated)


def _is_empty_text(tree: Expression) -> bool:
    """``x != ''`` asks whether there is an answer, and means what it says."""
    return isinstance(tree, Literal) and not tree.value


def _select(
    definition: FormDefinition, tree: Expression, context: tuple[str, ...]
) -> Iterator[str]:
    if not isinstance(tree, Path):
        return
    for dependency in reads(tree, context).paths:
        node = definition.find(dependency.names)
        if node is not None and node.control is not None and node.control.is_select:
            yield node.path
