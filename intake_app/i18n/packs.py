"""Packs: what a person has a right to, per country, and what is possible.

Markdown files, one per country and language, beside `texts`: they have an author
and a day after which they must not be relied on. The format: lines ``key: value``,
then items that begin with ``## id | title`` and hold paragraphs, or lines
``name | text``.
"""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import TYPE_CHECKING, Final

from intake_app.domain.rights import EVERYWHERE, Pack, PackItem
from intake_app.i18n.languages import canonical_tag, with_parents

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

RIGHTS: Final = "rights"
OPTIONS: Final = "options"
_SOURCE: Final = "en"
_ITEM: Final = "## "
_PART: Final = " | "


def countries() -> tuple[str, ...]:
    """Return the countries there is a pack of rights for, `EVERYWHERE` first."""
    found = {file.name.split(".")[0] for file in _folder(RIGHTS).iterdir()}
    return (EVERYWHERE, *sorted(found - {EVERYWHERE}))


def rights(country: str, tag: str) -> Pack:
    """Return the rights in a country, in the language of `tag` or in English.

    Raises:
        ValueError: There is no pack for this country.
    """
    return _pack(RIGHTS, country, tag)


def options(tag: str) -> Pack:
    """Return what is possible, in the language of `tag` or in English."""
    return _pack(OPTIONS, EVERYWHERE, tag)


def read(text: str, country: str, language: str) -> Pack:
    """Return the pack that a file's text holds.

    Raises:
        ValueError: It has no title, author or days, or an item without a name.
    """
    head, *items = f"\n{text}".split(f"\n{_ITEM}")
    fields = dict(line.split(": ", 1) for line in head.strip().splitlines())
    try:
        return Pack(
            country=country,
            language=language,
            title=fields["title"],
            written=date.fromisoformat(fields["date"]),
            author=fields["author"],
            review_by=date.fromisoformat(fields["review-by"]),
            status=fields["status"],
            items=tuple(map(_item, items)),
        )
    except KeyError as missing:
        raise ValueError(f"a pack needs {missing}") from None


def _pack(kind: str, country: str, tag: str) -> Pack:
    language, file = _nearest(kind, country, tag)
    return read(file.read_text(encoding="utf-8"), country, language)


def _nearest(kind: str, country: str, tag: str) -> tuple[str, Traversable]:
    if kind == RIGHTS and country not in countries():
        raise ValueError("there is no pack for this country")
    for language in (*with_parents(canonical_tag(tag)), _SOURCE):
        file = _folder(kind).joinpath(f"{country}.{language}.md")
        if file.is_file():
            return language, file
    raise ValueError("a pack has no English text")


def _folder(kind: str) -> Traversable:
    return resources.files("intake_app.i18n").joinpath("packs").joinpath(kind)


def _item(text: str) -> PackItem:
    heading, _, body = text.partition("\n")
    name, part, title = heading.partition(_PART)
    if not part or not name.strip() or not title.strip():
        raise ValueError("an item of a pack has a name and a title")
    blocks = [" ".join(block.split("\n")) for block in body.strip().split("\n\n") if block]
    lines = [line.partition(_PART) for line in body.strip().splitlines()]
    is_table = bool(lines) and all(part for _, part, _ in lines)
    return PackItem(
        id=name.strip(),
        title=title.strip(),
        paragraphs=() if is_table else tuple(blocks),
        rows=tuple((key.strip(), said.strip()) for key, _, said in lines) if is_table else (),
    )
