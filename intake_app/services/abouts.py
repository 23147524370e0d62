"""Whether a packet that is about another one may be, and what it changes (section 6 of the format).

What an answer is about was made here, so it is known. A notice, a question or an
update is about something that its own sender made: it may overtake that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.packet import REFERRALS, REFERRED, Direction, PacketKind
from intake_app.domain.packet_bodies import Publication, Receipt, RosterSent
from intake_app.domain.packet_course import NOTICES, STATUS_OF
from intake_app.domain.referral import Referral
from intake_app.services.courses import Courses
from intake_app.services.trust import is_same_office

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from intake_app.domain.packet import PacketRecord
    from intake_app.domain.packet_bodies import About, Body
    from intake_app.domain.repositories import Unit
    from intake_app.packet.channel import Channel

_ANSWERED: Final[Mapping[PacketKind, Collection[PacketKind]]] = {
    PacketKind.RECEIPT: REFERRALS,
    PacketKind.ANSWER: frozenset({PacketKind.QUESTION}),
    PacketKind.ERASURE_ANSWER: NOTICES,
}
"""What each kind of answer is about: a packet that was made here for its sender."""


def refuse_unfit(unit: Unit, record: PacketRecord, body: Body) -> None:
    """Refuse a packet that comes in about something that it cannot be about.

    Raises:
        PacketError: It belongs to something that was not made here, or not by its sender.
    """
    if isinstance(body, Referral):
        if body.supersedes is not None:
            _refuse_another_s(unit, record, unit.packets.get(body.supersedes), None, REFERRED)
        return
    if isinstance(body, RosterSent | Publication):
        return
    subject = unit.packets.get(body.of)
    answered = _ANSWERED.get(record.kind)
    if answered is not None:
        if subject is None or not _is_ours(unit, record, subject, body, answered):
            raise PacketError(
                M("This answer belongs to a referral that was not made here."),
                hint=M("Ask the office which referral they meant."),
            )
    elif subject is not None and not (
        record.kind is PacketKind.QUESTION and _is_ours(unit, record, subject, body, REFERRALS)
    ):
        _refuse_another_s(unit, record, subject, body.manifest_hash, REFERRALS)


def let_count(unit: Unit, record: PacketRecord, body: Body, channel: Channel) -> None:
    """Mark the referral that a receipt is about, when the receipt is the one that counts.

    `channel` is that of the receipt's sender, the receipt among it.
    """
    sent = unit.packets.get(body.of) if isinstance(body, Receipt) else None
    if sent is None or not isinstance(body, Receipt):
        return
    decided = Courses(unit, {record.peer: channel}).of(sent).decided
    if decided is not None and decided.id == record.id:
        unit.packets.set_status(sent.id, STATUS_OF[body.status])


def _is_ours(
    unit: Unit,
    record: PacketRecord,
    subject: PacketRecord,
    body: About,
    kinds: Collection[PacketKind],
) -> bool:
    """Whether what it is about was made here for its sender."""
    return (
        subject.direction is Direction.OUT
        and subject.kind in kinds
        and is_same_office(unit, subject.peer, record.peer)
        and subject.manifest_hash == body.manifest_hash
    )


def _refuse_another_s(
    unit: Unit,
    record: PacketRecord,
    theirs: PacketRecord | None,
    manifest_hash: str | None,
    kinds: Collection[PacketKind],
) -> None:
    """Refuse what is about a packet that the office which makes it did not send to us."""
    if theirs is not None and (
        theirs.direction is not Direction.IN
        or theirs.kind not in kinds
        or not is_same_office(unit, theirs.peer, record.peer)
        or manifest_hash not in {None, theirs.manifest_hash}
    ):
        raise PacketError(
            M("This notice is about a referral that this office did not send."),
            hint=M("Ask the office which referral they meant."),
        )
