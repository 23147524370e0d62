"""Wording of the office's own: corrected on the spot, and words for the glossary.

A local wording is what an interpreter says instead of a form's text. It changes
what is shown and nothing else: no answer, no code, and not the form, whose hashes
stay as they are. A term says what a word means, what to say for it, and what
better not to say. Neither belongs to a person: both hold no answers and no names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalWording:
    """What is said in one language instead of one text of a form.

    Attributes:
        place: The cell of the form it stands for, as translations name it:
            ``survey:R03:label``, ``choices:yn.yes:label``.
        language: BCP 47 tag of the language it is in.
        source: The text in the form's own language when it was corrected; once
            that changes, the local wording no longer fits and is not shown.
        by: Who corrected it, as the record knows them ("interpreter-a"): never a name.
        on: The day. Nearer would say when somebody was here.
    """

    form_id: str
    place: str
    language: str
    source: str
    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word that needs care, in one language.

    Attributes:
        id: The same for the word in every language; of an office's own term, random.
        also: Other forms of the word by which it is found in a question.
        meaning: What it means, in plain words.
        use: What to say.
        avoid: What better not to say.
        note: What else helps, or "".
        reviewed: Whether a speaker has checked it.
        own: Whether the office added it.
    """

    id: str
    language: str
    term: str
    meaning: str
    also: tuple[str, ...] = ()
    use: str = ""
    avoid: str = ""
    note: str = ""
    reviewed: bool = False
    own: bool = False


class Wordings(Protocol):
    """The local wordings of the profile."""

    def all(self) -> Sequence[LocalWording]:
        """Return every one, by form, language and place."""
        ...

    def of_form(self, form_id: str) -> Sequence[LocalWording]:
        """Return those of one form."""
        ...

    def put(self, wording: LocalWording) -> None:
        """Keep one, in place of an earlier one for the same text and language."""
        ...

    def drop(self, form_id: str, place: str, language: str) -> None:
        """Take one back; one that is not there is no error."""
        ...


class Terms(Protocol):
    """The office's own terms."""

    def all(self) -> Sequence[Term]:
        """Return every one, in the order in which they were added."""
        ...

    def put(self, term: Term, on: date) -> None:
        """Keep one, in place of an earlier one with the same id."""
        ...

    def drop(self, term_id: str) -> None:
        """Take one out; one that is not there is no error."""
        ...
