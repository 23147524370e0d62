"""Which forms the answers of a packet come from (docs/formats/packet.md, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.referral import SharedForm
from intake_app.packet.fields import TOKEN, Fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from intake_app.domain.referral import SharedGroup
    from intake_app.guard.strict_json import JsonLike

MAX_FORMS = 15
"""Forms of further talks in both layers together, besides that of the first."""

MAX_VERSION = 250


def form_to_json(form: SharedForm) -> JsonLike:
    """Return a form as JSON values."""
    return {
        "form_id": form.form_id,
        "version": form.version,
        "logic_hash": form.logic_hash,
        "text_hash": form.text_hash,
    }


def read_form(fields: Fields) -> SharedForm:
    """Return a form.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    form = SharedForm(
        form_id=fields.matching("form_id", TOKEN),
        version=fields.text("version", MAX_VERSION),
        logic_hash=fields.matching("logic_hash", TOKEN),
        text_hash=fields.matching("text_hash", TOKEN),
    )
    fields.done()
    return form


def read_forms(fields: Fields) -> tuple[SharedForm, ...]:
    """Return the forms of further talks that one layer names.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    return fields.objects("forms", MAX_FORMS, read_form)


def are_of_forms(groups: Iterable[SharedGroup], further: int) -> bool:
    """Return whether every answer comes from the first form, or one of so many others."""
    return further <= MAX_FORMS and all(
        answer.form <= further for group in groups for answer in group.answers
    )
