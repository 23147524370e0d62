"""The program's own words in the two languages of the conversation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.form import FormText, OptionView, QuestionKind
from intake_app.i18n.languages import all_languages
from intake_app.i18n.languages import language as language_of
from intake_app.services.words import NON_ANSWERS, STATES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.answer import Event
    from intake_app.domain.form import QuestionView
    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog
    from intake_app.i18n.languages import Language
    from intake_app.ui.language import LanguageSwitch


def in_languages(catalogs: Sequence[Catalog], message: Message) -> tuple[FormText, ...]:
    """Return `message` once per language; one without a translation stays in English."""
    shown: list[FormText] = []
    for catalog in catalogs:
        text = catalog.text(message)
        translated = text != message.msgid or catalog.tag.split("-")[0] == "en"
        shown.append(
            FormText(
                asked=catalog.tag,
                language=catalog.tag if translated else "en",
                text=text,
                reviewed=catalog.language.review.is_checked,
            )
        )
    return _each_once(shown)


def state_labels(catalogs: Sequence[Catalog]) -> tuple[tuple[FormText, ...], ...]:
    """Return the labels of the three rows that are no answer, in the languages given.

    Where a language has no words for them yet, English stands there once.
    """
    return tuple(in_languages(catalogs, STATES[state]) for state in NON_ANSWERS)


def options_in(
    catalogs: Sequence[Catalog], options: Mapping[str, Message]
) -> tuple[OptionView, ...]:
    """Return choices of the program, labelled in the languages given."""
    return tuple(
        OptionView(name=name, labels=in_languages(catalogs, message))
        for name, message in options.items()
    )


def catalogs_of(switch: LanguageSwitch, tags: Sequence[str]) -> list[Catalog]:
    """Return the catalogues of `tags`, each language once."""
    return [switch.catalog_of(tag) for tag in dict.fromkeys(tags)]


def offered_languages(first: Sequence[str]) -> list[Language]:
    """Return the languages a person may be asked in: those of the form, then all others."""
    known = dict.fromkeys([*first, *(language.tag for language in all_languages())])
    return [language_of(tag) for tag in known]


def without_doubles(view: QuestionView) -> QuestionView:
    """Return a question in which no wording stands twice where a translation is missing."""
    return replace(
        view,
        labels=_each_once(view.labels),
        hints=_each_once(view.hints),
        guidance=_each_once(view.guidance),
        violation=_each_once(view.violation),
        options=tuple(replace(option, labels=_each_once(option.labels)) for option in view.options),
    )


def in_words(view: QuestionView, event: Event, catalog: Catalog) -> str:
    """Return what an event said of a question, in the words of the view's leading language."""
    if event.state is not None:
        return catalog.text(STATES[event.state])
    if view.kind in {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}:
        labels = {option.name: option.labels[0].text for option in view.options if option.labels}
        chosen = event.value.split()
        return catalog.formats.listing([labels.get(name, name) for name in chosen])
    return event.value


def _each_once(texts: Sequence[FormText]) -> tuple[FormText, ...]:
    """Drop a text that would stand there twice, word for word."""
    return tuple({(text.language, text.text): text for text in texts}.values())
