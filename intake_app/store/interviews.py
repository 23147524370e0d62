"""Conversations: the append-only journal, and the current answers beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answer import Answer, AnswerState, Basis, Event, EventKind, Origin
from intake_app.domain.case import Interview, InterviewState, Participant, Presence, Role
from intake_app.domain.errors import StoreDamagedError, StoreError
from intake_app.domain.ids import CaseId, InterviewId, NodeRef
from intake_app.domain.message import M
from intake_app.domain.times import from_iso, to_iso
from intake_app.guard import strict_json
from intake_app.store import nested

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlcipher3 import dbapi2

    from intake_app.domain.form import Write
    from intake_app.store.transaction import Transaction


class InterviewTable:
    """Conversations, their journals and their answers (`domain.repositories.Interviews`)."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def add(self, interview: Interview) -> None:
        """Keep a new conversation."""
        self._transaction.execute(
            """
            INSERT INTO interview (id, case_id, logic_hash, form_id, instance_id, state,
                started_at, ended_at, languages, participants)
            VALUES (:id, :case_id, :logic_hash, :form_id, :instance_id, :state,
                :started_at, :ended_at, :languages, :participants)
            """,
            {
                "id": interview.id,
                "case_id": interview.case_id,
                "logic_hash": interview.logic_hash,
                "form_id": interview.form_id,
                "instance_id": interview.instance_id,
                "state": interview.state.value,
                "started_at": to_iso(interview.started_at),
                "ended_at": to_iso(interview.ended_at) if interview.ended_at else None,
                "languages": nested.from_strings(interview.languages),
                "participants": _participants_text(interview.participants),
            },
        )

    def get(self, interview_id: InterviewId) -> Interview | None:
        """Return the conversation, or None."""
        row = self._transaction.execute(
            "SELECT * FROM interview WHERE id = :id", {"id": interview_id}
        ).fetchone()
        return None if row is None else _interview(row)

    def of_case(self, case_id: CaseId) -> Sequence[Interview]:
        """Return the case's conversations, oldest first."""
        rows = self._transaction.execute(
            "SELECT * FROM interview WHERE case_id = :id ORDER BY started_at, rowid",
            {"id": case_id},
        )
        return [_interview(row) for row in rows]

    def record(
        self, interview_id: InterviewId, event: Event, writes: Sequence[Write], audit_n: int
    ) -> int:
        """Append `event` and bring the current answers up to date; return its seq.

        A removed repeat instance loses its current answers; the journal keeps them.

        Raises:
            StoreError: The conversation does not exist, or it is finished and
                the event is no amendment.
        """
        row = self._transaction.execute(
            """
            SELECT state, (SELECT max(seq) FROM event WHERE interview_id = interview.id) AS seq
            FROM interview WHERE id = :id
            """,
            {"id": interview_id},
        ).fetchone()
        is_finished = row is not None and row["state"] == InterviewState.FINISHED.value
        if row is None or (is_finished and event.kind is not EventKind.AMENDED):
            raise StoreError(M("This conversation is finished and can no longer be changed."))
        seq = (row["seq"] or 0) + 1
        self._append(interview_id, event, seq, audit_n)
        if event.kind is EventKind.REPEAT_REMOVED and event.node is not None:
            # "0" is the character after "/": the range holds the instance and all below it.
            self._transaction.execute(
                """
                DELETE FROM answer WHERE interview_id = :id
                    AND (node = :node OR (node > :node || '/' AND node < :node || '0'))
                """,
                {"id": interview_id, "node": event.node},
            )
        for write in writes:
            self._keep(interview_id, write, event, seq)
        return seq

    def answers(self, interview_id: InterviewId) -> Sequence[Answer]:
        """Return the current answers; a cleared one has neither value nor state."""
        rows = self._transaction.execute(
            "SELECT * FROM answer WHERE interview_id = :id ORDER BY node", {"id": interview_id}
        )
        return [_answer(row) for row in rows]

    def events(self, interview_id: InterviewId) -> Sequence[Event]:
        """Return the journal, in order."""
        rows = self._transaction.execute(
            "SELECT * FROM event WHERE interview_id = :id ORDER BY seq", {"id": interview_id}
        )
        return [_event(row) for row in rows]

    def stopped_at(self, interview_id: InterviewId) -> str | None:
        """Return the node of the latest answer, or None."""
        row = self._transaction.execute(
            """
            SELECT node FROM event
            WHERE interview_id = :id AND node IS NOT NULL AND kind IN ('answered', 'cleared')
            ORDER BY seq DESC LIMIT 1
            """,
            {"id": interview_id},
        ).fetchone()
        return None if row is None else str(row["node"])

    def set_state(
        self, interview_id: InterviewId, state: InterviewState, ended_at: datetime | None = None
    ) -> None:
        """Say where the conversation stands."""
        self._transaction.execute(
            "UPDATE interview SET state = :state, ended_at = :ended_at WHERE id = :id",
            {
                "id": interview_id,
                "state": state.value,
                "ended_at": to_iso(ended_at) if ended_at else None,
            },
        )

    def set_languages(self, interview_id: InterviewId, languages: Sequence[str]) -> None:
        """Say which languages are on the screen."""
        self._transaction.execute(
            "UPDATE interview SET languages = :languages WHERE id = :id",
            {"id": interview_id, "languages": nested.from_strings(languages)},
        )

    def set_participants(
        self, interview_id: InterviewId, participants: Sequence[Participant]
    ) -> None:
        """Say who is with us now."""
        self._transaction.execute(
            "UPDATE interview SET participants = :participants WHERE id = :id",
            {"id": interview_id, "participants": _participants_text(participants)},
        )

    def _append(self, interview_id: InterviewId, event: Event, seq: int, audit_n: int) -> None:
        self._transaction.execute(
            """
            INSERT INTO event (interview_id, seq, kind, at, node, value, state, basis,
                shown_languages, via, language, audit_n)
            VALUES (:interview_id, :seq, :kind, :at, :node, :value, :state, :basis,
                :shown_languages, :via, :language, :audit_n)
            """,
            {
                "interview_id": interview_id,
                "seq": seq,
                "kind": event.kind.value,
                "at": to_iso(event.at),
                "node": event.node,
                "value": event.value,
                "state": event.state.value if event.state else None,
                "basis": event.basis.value if event.basis else None,
                "shown_languages": nested.from_strings(event.shown_languages),
                "via": event.via,
                "language": event.language,
                "audit_n": audit_n,
            },
        )

    def _keep(self, interview_id: InterviewId, write: Write, event: Event, seq: int) -> None:
        """Bring one current answer up to date; basis and language are those of its own node."""
        is_asked = write.node == event.node
        self._transaction.execute(
            """
            INSERT INTO answer (interview_id, node, value, state, basis, origin, seq, language)
            VALUES (:interview_id, :node, :value, :state, :basis, :origin, :seq, :language)
            ON CONFLICT (interview_id, node) DO UPDATE SET
                value = excluded.value, state = excluded.state, basis = excluded.basis,
                origin = excluded.origin, seq = excluded.seq, language = excluded.language
            """,
            {
                "interview_id": interview_id,
                "node": write.node,
                "value": write.value,
                "state": write.state.value if write.state else None,
                "basis": event.basis.value if is_asked and event.basis else None,
                "origin": write.origin.value,
                "seq": seq,
                "language": event.language if is_asked else "",
            },
        )


