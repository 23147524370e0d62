"""A small note on what there is of a field group, before anyone says yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.form import QuestionKind
from intake_app.domain.message import MN
from intake_app.i18n.direction import isolated_in
from intake_app.i18n.languages import language
from intake_app.services import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.case import AgeBranch
    from intake_app.domain.form import FormText, QuestionView
    from intake_app.i18n.catalog import Catalog
    from intake_app.i18n.languages import Language
    from intake_app.services.referrals import Line

COUNTED_ONLY: Final = frozenset({"account", "observed"})
"""What happened is not laid out on the screen before it is agreed to."""

LONGEST: Final = 60
"""Characters of one answer in a note; all of it is shown once it is to leave."""

_BARE: Final = frozenset({"yes", "no"})
"""Answers that mean nothing without their question."""

_CHOSEN: Final = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE})


def note_on(line: Line, age: AgeBranch, spoken: Sequence[str], catalog: Catalog) -> str:
    """Return what there is of a field group, in the language of `catalog` where it can be.

    Args:
        line: The field group and its answered questions.
        age: Leaves with the group "people".
        spoken: Tags of the person's languages; they leave with "languages".
        catalog: The language of the moment.
    """
    if line.group in COUNTED_ONLY:
        count = len(line.questions)
        return catalog.text(MN("{count} answer", "{count} answers", count)) if count else ""
    found: list[str] = []
    if line.group == "people":
        found.append(catalog.text(words.AGES[age]))
    if line.group == "languages":
        found += [_inside(language(tag).autonym, catalog) for tag in spoken]
    found += [_of_answer(question, catalog) for question in line.questions]
    return "; ".join(found)


def is_empty(line: Line) -> bool:
    """Whether nothing would leave if the person said yes."""
    return not line.questions and line.group not in {"people", "languages"}


def question_of(question: QuestionView, catalog: Catalog) -> tuple[str, Language | None]:
    """Return what was asked, in the language of `catalog` where it can be, and its language."""
    if not question.labels:
        return question.node, None
    text = _nearest(question.labels, catalog)
    return text.text, language(text.language)


def answer_of(question: QuestionView, catalog: Catalog) -> str:
    """Return what was answered, to stand beside its question."""
    if question.state is not None:
        return catalog.text(words.STATES[question.state])
    if question.kind not in _CHOSEN:
        return _inside(question.value, catalog)
    chosen = question.value.split()
    labels = [option.labels for option in question.options if option.name in chosen]
    return "; ".join(_inside(_in_language(texts, catalog), catalog) for texts in labels)


def _of_answer(question: QuestionView, catalog: Catalog) -> str:
    if question.state is not None or question.value in _BARE:
        return _with_question(question, catalog)
    return answer_of(question, catalog)


def _with_question(question: QuestionView, catalog: Catalog) -> str:
    """Return an answer that says nothing without its question, behind it."""
    said = answer_of(question, catalog) or _inside(question.value, catalog)
    if not question.labels:
        return said
    return f"{_inside(_in_language(question.labels, catalog), catalog)} {said}"


def _in_language(texts: Sequence[FormText], catalog: Catalog) -> str:
    return _nearest(texts, catalog).text


def _nearest(texts: Sequence[FormText], catalog: Catalog) -> FormText:
    return next((text for text in texts if text.language == catalog.tag), texts[0])


def _inside(text: str, catalog: Catalog) -> str:
    """Return a text, shortened, ready to stand in a line of the page's own direction."""
    line = " ".join(text.split())
    short = line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "\u2026"
    return isolated_in(catalog.language.direction, short)
