"""Texts that are missing, hold markup, or fill in what cannot be computed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.message import MN, M
from intake_app.xforms.findings import broken, warning
from intake_app.xforms.plain import text_of
from intake_app.xforms.xpath.errors import ExpressionError
from intake_app.xforms.xpath.parser import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intake_app.domain.form import Finding
    from intake_app.xforms.definition import FormDefinition
    from intake_app.xforms.locate import Locator

_MARKUP = re.compile(
    r"</?[a-zA-Z][^>]*>|\*\*[^*]+\*\*|(?<![\w])__[^_]+__|^#{1,6} |\[[^\]]+\]\([^)]+\)", re.MULTILINE
)


def check_texts(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    """Yield what is wrong with the form's wording, language by language."""
    every: set[str] = set()
    for tag in definition.languages:
        every |= definition.text_ids(tag)
    for tag in definition.languages:
        missing = sorted(every - definition.text_ids(tag))
        if missing:
            place = locator.text(missing[0], definition.language_name(tag))
            yield warning(
                "text.untranslated",
                place,
                MN(
                    "{count} text is missing in the language {tag}.",
                    "{count} texts are missing in the language {tag}.",
                    len(missing),
                    tag=tag,
                ),
                M("The form's default language is shown in their place, and it is said so."),
            )
        yield from _check_language(definition, tag, locator)
    yield from _check_labels(definition, locator)


def _check_language(definition: FormDefinition, tag: str, locator: Locator) -> Iterator[Finding]:
    for text_id in sorted(definition.text_ids(tag)):
        for segment in definition.text(text_id, tag) or ():
            if isinstance(segment, dict):
                yield from _check_output(text_of(segment, "o"), text_id, locator)
            elif isinstance(segment, str) and _MARKUP.search(segment):
                yield warning(
                    "text.markup",
                    locator.text(text_id),
                    M("This text holds markup; it will be shown letter by letter."),
                    M("Texts are plain: take the signs of formatting out."),
                )


def _check_output(source: str, text_id: str, locator: Locator) -> Iterator[Finding]:
    try:
        parse(source)
    except ExpressionError as problem:
        yield broken(problem, replace(locator.text(text_id), found=source))


def _check_labels(definition: FormDefinition, locator: Locator) -> Iterator[Finding]:
    for node in definition.nodes.values():
        control = node.control
        if control is None or not control.is_question or control.label is not None:
            continue
        yield warning(
            "text.no-label",
            locator.place(node.names, "label", node.name),
            M("This question has no text to ask it with."),
        )
