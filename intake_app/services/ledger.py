"""Writing down what the person agreed to, and reading it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.consent import ConsentRecord
from intake_app.domain.ids import ConsentId, new_id
from intake_app.services.signed_consent import PAYLOAD_TYPE, record_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.consent import (
        Choice,
        ConsentItem,
        ConsentKind,
        Manner,
        TextOfRecord,
    )
    from intake_app.domain.ids import CaseId
    from intake_app.domain.ports import Random, Signer
    from intake_app.domain.repositories import Unit
    from intake_app.domain.sharing import OtherGround, SharingScope


class Ledger:
    """Makes signed consent records and appends them within a unit of work."""

    def __init__(self, signer: Signer, random: Random) -> None:
        self._signer = signer
        self._random = random

    def sign(  # noqa: PLR0913 - one record has these parts
        self,
        case_id: CaseId,
        kind: ConsentKind,
        *,
        at: datetime,
        manner: Manner | None,
        text: TextOfRecord,
        items: Mapping[ConsentItem, Choice] | None = None,
        in_own_words: str = "",
        scope: SharingScope | None = None,
        ground: OtherGround | None = None,
        withdraws: ConsentId | None = None,
    ) -> ConsentRecord:
        """Return a new record of the ledger, signed; `append` keeps it."""
        record = ConsentRecord(
            id=ConsentId(new_id(self._random)),
            case_id=case_id,
            kind=kind,
            at=at,
            manner=manner,
            text=text,
            items=dict(items or {}),
            in_own_words=in_own_words,
            scope=scope,
            ground=ground,
            withdraws=withdraws,
        )
        return replace(record, envelope=self._signer.sign(PAYLOAD_TYPE, record_bytes(record)))

    def append(self, unit: Unit, record: ConsentRecord) -> None:
        """Append the record and its audit entry in the unit at hand."""
        audit_n = unit.audit.append(
            f"consent-{record.kind.value}",
            record.id,
            {"case": record.case_id},
        )
        unit.consents.add(record, audit_n)
