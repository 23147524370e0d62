"""Say it better: an interpreter's wording, used at once, kept, and given for review.

What is shown changes and nothing else: the form of a conversation, its hashes, its
answers and what leaves in a referral know nothing of a local wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import UsageError
from intake_app.domain.form import FormText
from intake_app.domain.message import M
from intake_app.i18n.direction import OVERRIDES, without_isolates
from intake_app.i18n.po_file import po_bytes
from intake_app.xforms.names import path_names
from intake_app.xforms.tree import generic_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from intake_app.domain.form import QuestionView
    from intake_app.domain.ids import NodeRef
    from intake_app.domain.repositories import Unit
    from intake_app.domain.wording import LocalWording
    from intake_app.services.workplace import Workplace
    from intake_app.xforms.definition import FormDefinition

_LIST: Final = re.compile(r"""instance\(\s*['"]([^'"]+)['"]\s*\)""")
_CONTROLS: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
MOST_LETTERS: Final = 600
"""No wording of a question is longer; a story does not fit."""

_ABOUT: Final = "Wording corrected while talking, for review. Holds no answers and no names."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sayable:
    """One text of a question that can be said better.

    Attributes:
        place: The cell of the form (`LocalWording.place`).
        source: The text in the form's own language.
        source_language: The tag of that language.
        said: What is shown now in the language asked for.
        local: Whether that is local wording already.
    """

    place: str
    source: str
    source_language: str
    said: FormText
    local: bool


class Rewording:
    """The local wordings of one conversation's form, laid over what the form says.

    Belongs to the conversation's thread, as its form session does.

    Args:
        definition: The form; read only.
        kept: The wordings of this form that the profile keeps.
    """

    def __init__(self, definition: FormDefinition, kept: Iterable[LocalWording] = ()) -> None:
        self._definition = definition
        self._kept = {(wording.place, wording.language): wording for wording in kept}

    @property
    def form_id(self) -> str:
        """The id of the form."""
        return self._definition.form_id

    def put(self, wording: LocalWording) -> LocalWording | None:
        """Show a wording from now on; return the one it stands in place of."""
        key = wording.place, wording.language
        before = self._kept.get(key)
        self._kept[key] = wording
        return before

    def take_back(self, place: str, language: str) -> LocalWording | None:
        """Show the form's own wording again; return the local one, if there was one."""
        return self._kept.pop((place, language), None)

    def applied(
        self, view: QuestionView, languages: Sequence[str], form_words: Callable[[], QuestionView]
    ) -> QuestionView:
        """Return a question with local wording where there is some.

        Args:
            view: The question in `languages`.
            languages: As asked for, in order.
            form_words: Gives the question in the form's own language; called only
                where local wording may fit.
        """
        if not any(language in languages for _, language in self._kept):
            return view
        source = form_words()
        places = self._places(view)
        labels = self._laid_over(places[0], view.labels, languages, source.labels)
        options = tuple(
            replace(option, labels=self._laid_over(place, option.labels, languages, known.labels))
            for place, option, known in zip(places[1:], view.options, source.options, strict=True)
        )
        return replace(view, labels=labels, options=options)

    def sayables(
        self, view: QuestionView, source: QuestionView, language: str
    ) -> tuple[Sayable, ...]:
        """Return what of a question can be said better: the question, then its choices.

        A text that has something filled in is left out: the wording for one person
        would be kept for all.

        Args:
            view: The question as it is shown in `language` alone.
            source: The question in the form's own language.
            language: BCP 47 tag.
        """
        texts = [view.labels, *(option.labels for option in view.options)]
        sources = [source.labels, *(option.labels for option in source.options)]
        return tuple(
            Sayable(
                place=place,
                source=own[0].text,
                source_language=own[0].language,
                said=shown[0],
                local=(place, language) in self._kept,
            )
            for place, shown, own in zip(self._places(view), texts, sources, strict=True)
            if place and shown and own and _is_fixed(own[0].text)
        )

    def _places(self, view: QuestionView) -> list[str]:
        names = path_names(generic_path(view.node))
        return [f"survey:{names[-1]}:label", *self._choice_places(view.node, view)]

    def _choice_places(self, node: NodeRef, view: QuestionView) -> list[str]:
        known = self._definition.nodes.get(generic_path(node))
        control = known.control if known is not None else None
        itemset = control.itemset if control is not None else None
        found = _LIST.search(itemset.nodeset) if itemset is not None else None
        if found is None:
            return [""] * len(view.options)
        return [f"choices:{found[1]}.{option.name}:label" for option in view.options]

    def _laid_over(
        self,
        place: str,
        texts: Sequence[FormText],
        languages: Sequence[str],
        source: Sequence[FormText],
    ) -> tuple[FormText, ...]:
        if len(texts) != len(languages) or not source:
            return tuple(texts)
        return tuple(
            self._one(place, text, language, source[0].text)
            for text, language in zip(texts, languages, strict=True)
        )

    def _one(self, place: str, text: FormText, language: str, source: str) -> FormText:
        wording = self._kept.get((place, language))
        if wording is None or wording.source != source:
            return text
        return FormText(
            asked=language, language=language, text=wording.text, reviewed=False, local=True
        )


class LocalWordings:
    """The local wordings of one open profile. The methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def today(self) -> date:
        """Return the day that is kept with a wording (UTC)."""
        return self._place.clock.now().astimezone(UTC).date()

    def all(self) -> Sequence[LocalWording]:
        """Return every one, by form, language and place."""
        return self._place.do(lambda unit: unit.wordings.all())

    def put(self, wording: LocalWording) -> None:
        """Keep one; nothing of a person is in it.

        Raises:
            StoreError: It could not be kept.
        """

        def work(unit: Unit) -> None:
            unit.wordings.put(wording)
            unit.audit.append("reworded", wording.form_id, _where(wording))

        self._place.do(work)

    def take_back(self, wording: LocalWording) -> None:
        """Let the form's own wording be shown again."""

        def work(unit: Unit) -> None:
            unit.wordings.drop(wording.form_id, wording.place, wording.language)
            unit.audit.append("wording-taken-back", wording.form_id, _where(wording))

        self._place.do(work)

    def export(self, form_id: str, language: str) -> bytes:
        """Return the wordings of one form and language as a .po file, for review.

        A translator's program opens it, and `dev.py translations import` takes it in.
        Who corrected a wording, and when, is left out.
        """
        kept = self._place.do(lambda unit: unit.wordings.of_form(form_id))
        entries = [(w.place, w.source, w.text) for w in kept if w.language == language]
        return po_bytes(entries, language, _ABOUT)


def checked(text: str) -> str:
    """Return a wording as it may be kept.

    Raises:
        UsageError: There is nothing in it, or it is too long for a question.
    """
    plain = without_isolates(_CONTROLS.sub(" ", text))
    cleaned = plain.translate(dict.fromkeys(map(ord, OVERRIDES))).strip()
    if not cleaned:
        raise UsageError(M("There are no words in it."))
    if len(cleaned) > MOST_LETTERS:
        raise UsageError(M("This is too long for a question: say it shorter."))
    return cleaned


def _where(wording: LocalWording) -> dict[str, str]:
    return {"place": wording.place, "language": wording.language}


def _is_fixed(text: str) -> bool:
    """Whether nothing is filled in: what is filled in stands between isolates."""
    return without_isolates(text) == text
