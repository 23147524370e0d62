"""The text that is read aloud before the first question, as a text of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.consent import TextOfRecord
from intake_app.i18n import texts

if TYPE_CHECKING:
    from collections.abc import Sequence


def text_of_record(languages: Sequence[str], *, rendered_by: str = "") -> TextOfRecord:
    """Return the wording that counts for a conversation in `languages`.

    The text in the worker's language counts, as rendered by the interpreter;
    the person's own text counts when a speaker of it has reviewed it
    (screens.md, "What we agree").

    Args:
        languages: The worker's, then the person's (BCP 47).
        rendered_by: The interpreter's alias, or "" when there is none.
    """
    worker = texts.agreement(languages[0])
    person = texts.agreement(languages[-1])
    chosen = person if person.reviewed and person.language == languages[-1] else worker
    return TextOfRecord(
        text_id=chosen.id,
        version=str(chosen.version),
        language=chosen.language,
        sha256=chosen.sha256,
        reviewed=chosen.reviewed,
        rendered_by=rendered_by if chosen.language != languages[-1] else "",
        rendered_into=languages[-1] if chosen.language != languages[-1] else "",
    )
