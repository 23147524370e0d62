"""What can be wrong with an expression."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.message import M

if TYPE_CHECKING:
    from intake_app.domain.message import Message


class ExpressionError(FormError):
    """An expression cannot be read, or its meaning is not known.

    Attributes:
        kind: A stable name: syntax, unknown-function, arguments, depth, regex.
        at: Where in the expression, counted from 0.
    """

    code = "form.expression"
    summary = M("A formula of this form cannot be understood.")
    hint = M("Correct the formula in this cell.")

    def __init__(
        self,
        summary: Message | None = None,
        *,
        hint: Message | None = None,
        kind: str = "syntax",
        at: int = 0,
    ) -> None:
        super().__init__(summary, hint=hint)
        self.kind = kind
        self.at = at
