"""Texts that are missing, hold markup, or fill in what cannot be computed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from intake_app.domain.form import Finding, Severity
from intake_app.domain.message import MN, M
from intake_app.xforms.names import path_names
from intake_app.xforms.plain import text_of
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.locate import Locator, Place

_MARKUP = re.compile(
    r"</?[a-zA-Z][^>]*>|\*\*[^*]+\*\*|(?<![\w])__[^_]+__|^#{1,6} |\[[^\]]+\]\([^)]+\)", re.MULTILINE
)


def check_texts(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    """Yield what is wrong with the form's wording, language by language."""
    every: set[str] = set()
    for tag in definition.languages:
        every |= definition.text_ids(tag)
    for tag in definition.languages:
        missing = every - definition.text_ids(tag)
        if missing:
            yield Finding(
                severity=Severity.WARNING,
                code="text.untranslated",
                found=tag,
                message=MN(
                    "{count} text is missing in the language {tag}.",
                    "{count} texts are missing in the language {tag}.",
                    len(missing),
                    tag=tag,
                ),
                hint=M("The form's default language is shown in their place, and it is said so."),
            )
        yield from _check_language(definition, tag, locator)
    yield from _check_labels(definition, locator)


def _check_language(definition: FormDefinition, tag: str, locator: Locator) -> Iterator[Finding]:
    for text_id in sorted(definition.text_ids(tag)):
        for segment in definition.text(text_id, tag) or ():
            if isinstance(segment, dict):
                yield from _check_output(text_of(segment, "o"), text_id, locator)
            elif isinstance(segment, str) and _MARKUP.search(segment):
                place = _place(text_id, locator)
                yield Finding(
                    severity=Severity.WARNING,
                    code="text.markup",
                    sheet=place.sheet,
                    row=place.row,
                    column=place.column,
                    found=place.found or text_id,
                    message=M("This text holds markup; it will be shown letter by letter."),
                    hint=M("Texts are plain: take the signs of formatting out."),
                )


def _check_output(source: str, text_id: str, locator: Locator) -> Iterator[Finding]:
    try:
        parse(source)
    except ExpressionError as problem:
        place = _place(text_id, locator)
        yield Finding(
            severity=Severity.ERROR,
            code=f"xpath.{problem.kind}",
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            found=source,
            message=problem.summary,
            hint=problem.hint,
        )


def _place(text_id: str, locator: Locator) -> Place:
    path, _, kind = text_id.partition(":")
    return locator.place(path_names(path), kind or "label")


def _check_labels(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    for node in definition.nodes.values():
        control = node.control
        if control is None or not control.is_question or control.label is not None:
            continue
        place = locator.place(node.names, "label")
        yield Finding(
            severity=Severity.WARNING,
            code="text.no-label",
            sheet=place.sheet,
            row=place.row,
            column=place.column,
            found=node.name,
            message=M("This question has no text to ask it with."),
        )
