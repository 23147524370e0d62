"""The text that is read aloud before the first question, as a text of record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.consent import BY_WORKER, ON_TURNED_SCREEN, TextOfRecord
from intake_app.domain.message import M
from intake_app.i18n import texts
from intake_app.i18n.direction import isolated
from intake_app.i18n.languages import language as language_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.domain.message import Message


def text_of_record(
    languages: Sequence[str], *, rendered_by: str = "", explained_by: str = ""
) -> TextOfRecord:
    """Return the wording that counts for a conversation in `languages`.

    The text in the worker's language counts, as rendered by the interpreter;
    the person's own text counts when a speaker of it has reviewed it
    (screens.md, "What we agree").

    Args:
        languages: The worker's, then the person's (BCP 47).
        rendered_by: The interpreter's alias, or "" when there is none.
        explained_by: As `TextOfRecord.explained_by`; with `ON_TURNED_SCREEN` nobody
            rendered the text: the person read it.
    """
    if explained_by == ON_TURNED_SCREEN:
        rendered_by = ""
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
        explained_by=explained_by,
    )


def how_explained(text: TextOfRecord) -> Message | None:
    """Return how the person came to know a text, to be said to them; None when nobody knows."""
    spoken = isolated(language_of(text.rendered_into or text.language).autonym)
    if text.explained_by == ON_TURNED_SCREEN:
        return M("You read it yourself on the screen turned to you, in {language}.",
                 language=spoken)  # fmt: skip
    if text.explained_by == BY_WORKER:
        return M("It was read to you.")
    name = text.explained_by or text.rendered_by
    if not name:
        return None
    return M("{name} said it to you in {language}.", name=isolated(name), language=spoken)
