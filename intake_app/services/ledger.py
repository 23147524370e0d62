"""Writing down what the person agreed to, and reading it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from intake_app.domain.consent import ConsentRecord
from intake_app.domain.ids import ConsentId, new_id
from intake_app.domain.times import to_iso
from intake_app.guard import strict_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from intake_app.domain.consent import (
        Choice,
        ConsentItem,
        ConsentKind,
        Manner,
        SharingScope,
        TextOfRecord,
    )
    from intake_app.domain.ids import CaseId
    from intake_app.domain.ports import Random, Signer
    from intake_app.domain.repositories import Unit

PAYLOAD_TYPE = "application/vnd.intake.consent.v0+json"


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
        manner: Manner,
        text: TextOfRecord,
        items: Mapping[ConsentItem, Choice] | None = None,
        in_own_words: str = "",
        scope: SharingScope | None = None,
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
            withdraws=withdraws,
        )
        payload = strict_json.dumps(consent_to_json(record))
        return replace(record, envelope=self._signer.sign(PAYLOAD_TYPE, payload))

    def append(self, unit: Unit, record: ConsentRecord) -> None:
        """Append the record and its audit entry in the unit at hand."""
        audit_n = unit.audit.append(
            f"consent-{record.kind.value}",
            record.id,
            {"case": record.case_id},
        )
        unit.consents.add(record, audit_n)


def consent_to_json(record: ConsentRecord) -> dict[str, strict_json.Json]:
    """Return the record as the JSON object that is signed."""
    body: dict[str, strict_json.Json] = {
        "id": record.id,
        "case": record.case_id,
        "kind": record.kind.value,
        "at": to_iso(record.at),
        "manner": record.manner.value,
        "text": {
            "id": record.text.text_id,
            "version": record.text.version,
            "language": record.text.language,
            "sha256": record.text.sha256,
            "reviewed": record.text.reviewed,
            "rendered_by": record.text.rendered_by,
            "rendered_into": record.text.rendered_into,
        },
        "items": {item.value: choice.value for item, choice in record.items.items()},
        "in_own_words": record.in_own_words,
        "withdraws": record.withdraws,
        "scope": None,
    }
    if record.scope is not None:
        body["scope"] = {
            "recipient": record.scope.recipient,
            "recipient_name": record.scope.recipient_name,
            "groups": list(record.scope.groups),
            "purpose": record.scope.purpose,
            "until": to_iso(record.scope.until),
            "onward": record.scope.onward,
            "no_authorities": record.scope.no_authorities,
        }
    return body
