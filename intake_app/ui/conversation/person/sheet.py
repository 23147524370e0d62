"""What the person's side shows at one moment, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.form import FormText
from intake_app.i18n import texts
from intake_app.services.person_words import SKIP
from intake_app.ui.conversation.wording import in_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from intake_app.domain.answer import AnswerState
    from intake_app.domain.form import OptionView
    from intake_app.domain.message import Message
    from intake_app.i18n.catalog import Catalog
    from intake_app.ui.conversation.person.signs import Sign


class Blank(Enum):
    """What the person can write on a page."""

    TEXT = auto()
    LONG_TEXT = auto()
    WHOLE_NUMBER = auto()
    NUMBER = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page of the person's side, in one language.

    Attributes:
        key: Which page it is; another one begins at its top, with the focus there.
        language: BCP 47 tag of the person's language; gives the page its direction.
        paragraphs: What is read; nothing else is written there but the choices.
        options: The choices, each with one label.
        states: Labels of the rows that are no answer (see `wording.state_labels`), or none.
        blank: What the person can write there, if anything; `value` is what stands there.
        caution: What is to be said of the present answer, e.g. that it cannot be.
        signs: Pictures beside choices, by the name of the choice.
        onward: The word for going on: skip, next, ready. None where there is nothing to
            go on from: the worker leads.
        can_go_back: Whether there is a page before this one.
    """

    key: str
    language: str
    paragraphs: tuple[FormText, ...]
    options: tuple[OptionView, ...] = ()
    states: tuple[tuple[FormText, ...], ...] = ()
    several: bool = False
    value: str = ""
    state: AnswerState | None = None
    blank: Blank | None = None
    caution: FormText | None = None
    signs: Mapping[str, Sign] = field(default_factory=dict["str", "Sign"])
    onward: Message | None = SKIP
    can_go_back: bool = False


class Source(QObject):
    """Says what the person sees now, and takes what they choose.

    Signals:
        changed: `sheet` is another one now.
        ended: There is nothing more to show; the screen is turned back.
    """

    changed = Signal()
    ended = Signal()

    def sheet(self) -> Sheet:
        """Return what is shown now."""
        raise NotImplementedError

    def choose(self, value: str) -> None:
        """Take the names chosen, parted by blanks; "" when taken back."""

    def leave_open(self, state: AnswerState | None) -> None:
        """Take why there is no answer; None when taken back."""

    def write(self, key: str, value: str, language: str) -> None:
        """Take what was written on the page of that key; "" when it was deleted."""

    def write_beside(self, key: str, words: str, language: str) -> None:
        """Take words that were written instead of a number or a date."""

    def go_on(self) -> None:
        """Show what comes next; by itself there is nothing more."""
        self.ended.emit()

    def go_back(self) -> None:
        """Show what came before."""


def said_in(catalog: Catalog, message: Message) -> FormText:
    """Return the program's own words in the person's language."""
    return in_languages([catalog], message)[0]


def nothing_now(language: str) -> Sheet:
    """Return what is shown while no question is for the person to read."""
    calm = texts.calm_page(language)
    words = FormText(asked=language, language=calm.language, text=calm.paragraphs[0])
    return readable(Sheet(key="", language=language, paragraphs=(words,), onward=None))


def readable(sheet: Sheet, otherwise: FormText | None = None) -> Sheet:
    """Return the sheet, or an emptier one when some of its words are not in its language.

    The person's side never shows another language than theirs: what lacks a
    wording is said to them, and `otherwise` tells them so.
    """
    rows = (label for option in sheet.options for label in option.labels)
    if all(_is_in(text, sheet.language) for text in (*sheet.paragraphs, *rows)):
        return sheet
    told = otherwise is not None and _is_in(otherwise, sheet.language)
    return replace(
        sheet,
        paragraphs=(otherwise,) if otherwise is not None and told else (),
        options=(),
        states=(),
        blank=None,
        caution=None,
        signs={},
    )


def all_readable(texts_shown: Iterable[FormText], language: str) -> bool:
    """Return whether every wording is in the person's language."""
    return all(_is_in(text, language) for text in texts_shown)


def _is_in(text: FormText, language: str) -> bool:
    """Return whether a wording is in a language; that of a dialect's language will do."""
    return text.language.split("-")[0] == language.split("-", maxsplit=1)[0]
