"""Longer texts that are read aloud or shown whole: versioned assets, not message strings.

What a person agreed to must be known to the letter for years, so each text is a
file with an id, a version and a hash, one per language. The format: lines
``key: value``, an empty line, then paragraphs parted by empty lines.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

from intake_app.i18n.languages import Review, canonical_tag, with_parents

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

SOURCE_LANGUAGE: Final = "en"
ROW_MARK: Final = " | "


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementText:
    """What is read aloud before the first question, in one language.

    Attributes:
        id: Which text it is: ``agreement``.
        version: Grows with every change of meaning; the same in all languages.
        language: The language it is really in; differs from the one asked for
            when there is no such text, and English is shown instead.
        reviewed: Whether a speaker has checked it. Only a reviewed text can be
            the text of record; otherwise it is "rendered by the interpreter".
        paragraphs: Plain text, in order.
        sha256: Lower-case hex hash of the file, kept with what was agreed.
    """

    id: str
    version: int
    language: str
    reviewed: bool
    paragraphs: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A whole page in one language: the calm page, the cover, the safeguarding card.

    Attributes:
        language: The language it is really in; English when there is no other.
        reviewed: Whether a speaker has checked it.
        title: The heading.
        paragraphs: Plain text before the table, in order.
        rows: A table of two columns, or nothing.
        closing: Plain text after the table, in order.
    """

    language: str
    reviewed: bool
    title: str
    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    closing: tuple[str, ...] = ()


def agreement(tag: str) -> AgreementText:
    """Return what is agreed before talking, in the language of `tag` or in English.

    Raises:
        ValueError: `tag` is no well-formed BCP 47 tag.
    """
    language, head, blocks, sha256 = _read("agreement", tag)
    return AgreementText(
        id=head["id"],
        version=int(head["version"]),
        language=language,
        reviewed=Review(head["status"]).is_checked,
        paragraphs=blocks,
        sha256=sha256,
    )


def calm_page(tag: str) -> PageText:
    """Return what Pause shows: no question, nothing to do (see `agreement` for `tag`)."""
    return _page("calm", tag)


def opening_hours(tag: str) -> PageText:
    """Return the neutral page behind which the screen hides (see `agreement` for `tag`)."""
    return _page("opening-hours", tag)


def safeguarding_card(tag: str) -> PageText:
    """Return what the worker does when someone is or may be under 18 (see `agreement`)."""
    return _page("safeguarding", tag)


def briefing(tag: str) -> PageText:
    """Return what is agreed with whoever interprets, before (see `agreement` for `tag`)."""
    return _page("briefing", tag)


def debriefing(tag: str) -> PageText:
    """Return a word for whoever interpreted, afterwards (see `agreement` for `tag`)."""
    return _page("debriefing", tag)


def phrases(tag: str) -> PageText:
    """Return short sentences to point at (see `agreement` for `tag`).

    Each row is a name that is the same in every language, and the sentence; they
    stand in the same order in every language.
    """
    return _page("phrases", tag)


def practice_steps(tag: str) -> tuple[tuple[str, str], ...]:
    """Return the practice conversation: what happens, and what to try (see `agreement`)."""
    _, _, blocks, _ = _read("practice", tag)
    steps = [block.partition("\n") for block in blocks]
    return tuple((happens, attempt.strip()) for happens, _, attempt in steps)


def _page(name: str, tag: str) -> PageText:
    language, head, blocks, _ = _read(name, tag)
    tables = [index for index, block in enumerate(blocks) if ROW_MARK in block]
    table = tables[0] if tables else len(blocks)
    lines = blocks[table].splitlines() if tables else []
    cells = [line.partition(ROW_MARK) for line in lines]
    return PageText(
        language=language,
        reviewed=Review(head["status"]).is_checked,
        title=head["title"],
        paragraphs=blocks[:table],
        rows=tuple((day.strip(), hours.strip()) for day, _, hours in cells),
        closing=blocks[table + 1 :],
    )


def _read(name: str, tag: str) -> tuple[str, dict[str, str], tuple[str, ...], str]:
    language, file = _nearest(name, tag)
    data = file.read_bytes()
    head, *blocks = data.decode("utf-8").strip().split("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return language, fields, tuple(blocks), hashlib.sha256(data).hexdigest()


def _nearest(name: str, tag: str) -> tuple[str, Traversable]:
    folder = resources.files("intake_app.i18n").joinpath("texts")
    for language in with_parents(canonical_tag(tag)):
        file = folder.joinpath(f"{name}.{language}.txt")
        if file.is_file():
            return language, file
    return SOURCE_LANGUAGE, folder.joinpath(f"{name}.{SOURCE_LANGUAGE}.txt")
