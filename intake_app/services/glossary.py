"""The glossary: words that need care, looked up in any script, and the office's own."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import UsageError
from intake_app.domain.ids import new_id
from intake_app.domain.message import M
from intake_app.i18n.glossary_texts import bundled_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from intake_app.domain.repositories import Unit
    from intake_app.domain.wording import Term
    from intake_app.services.workplace import Workplace

MOST_LETTERS: Final = 400
_ALIKE: Final = str.maketrans(
    {
        # Letters that one and the same word is written with: of Arabic, and of Ethiopic.
        "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627",
        "\u0649": "\u064a", "\u0629": "\u0647", "\u0640": "",
        **{chr(0x1210 + n): chr(0x1200 + n) for n in range(7)},
        **{chr(0x1280 + n): chr(0x1200 + n) for n in range(7)},
        **{chr(0x1220 + n): chr(0x1230 + n) for n in range(7)},
        **{chr(0x12D0 + n): chr(0x12A0 + n) for n in range(7)},
        **{chr(0x1340 + n): chr(0x1338 + n) for n in range(7)},
        # Of throat sounds the first and the fourth sound alike.
        "\u1203": "\u1200", "\u1213": "\u1200", "\u1283": "\u1200",
        "\u12a3": "\u12a0", "\u12d3": "\u12a0",
    }
)  # fmt: skip
_PARTED: Final = frozenset({"en"})
"""Languages whose words stand alone; in others a word carries beginnings and ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One word in the languages asked for, as far as the glossary has it.

    Attributes:
        terms: One per language, in the order asked for; at least one.
    """

    terms: tuple[Term, ...]

    @property
    def id(self) -> str:
        """The same for the word in every language."""
        return self.terms[0].id

    @property
    def is_own(self) -> bool:
        """Whether the office added it, and can take it out."""
        return self.terms[0].own


class Glossary:
    """The glossary of one open profile. `own`, `add` and `take_out` block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def own(self) -> Sequence[Term]:
        """Return the office's own terms."""
        return self._place.do(lambda unit: unit.terms.all())

    def add(self, term: Term) -> Term:
        """Keep a term of the office; return it with the id it got.

        Raises:
            UsageError: The word or its meaning is missing, or a text is too long.
        """
        texts = (term.term, term.meaning, term.use, term.avoid, term.note)
        if not term.term.strip() or not term.meaning.strip():
            raise UsageError(M("A word and what it means are both needed."))
        if any(len(text) > MOST_LETTERS for text in texts):
            raise UsageError(M("This is too long for a glossary: say it shorter."))
        now = self._place.clock.now()
        kept = replace(term, id=new_id(self._place.random), own=True)

        def work(unit: Unit) -> None:
            unit.terms.put(kept, now.astimezone(UTC).date())
            unit.audit.append("term-added", kept.id)

        self._place.do(work)
        return kept

    def take_out(self, term_id: str) -> None:
        """Take one of the office's own terms out."""

        def work(unit: Unit) -> None:
            unit.terms.drop(term_id)
            unit.audit.append("term-taken-out", term_id)

        self._place.do(work)


def entries(languages: Sequence[str], own: Iterable[Term] = ()) -> tuple[Entry, ...]:
    """Return every word, the office's own first, in these languages.

    Args:
        languages: BCP 47 tags, leading one first.
        own: The office's own terms; shown whatever their language.
    """
    asked = tuple(dict.fromkeys(languages))
    by_id: dict[str, list[Term]] = {}
    for tag in asked:
        for term in bundled_terms(tag):
            by_id.setdefault(term.id, []).append(term)
    mine = [Entry(terms=(term,)) for term in own]
    return (*mine, *(Entry(terms=tuple(terms)) for terms in by_id.values()))


def search(found: Iterable[Entry], words: str) -> tuple[Entry, ...]:
    """Return the words that match what was typed, in any script and any of the languages.

    Nothing typed finds all. What is called so comes before what only speaks of it.
    """
    asked = folded(words)
    if not asked:
        return tuple(found)
    ranked = [(rank, entry) for entry in found if (rank := _rank(entry, asked)) is not None]
    return tuple(entry for _, entry in sorted(ranked, key=lambda pair: pair[0]))


def words_in(found: Iterable[Entry], texts: Iterable[tuple[str, str]]) -> tuple[Entry, ...]:
    """Return the words that occur in texts, e.g. in a question and its choices.

    Args:
        found: The glossary.
        texts: Language tag and text of each.
    """
    spoken = [(tag.split("-")[0], folded(text)) for tag, text in texts]
    return tuple(
        entry
        for entry in found
        if any(
            _occurs(name, text, tag)
            for term in entry.terms
            for tag, text in spoken
            if tag == term.language.split("-")[0]
            for name in map(folded, (term.term, *term.also))
        )
    )


def folded(text: str) -> str:
    """Return a text for comparing: without case, vowel marks and letters' variants."""
    even = unicodedata.normalize("NFKD", text).casefold()
    parts = unicodedata.normalize("NFKD", even).casefold()
    plain = "".join(char for char in parts if unicodedata.category(char) != "Mn")
    return " ".join(plain.translate(_ALIKE).split())


def _rank(entry: Entry, asked: str) -> int | None:
    names = [folded(name) for term in entry.terms for name in (term.term, *term.also)]
    if any(name.startswith(asked) for name in names):
        return 0
    if any(asked in name for name in names):
        return 1
    rest = (text for t in entry.terms for text in (t.meaning, t.use, t.avoid, t.note))
    return 2 if any(asked in folded(text) for text in rest) else None


def _occurs(name: str, text: str, tag: str) -> bool:
    if not name:
        return False
    if tag in _PARTED:
        return re.search(rf"\b{re.escape(name)}\b", text) is not None
    return name in text