def _interview(row: dbapi2.Row) -> Interview:
    return Interview(
        id=InterviewId(row["id"]),
        case_id=CaseId(row["case_id"]),
        logic_hash=row["logic_hash"],
        form_id=row["form_id"],
        instance_id=row["instance_id"],
        started_at=from_iso(row["started_at"]),
        languages=nested.to_strings(row["languages"]),
        state=InterviewState(row["state"]),
        ended_at=from_iso(row["ended_at"]) if row["ended_at"] else None,
        participants=_participants(row["participants"]),
    )


def _event(row: dbapi2.Row) -> Event:
    return Event(
        kind=EventKind(row["kind"]),
        at=from_iso(row["at"]),
        node=NodeRef(row["node"]) if row["node"] is not None else None,
        value=row["value"],
        state=AnswerState(row["state"]) if row["state"] else None,
        basis=Basis(row["basis"]) if row["basis"] else None,
        shown_languages=nested.to_strings(row["shown_languages"]),
        via=row["via"],
        language=row["language"],
        seq=row["seq"],
    )


def _answer(row: dbapi2.Row) -> Answer:
    return Answer(
        node=NodeRef(row["node"]),
        value=row["value"],
        state=AnswerState(row["state"]) if row["state"] else None,
        basis=Basis(row["basis"]) if row["basis"] else None,
        origin=Origin(row["origin"]),
        seq=row["seq"],
        language=row["language"],
    )


def _participants_text(participants: Sequence[Participant]) -> str:
    return nested.from_json(
        [
            {
                "id": person.id,
                "role": person.role.value,
                "alias": person.alias,
                "language": person.language,
                "dialect": person.dialect,
                "presence": person.presence.value,
                "agreement_read": person.agreement_read,
                "accepted": person.accepted,
                "on_turned_screen": person.on_turned_screen,
            }
            for person in participants
        ]
    )


def _participants(text: str) -> tuple[Participant, ...]:
    found = strict_json.loads(text)
    if not isinstance(found, list):
        raise StoreDamagedError
    return tuple(_participant(item) for item in found if isinstance(item, dict))


def _participant(item: dict[str, strict_json.Json]) -> Participant:
    accepted = item["accepted"]
    return Participant(
        id=str(item["id"]),
        role=Role(str(item["role"])),
        alias=str(item["alias"]),
        language=str(item["language"]),
        dialect=str(item["dialect"]),
        presence=Presence(str(item["presence"])),
        agreement_read=bool(item["agreement_read"]),
        accepted=None if accepted is None else bool(accepted),
        on_turned_screen=bool(item.get("on_turned_screen", False)),
    )
