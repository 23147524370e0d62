"""Checks of a compiled form: every expression, every text, every choice.

pyxform does not look into expressions; whatever would fail or mislead in front
of a person is found here instead, with its row and column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.form import Finding, Severity
from intake_app.domain.message import MN, M
from intake_app.xforms.cycles import find_cycles
from intake_app.xforms.graph import Aspect
from intake_app.xforms.lint_paths import unknown_paths
from intake_app.xforms.lint_selects import negated_selects
from intake_app.xforms.lint_texts import check_texts
from intake_app.xforms.plain import text_of
from intake_app.xforms.xpath.compile import check_call
from intake_app.xforms.xpath.deps import reads
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.functions import FUNCTIONS
from intake_app.xforms.xpath.parser import parse
from intake_app.xforms.xpath.text_functions import pattern
from intake_app.xforms.xpath.tree import Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.graph import Computation
    from intake_app.xforms.locate import Locator
    from intake_app.xforms.nodedefs import NodeDef
    from intake_app.xforms.xpath.deps import Reads

MAX_FORM_DEPTH = 20
_COLUMNS = {
    Aspect.RELEVANT: "relevant",
    Aspect.CALCULATE: "calculate",
    Aspect.READONLY: "readonly",
    Aspect.REQUIRED: "required",
    Aspect.CONSTRAINT: "constraint",
    Aspect.OPTIONS: "options",
    Aspect.COUNT: "count",
    Aspect.WORDING: "label",
}
_LEGACY = frozenset({"search", "pulldata"})


def check_definition(
    definition: FormDefinition, locator: Locator, *, is_bundled: bool
) -> Iterator[Finding]:
    """Yield everything the form's author should know.

    Args:
        definition: The compiled form.
        locator: Finds the row and column of a node.
        is_bundled: Whether the stricter rules for our own forms hold.
    """
    for computation in definition.graph.computations:
        for source in computation.sources:
            yield from _check_expression(definition, computation, source, locator, is_bundled)
    yield from _check_actions(definition, locator)
    yield from _check_cycles(definition, locator)
    yield from _check_shape(definition, locator)
    yield from check_texts(definition, locator)


def _check_expression(
    definition: FormDefinition,
    computation: Computation,
    source: str,
    locator: Locator,
    is_bundled: bool,  # noqa: FBT001 - passed on inside this module
) -> Iterator[Finding]:
    node = computation.node
    column = _COLUMNS[computation.aspect]
    try:
        tree = parse(source)
    except ExpressionError as problem:
        yield _problem(problem, node, column, source, locator)
        return
    found = reads(tree, node.names)
    yield from _check_calls(found, node, column, source, locator)
    place = locator.place(node.names, column, source)
    for name in sorted(found.instances - definition.instance_names - {"last-saved"}):
        yield Finding(
            severity=Severity.ERROR,
            code="xpath.unknown-list",
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            found=place.found,
            message=M("There is no list called {name}.", name=name),
        )
    for path in unknown_paths(definition, found):
        yield Finding(
            severity=Severity.ERROR if is_bundled else Severity.WARNING,
            code="xpath.unknown-reference",
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            found=place.found,
            message=M("This formula refers to {path}, which the form does not have.", path=path),
            hint=M("Check the question's name; refer to it as a name in curly brackets."),
        )
    for path in negated_selects(definition, tree, node.names):
        yield Finding(
            severity=Severity.ERROR if is_bundled else Severity.WARNING,
            code="xpath.negated-select",
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            found=place.found,
            message=M("This also holds when {path} was not answered at all.", path=path),
            hint=M("Ask for the answers that are meant: selected(question, 'answer')."),
        )


def _check_calls(
    found: Reads, node: NodeDef, column: str, source: str, locator: Locator
) -> Iterator[Finding]:
    for call in found.calls:
        problem = check_call(call, FUNCTIONS)
        if problem is None and call.name == "regex" and isinstance(call.arguments[1], Literal):
            try:
                pattern(call.arguments[1].value)
            except ExpressionError as refused:
                problem = refused
        if problem is not None:
            yield _problem(problem, node, column, source, locator)
        elif call.name in _LEGACY:
            place = locator.place(node.names, column, source)
            yield Finding(
                severity=Severity.WARNING,
                code="xpath.legacy",
                sheet=place.sheet,
                row=place.row,
                column=place.column,
                found=place.found,
                message=M(
                    "{name} is an old function; a choice filter does the same.", name=call.name
                ),
            )


def _problem(
    problem: ExpressionError, node: NodeDef, column: str, source: str, locator: Locator
) -> Finding:
    place = locator.place(node.names, column, source)
    return Finding(
        severity=Severity.ERROR,
        code=f"xpath.{problem.kind}",
        sheet=place.sheet,
        row=place.row,
        column=place.column,
        found=place.found,
        message=problem.summary,
        hint=problem.hint,
    )


def _check_actions(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    for action in definition.actions:
        target = text_of(action, "target")
        if "[" in target or "@" in target:
            continue
        node = definition.nodes.get(target)
        if node is None:
            yield Finding(
                severity=Severity.WARNING,
                code="form.unknown-target",
                found=target,
                message=M("A value is to be put into a question that the form does not have."),
            )
            continue
        source = text_of(action, "value")
        if not source:
            continue
        try:
            found = reads(parse(source), node.names)
        except ExpressionError as problem:
            yield _problem(problem, node, "default", source, locator)
            continue
        yield from _check_calls(found, node, "default", source, locator)


def _check_cycles(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    for cycle in find_cycles(definition):
        first = cycle[0]
        place = locator.place(first.node.names, _COLUMNS[first.aspect], first.sources[0])
        names = ", ".join(dict.fromkeys(c.node.name for c in cycle))
        yield Finding(
            severity=Severity.ERROR,
            code="form.cycle",
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            found=place.found,
            message=M("These formulas wait for each other: {names}.", names=names),
            hint=M("Break the circle: one of them must not use the others."),
        )


def _check_shape(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    deepest = max(definition.nodes.values(), key=lambda n: len(n.names))
    if len(deepest.names) > MAX_FORM_DEPTH:
        place = locator.place(deepest.names, "name")
        yield Finding(
            severity=Severity.ERROR,
            code="form.too-deep",
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            found=place.found,
            message=M("Groups are nested more than {limit} deep.", limit=MAX_FORM_DEPTH),
        )
    unasked = [
        n for n in definition.nodes.values() if n.control is not None and n.control.node is None
    ]
    if unasked:
        yield Finding(
            severity=Severity.WARNING,
            code="form.no-node",
            message=MN(
                "{count} question has no place for its answer.",
                "{count} questions have no place for their answers.",
                len(unasked),
            ),
        )
