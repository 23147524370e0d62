"""What was said and seen, in three columns, for the worker; never a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.domain.answer import Basis
    from intake_app.domain.form import QuestionView
    from intake_app.domain.indicator import Column, Standing
    from intake_app.domain.remark import Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """An answer that something rests on.

    Attributes:
        signs: The signs it tells of; empty for words that stand for themselves.
        form_id: The form in which its question can be gone to.
    """

    view: QuestionView
    form_id: str
    basis: Basis | None = None
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionSummary:
    """One dimension, with the answers it rests on.

    Attributes:
        signs: The signs told of, in their own order.
        open: Questions that are not answered and could say more.
    """

    id: str
    column: Column
    standing: Standing
    signs: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    open: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All of it.

    Attributes:
        words: What was told or noted in free words.
        reading: How the worker reads it, or None.
        comment: What the person says to that reading, or None.
    """

    dimensions: tuple[DimensionSummary, ...]
    words: tuple[Evidence, ...]
    reading: Remark | None = None
    comment: Remark | None = None

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Every answer that may be cited, each once."""
        every = [*(e for d in self.dimensions for e in d.evidence), *self.words]
        return tuple({each.view.node: each for each in every}.values())

    @property
    def open(self) -> tuple[Evidence, ...]:
        """Every question that is still open, each once."""
        every = (each for dimension in self.dimensions for each in dimension.open)
        return tuple({each.view.node: each for each in every}.values())
