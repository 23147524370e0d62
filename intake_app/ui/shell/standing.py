"""Where each person's conversation and referrals stand, read once for a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from intake_app.domain.case import InterviewState
from intake_app.domain.errors import IntakeError
from intake_app.domain.message import M
from intake_app.domain.referral import Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.case import CaseLine
    from intake_app.domain.ids import CaseId, PacketId
    from intake_app.domain.message import Message
    from intake_app.i18n.formats import Formats
    from intake_app.services.conversations import Conversations
    from intake_app.services.inbox import Answered
    from intake_app.services.profiles import OpenProfile
    from intake_app.services.referrals import Sent

ANSWERS_STAY: Final = timedelta(days=14)
"""How long an answer that came is told of under Today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person of this profile.

    Attributes:
        topics: The topic the conversation stopped at, by language tag; empty
            when it is finished or nothing was answered yet.
        sent: The newest referral to each office, newest first.
    """

    line: CaseLine
    topics: Mapping[str, str]
    sent: Sequence[Sent]

    @property
    def is_open(self) -> bool:
        """Whether the conversation can be taken up again."""
        interview = self.line.interview
        return interview is not None and interview.state is not InterviewState.FINISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """All people, and the answers to our referrals."""

    people: Sequence[Standing]
    answers: Mapping[PacketId, Answered]
    has_card: bool


def read_day(profile: OpenProfile) -> Day:
    """Read everything; blocks."""
    newest: dict[CaseId, dict[str, Sent]] = {}
    for sent in profile.referrals.sent():
        if sent.record.case_id is not None:
            newest.setdefault(sent.record.case_id, {}).setdefault(sent.record.peer, sent)
    people = [
        Standing(
            line=line,
            topics=_stopped_at(profile.conversations, line),
            sent=tuple(newest.get(line.case.id, {}).values()),
        )
        for line in profile.conversations.lines()
    ]
    return Day(
        people=people,
        answers=profile.inbox.answers(),
        has_card=profile.contacts.own() is not None,
    )


def stopped(standing: Standing, tag: str, now: datetime, formats: Formats) -> Message:
    """Return where the conversation stands, in a line."""
    when = moment(standing.line.latest, now, formats)
    if not standing.is_open:
        # Translators: of a conversation; {when} is e.g. "today 14:02" or a date and time.
        return M("finished, {when}", when=when)
    topic = standing.topics.get(tag) or next(iter(standing.topics.values()), "")
    if not topic:
        return M("begun, {when}", when=when)
    # Translators: of a conversation; {topic} is e.g. "Work", {when} e.g. "today 14:02".
    return M("stopped at {topic}, {when}", topic=topic, when=when)


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
    if status is Status.SENT:
        return M(
            "{office} has not answered since {when}. Call them, or take the next choice.",
            office=office,
            when=moment(sent.record.at, now, formats),
        )
    is_yes = status is Status.ACCEPTED
    if note:
        said = M("{office} accepted: {note}") if is_yes else M("{office} cannot: {note}")
    else:
        said = M("{office} accepted.") if is_yes else M("{office} cannot. Take the next choice.")
    return replace(said, values={"office": office, "note": note})


def is_waiting(sent: Sent, answers: Mapping[PacketId, Answered], now: datetime) -> bool:
    """Whether a referral belongs under Today: not sent, not answered, or answered lately."""
    answered = answers.get(sent.record.id)
    return answered is None or now - answered.at <= ANSWERS_STAY


def _stopped_at(conversations: Conversations, line: CaseLine) -> Mapping[str, str]:
    interview, node = line.interview, line.stopped_at
    if interview is None or node is None or interview.state is InterviewState.FINISHED:
        return {}
    try:
        live = conversations.resume(interview.id)
    except IntakeError:
        return {}  # the line is there all the same; going on says what is wrong
    for topic in live.topics():
        if any(node in page.nodes for page in topic.pages):
            return {label.language: label.text for label in topic.labels}
    return {}
