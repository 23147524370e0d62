"""The consent ledger: signed records, appended and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.consent import (
    Choice,
    ConsentItem,
    ConsentKind,
    ConsentRecord,
    Manner,
    TextOfRecord,
)
from intake_app.domain.errors import StoreDamagedError
from intake_app.domain.ids import CaseId, ConsentId, Fingerprint, NodeRef
from intake_app.domain.referral import SharingBasis
from intake_app.domain.sharing import FieldTick, OtherGround, Output, SharingScope, Told
from intake_app.domain.times import from_iso, to_iso
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlcipher3 import dbapi2

    from intake_app.guard.strict_json import Json
    from intake_app.store.transaction import Transaction


class ConsentLedger:
    """The ledger (`domain.repositories.Consents`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, record: ConsentRecord, audit_n: int) -> None:
        """Append a signed record."""
        self._transaction.execute(
            """
            INSERT INTO consent_record (id, case_id, kind, at, manner, text, items,
                in_own_words, scope, ground, withdraws, envelope, audit_n)
            VALUES (:id, :case_id, :kind, :at, :manner, :text, :items,
                :in_own_words, :scope, :ground, :withdraws, :envelope, :audit_n)
            """,
            {
                "id": record.id,
                "case_id": record.case_id,
                "kind": record.kind.value,
                "at": to_iso(record.at),
                "manner": record.manner.value if record.manner is not None else "",
                "text": _text_column(record.text),
                "items": nested.from_json(
                    {item.value: choice.value for item, choice in record.items.items()}
                ),
                "in_own_words": record.in_own_words,
                "scope": _scope_column(record.scope) if record.scope else None,
                "ground": _ground_column(record.ground) if record.ground else None,
                "withdraws": record.withdraws,
                "envelope": record.envelope,
                "audit_n": audit_n,
            },
        )

    def of_case(self, case_id: CaseId) -> Sequence[ConsentRecord]:
        """Return the case's records, oldest first."""
        rows = self._transaction.execute(
            "SELECT * FROM consent_record WHERE case_id = :id ORDER BY audit_n, rowid",
            {"id": case_id},
        )
        return [_record(row) for row in rows]

    def with_ended(self, at: datetime) -> Sequence[CaseId]:
        """Return the cases with an agreement whose period is over, not yet written down so."""
        rows = self._transaction.execute(
            """
            SELECT DISTINCT case_id FROM consent_record AS shared
            WHERE json_extract(scope, '$.until') <= :at AND NOT EXISTS (
                SELECT 1 FROM consent_record AS other
                WHERE other.withdraws = shared.id AND other.kind = :ended
            )
            """,
            {"at": to_iso(at), "ended": ConsentKind.ENDED.value},
        )
        return [CaseId(row["case_id"]) for row in rows]


def _record(row: dbapi2.Row) -> ConsentRecord:
    items = nested.to_object(row["items"])
    return ConsentRecord(
        id=ConsentId(row["id"]),
        case_id=CaseId(row["case_id"]),
        kind=ConsentKind(row["kind"]),
        at=from_iso(row["at"]),
        manner=Manner(row["manner"]) if row["manner"] else None,
        text=_text(row["text"]),
        items={ConsentItem(item): Choice(str(choice)) for item, choice in items.items()},
        in_own_words=row["in_own_words"],
        scope=_scope(row["scope"]) if row["scope"] else None,
        ground=_ground(row["ground"]) if row["ground"] else None,
        withdraws=ConsentId(row["withdraws"]) if row["withdraws"] else None,
        envelope=row["envelope"],
    )


def _text_column(text: TextOfRecord) -> str:
    return nested.from_json(
        {
            "text_id": text.text_id,
            "version": text.version,
            "language": text.language,
            "sha256": text.sha256,
            "reviewed": text.reviewed,
            "rendered_by": text.rendered_by,
            "rendered_into": text.rendered_into,
            "explained_by": text.explained_by,
        }
    )


def _text(column: str) -> TextOfRecord:
    found = nested.to_object(column)
    return TextOfRecord(
        text_id=str(found["text_id"]),
        version=str(found["version"]),
        language=str(found["language"]),
        sha256=str(found["sha256"]),
        reviewed=found["reviewed"] is True,
        rendered_by=str(found["rendered_by"]),
        rendered_into=str(found["rendered_into"]),
        explained_by=str(found.get("explained_by", "")),
    )


def _scope_column(scope: SharingScope) -> str:
    return nested.from_json(
        {
            "recipient": scope.recipient,
            "recipient_name": scope.recipient_name,
            "output": scope.output.value,
            "groups": nested.from_strings(scope.groups),
            "fields": _ticks_column(scope.fields),
            "purpose": scope.purpose,
            "until": to_iso(scope.until),
            "onward": scope.onward,
            "no_authorities": scope.no_authorities,
        }
    )


def _scope(column: str) -> SharingScope:
    found = nested.to_object(column)
    return SharingScope(
        recipient=Fingerprint(str(found["recipient"])),
        recipient_name=str(found["recipient_name"]),
        output=Output(str(found.get("output", Output.FULL.value))),
        groups=nested.to_strings(str(found["groups"])),
        fields=_ticks(found.get("fields", [])),
        purpose=str(found["purpose"]),
        until=from_iso(str(found["until"])),
        onward=found["onward"] is True,
        no_authorities=found["no_authorities"] is not False,
    )


def _ticks_column(ticks: Iterable[FieldTick]) -> list[list[str | bool]]:
    return [[tick.form, tick.node, tick.ticked] for tick in ticks]


def _ticks(column: Json) -> tuple[FieldTick, ...]:
    found: list[FieldTick] = []
    for row in column if isinstance(column, list) else [None]:
        match row:
            case [str(form), str(node), bool(ticked)]:
                found.append(FieldTick(form=form, node=NodeRef(node), ticked=ticked))
            case _:
                raise StoreDamagedError
    return tuple(found)


def _ground_column(ground: OtherGround) -> str:
    return nested.from_json(
        {
            "basis": ground.basis.value,
            "law": ground.law,
            "reason": ground.reason,
            "decided_by": ground.decided_by,
            "reviewed_by": ground.reviewed_by,
            "told": ground.told.value,
            "not_told_because": ground.not_told_because,
            "more_because": ground.more_because,
        }
    )


def _ground(column: str) -> OtherGround:
    found = {name: str(text) for name, text in nested.to_object(column).items()}
    return OtherGround(
        basis=SharingBasis(found["basis"]),
        law=found["law"],
        reason=found["reason"],
        decided_by=found["decided_by"],
        reviewed_by=found["reviewed_by"],
        told=Told(found["told"]),
        not_told_because=found["not_told_because"],
        more_because=found["more_because"],
    )
