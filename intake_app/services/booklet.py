"""The booklet an interpreter prepares with: the form's words in two languages, no answers.

It is made from the form, the standing texts and the glossary alone: nothing of any
conversation, of any person or of who interprets is read on the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.catalog import Catalog
from intake_app.report.booklet_pdf import Kind, Line, booklet_pdf
from intake_app.services.glossary import entries
from intake_app.services.numbers import numbers_of
from intake_app.services.words import NON_ANSWERS, STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from intake_app.domain.wording import Term
    from intake_app.services.workplace import Workplace
    from intake_app.xforms.source import FormSource, Row

MAX_LANGUAGES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownForm:
    """A form that a booklet can be made of.

    Attributes:
        languages: BCP 47 tags, the form's own first.
    """

    form_id: str
    title: str
    languages: tuple[str, ...]


class Booklets:
    """Makes booklets. The methods block; `pdf` needs a `QGuiApplication`."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def forms(self) -> tuple[KnownForm, ...]:
        """Return the forms that a booklet can be made of."""
        library = self._place.forms
        known = ((form_id, library.load_bundled(form_id)) for form_id in library.bundled())
        return tuple(
            KnownForm(form_id=form_id, title=form.title, languages=form.languages)
            for form_id, form in known
        )

    def pdf(self, form_id: str, languages: Sequence[str]) -> bytes:
        """Return the booklet of a bundled form as a PDF; the same texts give the same bytes.

        Args:
            form_id: One of `FormLibrary.bundled`.
            languages: BCP 47 tags, leading one first; the first and the last count.

        Raises:
            FormError: There is no such form.
            RuntimeError: There is no `QGuiApplication`.
        """
        tags = tuple(dict.fromkeys((languages[0], languages[-1])))
        own = self._place.do(lambda unit: unit.terms.all())
        numbers = numbers_of(self._place.forms.load_bundled(form_id))
        by_name = {path.rpartition("/")[2]: number for path, number in numbers.items()}
        lines = tuple(_lines(form_source(form_id), tags, own, by_name))
        return booklet_pdf(lines, [Catalog(tag) for tag in tags])


def form_source(form_id: str) -> FormSource:
    """Return a bundled form as it was written, with all its languages."""
    from intake_app.xforms.source import unpack  # noqa: PLC0415 - reads sheets, not at start

    packed = (files("intake_app") / "_built" / "forms" / f"{form_id}.source").read_bytes()
    return unpack({"kind": "folder", "name": form_id}, packed)


def _lines(
    source: FormSource, tags: Sequence[str], own: Iterable[Term], numbers: Mapping[str, str]
) -> Iterator[Line]:
    catalogs = [Catalog(tag) for tag in tags]

    def said(kind: Kind, *parts: object) -> Line:
        message = parts[0]
        return Line(kind=kind, words=tuple(c.text(message) for c in catalogs))  # type: ignore[arg-type] # messages only

    rules = [texts.briefing(tag) for tag in tags]
    yield Line(kind=Kind.TITLE, words=tuple(page.title for page in rules))
    yield from _beside([page.paragraphs for page in rules], Kind.TEXT)
    yield said(Kind.TITLE, M("What we agree"))
    yield from _beside([texts.agreement(tag).paragraphs for tag in tags], Kind.TEXT)
    yield said(Kind.TITLE, M("The questions"))
    yield said(Kind.NOTE, M("They are asked in any order, and each can be left out."))
    yield from _questions(source, tags, numbers)
    yield said(Kind.QUESTION, M("Under every question stands:"))
    for state in NON_ANSWERS:
        yield said(Kind.CHOICE, STATES[state])
    yield said(Kind.TITLE, M("Words and what they mean"))
    for entry in entries(tags, own):
        by_tag = {term.language: term for term in entry.terms}
        terms = [by_tag.get(tag.split("-")[0]) or by_tag.get(tag) for tag in tags]
        yield Line(kind=Kind.QUESTION, words=tuple(t.term if t else "" for t in terms))
        yield Line(kind=Kind.TEXT, words=tuple(t.meaning if t else "" for t in terms))
        for message_of in (_say, _avoid):
            pairs = zip(terms, catalogs, strict=True)
            words = tuple(message_of(term, catalog) if term else "" for term, catalog in pairs)
            if any(words):
                yield Line(kind=Kind.NOTE, words=words)


def _say(term: Term, catalog: Catalog) -> str:
    return catalog.text(M("Say: {words}", words=term.use)) if term.use else ""


def _avoid(term: Term, catalog: Catalog) -> str:
    return catalog.text(M("Better not say: {words}", words=term.avoid)) if term.avoid else ""


def _beside(columns: Sequence[Sequence[str]], kind: Kind) -> Iterator[Line]:
    """Set the paragraphs of a text beside those of its translation."""
    for index in range(max(map(len, columns))):
        words = tuple(column[index] if index < len(column) else "" for column in columns)
        yield Line(kind=kind, words=words)


def _questions(
    source: FormSource, tags: Sequence[str], numbers: Mapping[str, str]
) -> Iterator[Line]:
    """Give the topics and questions in the author's order, numbered as they are read aloud."""
    lists: dict[str, list[Row]] = {}
    for row in source.rows.get("choices", []):
        lists.setdefault(row.cells.get("list_name", ""), []).append(row)
    topic: tuple[str, ...] = ()
    depth = 0
    for row in source.rows.get("survey", []):
        kind, *rest = row.cells.get("type", "").split() or [""]
        labels = labels_in(row.cells, tags)
        depth += kind.startswith("begin") - kind.startswith("end")
        if kind.startswith("begin") and depth == 1:
            topic = labels
        number = numbers.get(row.cells.get("name", ""), "")
        if not number or not any(labels):
            continue
        if any(topic):
            name = number.partition(".")[0]
            yield Line(kind=Kind.TOPIC, words=tuple(f"{name}  {label}" for label in topic))
            topic = ()
        yield Line(kind=Kind.QUESTION, words=tuple(f"{number}  {label}" for label in labels))
        hints = labels_in(row.cells, tags, "hint")
        if any(hints):
            yield Line(kind=Kind.NOTE, words=hints)
        for choice in lists.get(rest[0], []) if rest and kind.startswith("select") else []:
            yield Line(kind=Kind.CHOICE, words=labels_in(choice.cells, tags))


def labels_in(
    cells: Mapping[str, str], tags: Sequence[str], column: str = "label"
) -> tuple[str, ...]:
    """Return a text of one row of a form in each language, or ""."""
    from intake_app.xforms.languages import tag_of  # noqa: PLC0415 - as above

    found = {
        tag_of(name.partition("::")[2]): text
        for name, text in cells.items()
        if name.partition("::")[0] == column and "::" in name
    }
    return tuple(found.get(tag) or found.get(tag.split("-")[0], "") for tag in tags)
