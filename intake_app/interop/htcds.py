"""A referral as a table of the Human Trafficking Case Data Standard 2.0.

The names of the columns and values are the standard's, to the letter (IOM,
https://github.com/UNMigration/HTCDS, commit 3c2f653, under CC BY 4.0; the names
and code lists in `htcds_fields.csv` are taken from it without change, blanks at
their ends apart; no endorsement by IOM is implied).

Only what stands in the referral is written, and only where it means what the
column means. Nothing is concluded: the columns about status and exploitation
stay empty, for those are findings of an authority, not of a conversation.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.referral import Referral

SUPPORT_TYPES: Final[Mapping[str, str]] = {
    "safe-place": "SocialCare",
    "food-clothes": "SocialCare",
    "family": "SocialCare",
    "doctor": "Health",
    "feelings": "Health",
    "lawyer": "Legal",
    "immigration": "Legal",
    "papers": "Legal",
    "money": "Financial",
    "work-training": "Livelihood",
}
"""Which ``spl_Type`` a service of our forms is; those left out have none."""

LANGUAGES: Final[Mapping[str, str]] = {
    "am": "amh", "ar": "ara", "bg": "bul", "bn": "ben", "en": "eng", "es": "spa", "fa": "fas",
    "ff": "ful", "fr": "fra", "ha": "hau", "hi": "hin", "hu": "hun", "id": "ind", "km": "khm",
    "ku": "kur", "my": "mya", "ne": "nep", "om": "orm", "pl": "pol", "ps": "pus", "pt": "por",
    "ro": "ron", "ru": "rus", "so": "som", "sq": "sqi", "sw": "swa", "th": "tha", "ti": "tir",
    "tr": "tur", "uk": "ukr", "ur": "urd", "uz": "uzb", "vi": "vie", "wo": "wol", "yo": "yor",
    "zh": "zho",
}  # fmt: skip
"""ISO 639-2 (T) codes of two-letter language codes; three letters stay as they are."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_NAME_GROUP: Final = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A referral as a table.

    Attributes:
        content: CSV (RFC 4180) in UTF-8 with a byte order mark, for spreadsheets.
        left_out: Codes of the field groups with answers that no column holds.
    """

    content: bytes
    left_out: tuple[str, ...]


def htcds_table(referral: Referral, *, made: datetime, sender: str, receiver: str) -> Table:
    """Return a referral in the columns of HTCDS 2.0.

    All columns of the standard are there, in its order. There is one row for
    each type of support plan asked for (``spl_Type`` holds one value), or a
    single one; the other columns are the same in each.

    Args:
        referral: What was agreed for this receiver.
        made: When it was put together.
        sender: The referring organisation's name.
        receiver: The name of the organisation referred to.
    """
    shared = _shared(referral) | {
        "cas_ReferringOrganisation": sender,
        "cas_ReferredOrganisation": receiver,
        "cas_OutgoingReferralDate": made.date().isoformat(),
        "cas_OutgoingReferralDetails": referral.terms.purpose,
    }
    kinds = dict.fromkeys(SUPPORT_TYPES[s] for s in referral.services if s in SUPPORT_TYPES)
    rows = [shared | {"spl_Type": kind} for kind in kinds] or [shared]
    content = io.StringIO(newline="")
    writer = csv.DictWriter(content, columns(), restval="")
    writer.writeheader()
    writer.writerows([{name: _guarded(value) for name, value in row.items()} for row in rows])
    return Table(content=content.getvalue().encode("utf-8-sig"), left_out=_left_out(referral))


def columns() -> tuple[str, ...]:
    """Return the names of all columns of HTCDS 2.0, in the standard's order."""
    text = resources.files("intake_app.interop").joinpath("htcds_fields.csv").read_text("utf-8")
    return tuple(row["field"] for row in csv.DictReader(text.splitlines()))


def _shared(referral: Referral) -> dict[str, str]:
    """Return what is said of the person and of what they need."""
    found = {"prs_FirstName": _name(referral)}
    if referral.services:
        found["cas_ReasonForOutgoingReferral"] = "AdditionalServicesRequired"
    codes = filter(None, map(_language_code, referral.languages))
    found |= dict(zip(("prs_PrimaryLanguage", "prs_SecondaryLanguage"), codes, strict=False))
    return found


def _name(referral: Referral) -> str:
    """Return the name to call the person by, if it is shared: any name, not a legal one."""
    for group in referral.groups:
        if group.group == _NAME_GROUP:
            return next((answer.value for answer in group.answers if answer.value), "")
    return ""


def _language_code(tag: str) -> str:
    primary = tag.split("-", maxsplit=1)[0].lower()
    return LANGUAGES.get(primary, primary if len(primary) == 3 else "")  # noqa: PLR2004 - ISO 639


def _left_out(referral: Referral) -> tuple[str, ...]:
    return tuple(
        group.group
        for group in referral.groups
        if group.group != _NAME_GROUP and any(answer.value for answer in group.answers)
    )


def _guarded(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula (OWASP, "CSV Injection")."""
    return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
