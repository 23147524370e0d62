"""Checks of a compiled form: every expression, every text, every choice.

pyxform does not look into expressions; whatever would fail or mislead in front
of a person is found here instead, with its row and column.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import MN, M
from intake_app.xforms.cycles import find_cycles, reads_itself
from intake_app.xforms.findings import WHOLE_FORM, broken, error, stricter, warning
from intake_app.xforms.graph import Aspect
from intake_app.xforms.lint_paths import unknown_paths
from intake_app.xforms.lint_selects import negated_selects
from intake_app.xforms.lint_texts import check_texts
from intake_app.xforms.locate import Place
from intake_app.xforms.plain import text_of
from intake_app.xforms.xform_body import QUESTIONS
from intake_app.xforms.xpath.compile import check_call
from intake_app.xforms.xpath.deps import reads
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.functions import FUNCTIONS
from intake_app.xforms.xpath.parser import parse
from intake_app.xforms.xpath.text_functions import pattern
from intake_app.xforms.xpath.tree import Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from intake_app.domain.form import Finding
    from intake_app.xforms.controls import Control
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.graph import Computation
    from intake_app.xforms.locate import Locator
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
            place = locator.place(computation.node.names, _COLUMNS[computation.aspect], source)
            yield from _check_expression(definition, computation, source, place, is_bundled)
        yield from _check_itself(computation, locator)
    yield from _check_actions(definition, locator)
    yield from _check_cycles(definition, locator)
    yield from _check_shape(definition, locator)
    yield from check_texts(definition, locator)


def _check_expression(
    definition: FormDefinition,
    computation: Computation,
    source: str,
    place: Place,
    is_bundled: bool,  # noqa: FBT001 - passed on inside this module
) -> Iterator[Finding]:
    node = computation.node
    try:
        tree = parse(source)
    except ExpressionError as problem:
        yield broken(problem, place)
        return
    found = reads(tree, node.names)
    yield from _check_calls(found, place)
    for name in sorted(found.instances - definition.instance_names - {"last-saved"}):
        yield error("xpath.unknown-list", place, M("There is no list called {name}.", name=name))
    for path in unknown_paths(definition, found):
        yield stricter(
            "xpath.unknown-reference",
            place,
            M("This formula refers to {path}, which the form does not have.", path=path),
            M("Check the question's name; refer to it as a name in curly brackets."),
            is_bundled=is_bundled,
        )
    for path in negated_selects(definition, tree, node.names):
        yield stricter(
            "xpath.negated-select",
            place,
            M("This also holds when {path} was not answered at all.", path=path),
            M("Ask for the answers that are meant: selected(question, 'answer')."),
            is_bundled=is_bundled,
        )


def _check_calls(found: Reads, place: Place) -> Iterator[Finding]:
    for call in found.calls:
        problem = check_call(call, FUNCTIONS)
        if problem is None and call.name == "regex" and isinstance(call.arguments[1], Literal):
            try:
                pattern(call.arguments[1].value)
            except ExpressionError as refused:
                problem = refused
        if problem is not None:
            yield broken(problem, place)
        elif call.name in _LEGACY:
            yield warning(
                "xpath.legacy",
                place,
                M("{name} is an old function; a choice filter does the same.", name=call.name),
            )


def _check_itself(computation: Computation, locator: Locator) -> Iterator[Finding]:
    if reads_itself(computation):
        yield _itself(computation, locator)


def _itself(computation: Computation, locator: Locator) -> Finding:
    """Return what is said of a formula that reads what it decides about.

    A constraint may (it judges a value that is there), and so may once() and
    its like; JavaRosa refuses to load a form with any of the others.
    """
    place = _place_of(computation, locator)
    other = M("Refer to another question; only a constraint looks at its own answer.")
    if computation.aspect is Aspect.CALCULATE:
        return error(
            "form.self-reference",
            place,
            M("This calculation needs its own result."),
            M("Refer to another question, or keep a first value with once()."),
        )
    if computation.aspect in {Aspect.RELEVANT, Aspect.COUNT}:
        return error(
            "form.self-reference",
            place,
            M("Whether this is asked depends on its own answer, which comes only after asking."),
            other,
        )
    return warning(
        "form.self-reference",
        place,
        M("This formula reads its own answer; ODK Collect refuses such a form."),
        other,
    )


def _place_of(computation: Computation, locator: Locator) -> Place:
    column = _COLUMNS[computation.aspect]
    return locator.place(computation.node.names, column, computation.sources[0])


def _check_actions(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    for action in definition.actions:
        target = text_of(action, "target")
        if "[" in target or "@" in target:
            continue
        node = definition.nodes.get(target)
        if node is None:
            yield warning(
                "form.unknown-target",
                Place(found=target),
                M("A value is to be put into a question that the form does not have."),
            )
            continue
        source = text_of(action, "value")
        if not source:
            continue
        aspect = "calculate" if text_of(action, "trigger") else "default"
        place = locator.place(node.names, aspect, source)
        try:
            found = reads(parse(source), node.names)
        except ExpressionError as problem:
            yield broken(problem, place)
            continue
        yield from _check_calls(found, place)


def _check_cycles(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    for cycle in find_cycles(definition):
        if len(cycle) == 1:
            yield _itself(cycle[0], locator)
            continue
        names = ", ".join(dict.fromkeys(c.node.name for c in cycle))
        yield error(
            "form.cycle",
            _place_of(cycle[0], locator),
            M("These formulas wait for each other: {names}.", names=names),
            M("Break the circle: one of them must not use the others."),
        )


def _check_shape(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    deepest = max(definition.nodes.values(), key=lambda n: len(n.names))
    if len(deepest.names) > MAX_FORM_DEPTH:
        yield error(
            "form.too-deep",
            locator.place(deepest.names, "name"),
            M("Groups are nested more than {limit} deep.", limit=MAX_FORM_DEPTH),
        )
    homeless = sum(1 for c in _controls(definition.body) if c.kind in QUESTIONS and c.node is None)
    if homeless:
        yield warning(
            "form.no-node",
            WHOLE_FORM,
            MN(
                "{count} question has no place for its answer.",
                "{count} questions have no place for their answers.",
                homeless,
            ),
        )


def _controls(controls: Iterable[Control]) -> Iterator[Control]:
    for control in controls:
        yield control
        yield from _controls(control.children)
