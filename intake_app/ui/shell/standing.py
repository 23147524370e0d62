"""Where each person's conversation and referrals stand, read once for a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from intake_app.domain.case import InterviewState
from intake_app.domain.message import M
from intake_app.domain.packet import Status
from intake_app.i18n.digits import ascii_digits
from intake_app.services.words import REASONS
from intake_app.ui.shell.handed_words import handed_at, handed_words, is_open, newest_handed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from PySide6.QtGui import QKeyEvent

    from intake_app.domain.case import CaseLine
    from intake_app.domain.handed_over import HandedOver
    from intake_app.domain.ids import CaseId, PacketId
    from intake_app.domain.message import Message
    from intake_app.domain.partnership import PartnerAgreement
    from intake_app.domain.rights import PersonDate
    from intake_app.domain.taking_back import ErasureRequest
    from intake_app.domain.trust import HeldRoster
    from intake_app.i18n.formats import Formats
    from intake_app.services.answers_in import Answered
    from intake_app.services.asking import AskedOf
    from intake_app.services.passed_on import PassedOn
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.recalling import Awaited
    from intake_app.services.referrals import Sent
    from intake_app.services.telling_lead import LeadLine

ANSWERS_STAY: Final = timedelta(days=14)
"""How long an answer that came is told of under Today."""

TOLD_STAYS: Final = timedelta(hours=12)
"""How long it can be seen, and undone, that the lead was told."""

FIRST_ROWS: Final = 20
"""So many rows a list shows at first, and so many more each time more are asked for."""

_ALL: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person of this profile.

    Attributes:
        sent: The newest referral to each office, newest first.
        handed: The newest sheet or call to each service, newest first.
    """

    line: CaseLine
    sent: Sequence[Sent]
    handed: Sequence[HandedOver] = ()

    @property
    def is_open(self) -> bool:
        """Whether the conversation can be taken up again."""
        return _is_open(self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The people asked for, and the answers to our referrals.

    Attributes:
        people: The latest first.
        more: Whether there are others.
        find: What they were found by.
        requests: To erase, each with the person's code; the earliest due first.
        due: The earliest due day of each person who has one, with the code.
        leads: Of whom the lead is to be told, or was told lately.
        asked: Of whom an office asks something, or our answer is on no stick yet.
        awaited: What was taken back from us, and waits for our answer.
        passed: What was passed on from here and is taken back, until that is answered.
        held: Those of whom nothing may be erased for now.
        ending: Agreements with other organisations whose end is near, or past.
        roster: Our organisation's roster, when its end is near, or past.
    """

    people: Sequence[Standing]
    more: bool
    answers: Mapping[PacketId, Answered]
    has_card: bool
    find: str = ""
    requests: Sequence[tuple[ErasureRequest, str]] = ()
    due: Sequence[tuple[PersonDate, str]] = ()
    leads: Sequence[LeadLine] = ()
    asked: Sequence[AskedOf] = ()
    awaited: Sequence[Awaited] = ()
    passed: Sequence[PassedOn] = ()
    held: frozenset[CaseId] = frozenset()
    ending: Sequence[PartnerAgreement] = ()
    roster: HeldRoster | None = None


def read_day(profile: OpenProfile, wanted: int, now: datetime) -> Day:
    """Read the `wanted` people who wait for something; blocks."""
    sent, answers = _newest(profile), profile.inbox.answers()
    handed = newest_handed(profile.handing_over.of_case())

    def waits(line: CaseLine) -> bool:
        mine = sent.get(line.case.id, {}).values()
        given = handed.get(line.case.id, ())
        return (
            _is_open(line)
            or any(is_waiting(each, answers, now) for each in mine)
            or any(is_open(each, now, ANSWERS_STAY) for each in given)
        )

    limit = 2 * wanted
    while True:
        lines = profile.conversations.lines(limit)
        waiting = [line for line in lines if waits(line)]
        if len(waiting) > wanted or len(lines) < limit:
            day = _day(profile, waiting, wanted, sent, answers)
            requests = profile.taking_back.requests()
            return replace(
                day,
                requests=requests,
                due=profile.person_days.due_people(),
                leads=profile.telling_lead.lines(TOLD_STAYS),
                asked=profile.asking.waiting(),
                passed=profile.passing_on.taken_back(ANSWERS_STAY),
                awaited=profile.recalling.awaited(),
                ending=profile.partnerships.to_remind(),
                roster=profile.trust.to_renew(),
                held=frozenset(r.case_id for r, _ in requests if profile.holds.of(r.case_id)),
            )
        limit *= 8


def read_people(profile: OpenProfile, wanted: int, find: str = "") -> Day:
    """Read `wanted` people, or of those found; blocks.

    Args:
        profile: Whose people.
        wanted: How many at most.
        find: How the code begins, or words of the memory hook; "" finds everyone.
    """
    lines = profile.conversations.lines(_ALL if find else wanted + 1)
    found = [line for line in lines if is_found(line, find)]
    day = _day(profile, found, wanted, _newest(profile), profile.inbox.answers())
    return replace(day, find=find)


def is_found(line: CaseLine, find: str) -> bool:
    """Whether a person is meant by the first digits of a code, in any script, or by a hook."""
    digits = "".join(ascii_digits(find).split())
    hook = find.strip().casefold()
    return line.case.code.startswith(digits) or hook in line.case.hook.casefold()


def digit_of(event: QKeyEvent) -> str:
    """Return the digit that was typed, of any script, or ""."""
    typed = event.text()
    return ascii_digits(typed) if len(typed) == 1 and typed.isdecimal() else ""


def stopped(standing: Standing, now: datetime, formats: Formats) -> Message:
    """Return where the conversation stands, in a line that names no topic of it.

    Whoever glances over would read there what it is about (decision 0015).
    """
    when = moment(standing.line.latest, now, formats)
    if not standing.is_open:
        # Translators: of a conversation; {when} is e.g. "today 14:02" or a date and time.
        return M("finished, {when}", when=when)
    if standing.line.stopped_at is None:
        return M("begun, {when}", when=when)
    # Translators: of a conversation; {when} is e.g. "today 14:02".
    return M("stopped, {when}", when=when)


def moment(at: datetime, now: datetime, formats: Formats) -> Message:
    """Return a moment as people say it: today or yesterday with the time, else with the date."""
    day, today = at.astimezone(formats.zone).date(), now.astimezone(formats.zone).date()
    if day == today:
        return M("today {time}", time=formats.time(at))
    if day == today - timedelta(days=1):
        return M("yesterday {time}", time=formats.time(at))
    return M("{date_and_time}", date_and_time=formats.date_time(at))


def sent_words(
    sent: Sent, answers: Mapping[PacketId, Answered], now: datetime, formats: Formats
) -> Message:
    """Return where a referral stands, in a sentence."""
    office = sent.receiver or M("An office")
    answered = answers.get(sent.record.id)
    note = answered.receipt.note if answered is not None else ""
    status = sent.record.status
    if status is Status.MADE:
        return M("The file for {office} is made, and not sent yet.", office=office)
    if status is Status.WITHDRAWN:
        return M("The file for {office} does not leave: it was taken back.", office=office)
    if status is Status.SENT:
        return M(
            "{office} has not answered since {when}. Call them, or take the next choice.",
            office=office,
            when=moment(sent.record.at, now, formats),
        )
    if status is Status.DELIVERED:
        return M("The file lies with {office}; no answer yet. Call them.", office=office)
    if answered is None and status in _BY_PHONE:
        return replace(_BY_PHONE[status], values={"office": office})
    start = answered.receipt.start if answered is not None else None
    day = formats.date(start) if start is not None else ""
    reason = answered.receipt.reason if answered is not None else None
    said = (_WITH_NOTE if note else _ANSWERED)[status]
    why: Message | str = ""
    if status is Status.DECLINED and reason is not None:
        said, why = (_WHY_AND_NOTE if note else _WHY), REASONS[reason]
    return replace(said, values={"office": office, "note": note, "date": day, "why": why})


_ANSWERED: Mapping[Status, Message] = {
    Status.ACCEPTED: M("{office} accepted."),
    Status.LATER: M("{office} can help from {date}."),
    Status.DECLINED: M("{office} cannot. Take the next choice."),
    Status.THERE: M("{office}: the person is there."),
    Status.CLOSED: M("{office} has closed this."),
}
_WITH_NOTE: Mapping[Status, Message] = {
    Status.ACCEPTED: M("{office} accepted: {note}"),
    Status.LATER: M("{office} can help from {date}: {note}"),
    Status.DECLINED: M("{office} cannot: {note}"),
    Status.THERE: M("{office}: the person is there. {note}"),
    Status.CLOSED: M("{office} has closed this: {note}"),
}
# Translators: {why} is e.g. "No free place".
_WHY: Final = M("{office} cannot: {why}. Take the next choice.")
_WHY_AND_NOTE: Final = M("{office} cannot: {why}. {note}")
_BY_PHONE: Mapping[Status, Message] = {
    Status.ACCEPTED: M("{office} accepted, by phone. The signed answer is still to come."),
    Status.LATER: M(
        "{office} can help later, by phone: ask from which day. The signed answer is still to come."
    ),
    Status.DECLINED: M(
        "{office} cannot, by phone. Take the next choice. The signed answer is still to come."
    ),
}


def given_words(handed: HandedOver, now: datetime, formats: Formats) -> Message:
    """Return where a sheet or a call stands, in a sentence."""
    return handed_words(handed, moment(handed_at(handed), now, formats))


def is_waiting(sent: Sent, answers: Mapping[PacketId, Answered], now: datetime) -> bool:
    """Whether a referral belongs under Today: not sent, not answered, or answered lately."""
    if sent.record.status is Status.WITHDRAWN:
        return False
    answered = answers.get(sent.record.id)
    return answered is None or now - answered.at <= ANSWERS_STAY


def _is_open(line: CaseLine) -> bool:
    return line.interview is not None and line.interview.state is not InterviewState.FINISHED


def _newest(profile: OpenProfile) -> Mapping[CaseId, Mapping[str, Sent]]:
    """Return the newest referral of each person to each office, newest first."""
    newest: dict[CaseId, dict[str, Sent]] = {}
    for sent in profile.referrals.sent():
        if sent.record.case_id is not None:
            newest.setdefault(sent.record.case_id, {}).setdefault(sent.record.peer, sent)
    return newest


def _day(
    profile: OpenProfile,
    lines: Sequence[CaseLine],
    wanted: int,
    sent: Mapping[CaseId, Mapping[str, Sent]],
    answers: Mapping[PacketId, Answered],
) -> Day:
    """Return the first `wanted` of the lines with all that is said of them."""
    handed = newest_handed(profile.handing_over.of_case())
    people = [
        Standing(
            line=line,
            sent=tuple(sent.get(line.case.id, {}).values()),
            handed=handed.get(line.case.id, ()),
        )
        for line in lines[:wanted]
    ]
    return Day(
        people=people,
        more=len(lines) > wanted,
        answers=answers,
        has_card=profile.contacts.own() is not None,
    )
