"""The referral on paper: made in memory, in the languages of the people who hold it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.i18n.catalog import Catalog
from intake_app.report.referral_pdf import Wording, referral_pdf
from intake_app.services import words

if TYPE_CHECKING:
    from intake_app.domain.contact import Contact
    from intake_app.domain.ids import CaseId
    from intake_app.services.referrals import Referrals

MAX_LANGUAGES = 3

WORDING = Wording(
    purposes=words.PURPOSES,
    groups=words.GROUPS,
    services=words.SERVICES,
    urgency=words.URGENCY,
    ages=words.AGES,
    states=words.STATES,
    bases=words.BASES,
)


def print_referral(referrals: Referrals, case_id: CaseId, receiver: Contact) -> bytes:
    """Return the referral as a PDF in the person's and the receiver's languages.

    The same referral gives the same bytes. Nothing is written anywhere.

    Raises:
        RuntimeError: There is no `QGuiApplication`, which setting text needs.
        ConsentMissingError: No agreement in force names this receiver.
    """
    copy = referrals.paper_copy(case_id, receiver)
    return referral_pdf(
        copy.referral,
        made=copy.made,
        sender=copy.sender,
        receiver=receiver.card.name,
        catalogs=[Catalog(tag) for tag in copy.languages[:MAX_LANGUAGES]],
        wording=WORDING,
    )
