"""The program's own words for codes that forms, packets and the ledger carry.

One home, so that a screen, a PDF and the command line say the same thing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.case import AgeBranch, Role
from intake_app.domain.consent import Choice, ConsentItem, Manner
from intake_app.domain.contact import Checked
from intake_app.domain.directory import Need
from intake_app.domain.handed_over import AnsweredBy
from intake_app.domain.message import MC, M
from intake_app.domain.own_copy import CopyKind
from intake_app.domain.packet import Status
from intake_app.domain.packet_bodies import Reason
from intake_app.domain.referral import HELP_AS_NEEDED, Urgency

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message

NEEDS: Mapping[Need, Message] = {
    # Translators: needs, as large words that are shown across a table.
    Need.FOOD: M("Water or food"),
    Need.SLEEP: M("Somewhere to sleep tonight"),
    Need.DOCTOR: M("A doctor"),
    Need.PHONE: M("Call someone"),
    Need.LAWYER: M("A lawyer"),
    Need.PAPERS: M("Papers"),
    Need.CHILD: M("Something for a child"),
    Need.PAY: M("Pay for work"),
    Need.TALK: M("Someone to talk to"),
    Need.HOME: M("The way home"),
    Need.INTERPRETER: M("An interpreter"),
    Need.OTHER: M("Something else"),
}

ANSWERED_BY: Mapping[AnsweredBy, Message] = {
    # Translators: who answered the phone, or took a sheet of paper; never a name.
    AnsweredBy.RECEPTION: M("Reception"),
    AnsweredBy.SOCIAL_WORKER: M("Social worker"),
    AnsweredBy.DUTY: M("Whoever was on duty"),
    AnsweredBy.LEAD: M("Head of the service"),
    AnsweredBy.OTHER: M("Someone else"),
}

COPIES: Mapping[CopyKind, Message] = {
    # Translators: what a person took along; stands after a date.
    CopyKind.CARD: M("a card like any other"),
    CopyKind.READABLE: M("a copy on paper"),
    CopyKind.LOCKED: M("a locked file"),
    CopyKind.NOTHING: M("nothing, because it was not safe to carry"),
}

GROUPS: Mapping[str, Message] = {
    "need": M("What is needed, and how soon"),
    "people": M("Adults and children, by age band"),
    "languages": M("Languages"),
    "keep-away": M("Who must not know where"),
    "name": M("Name to call"),
    "contact": M("How to reach safely"),
    "health": M("Health and access needs"),
    "account": M("What happened"),
    "observed": M("What the worker saw"),
}

PURPOSES: Mapping[str, Message] = {
    # Translators: what an office needs to know it for; stands alone and after "For".
    HELP_AS_NEEDED: M("help with what is needed"),
}


def purpose(code: str) -> Message | str:
    """Return what somebody needs it for: the program's words for a code, or people's own."""
    return PURPOSES.get(code, code)


SERVICES: Mapping[str, Message] = {
    "safe-place": M("A safe place to sleep"),
    "doctor": M("A doctor"),
    "feelings": M("Someone to talk to about feelings"),
    "lawyer": M("A lawyer"),
    "immigration": M("Advice about staying in this country"),
    "money": M("Money"),
    "food-clothes": M("Food and clothes"),
    "papers": M("Papers, or the consulate"),
    "going-home": M("Going home"),
    "work-training": M("Work or training"),
    "family": M("Finding family"),
    "interpreter": M("An interpreter"),
    "other": M("Something else"),
}
"""The services of the bundled forms' list `services`; other forms bring their own words."""

URGENCY: Mapping[Urgency, Message] = {
    Urgency.TODAY: M("Today or tonight"),
    Urgency.THREE_DAYS: M("Within three days"),
    Urgency.TWO_WEEKS: M("Within two weeks"),
    Urgency.UNSAID: M("Not said"),
}

URGENCY_SHORT: Mapping[Urgency, Message] = {
    Urgency.TODAY: M("24 h"),
    Urgency.THREE_DAYS: M("72 h"),
    Urgency.TWO_WEEKS: M("2 weeks"),
    Urgency.UNSAID: M("Not said"),
}

REASONS: Mapping[Reason, Message] = {
    Reason.FULL: M("No free place"),
    Reason.NOT_OFFERED: M("This help is not offered"),
    Reason.NOT_FOR_THEM: M("Only for other people"),
    Reason.LANGUAGE: M("Nobody speaks the language"),
    Reason.TOO_FAR: M("Too far away"),
    Reason.NOT_SAFE: M("It would not be safe"),
    Reason.OTHER: M("Another reason"),
}
"""Why an office cannot help, said by either side."""

STATES: Mapping[AnswerState, Message] = {
    AnswerState.DECLINED: M("Rather not say"),
    AnswerState.UNKNOWN: M("Don't know"),
    AnswerState.ANOTHER_TIME: M("Another time"),
    AnswerState.NOT_ASKED: M("Not asked"),
    AnswerState.MASKED: M("Not shared here"),
}

NON_ANSWERS = (AnswerState.DECLINED, AnswerState.UNKNOWN, AnswerState.ANOTHER_TIME)
"""The three that have a row of their own under every question, in this order."""

BASES: Mapping[Basis, Message] = {
    Basis.SAID: M("Said by the person"),
    Basis.SEEN: M("I saw it"),
    Basis.DOCUMENT: M("I saw it on paper"),
    Basis.OTHER_PERSON: M("Someone else told me"),
    Basis.IMPRESSION: M("My impression"),
}

AGES: Mapping[AgeBranch, Message] = {
    AgeBranch.ADULT: M("Adult"),
    AgeBranch.MAYBE_UNDER_18: M("Maybe under 18"),
    AgeBranch.UNDER_18: M("Under 18"),
}

ROLES: Mapping[Role, Message] = {
    Role.INTERPRETER: M("Interpreter"),
    Role.MEDIATOR: M("Cultural mediator"),
    Role.TRUSTED: M("A person they trust"),
    Role.GUARDIAN: M("Guardian"),
    Role.LAWYER: M("Lawyer"),
}

ITEMS: Mapping[ConsentItem, Message] = {
    ConsentItem.TALK: M("Talk with me now"),
    ConsentItem.WRITE: M("Write it down"),
    ConsentItem.KEEP: M("Keep it after today"),
    ConsentItem.CONTACT: M("Contact me later"),
    ConsentItem.PHOTO: M("Take photos"),
    ConsentItem.RECORDING: M("Record my voice"),
    ConsentItem.STATISTICS: M("Count me, without my name"),
}

CHOICES: Mapping[Choice, Message] = {
    # Translators: a person's answer to one thing we ask to agree on.
    Choice.YES: MC("agreement", "Yes"),
    Choice.NO: MC("agreement", "No"),
    Choice.NOT_YET: MC("agreement", "Not yet"),
}

MANNERS: Mapping[Manner, Message] = {
    Manner.VOICE: M("By voice"),
    Manner.MARK: M("With a mark"),
    Manner.SIGNATURE: M("With a signature"),
}

CHECKED: Mapping[Checked, Message] = {
    Checked.NOT_YET: M("Not checked yet: call them"),
    Checked.IN_PERSON: M("Checked in person"),
    Checked.BY_VOICE: M("Checked by voice"),
    Checked.THROUGH_OLD: M("Checked through their earlier card"),
    Checked.BY_ROSTER: M("Confirmed by their organisation"),
}

STATUSES: Mapping[Status, Message] = {
    Status.MADE: M("File made, not yet sent"),
    Status.SENT: M("Sent, no answer yet"),
    Status.ARRIVED: M("Waiting for your answer"),
    Status.DELIVERED: M("It lies with them, no answer yet"),
    Status.ACCEPTED: M("Accepted"),
    Status.LATER: M("They can help later"),
    Status.DECLINED: M("They cannot"),
    Status.THERE: M("The person is there"),
    Status.CLOSED: M("Closed"),
    Status.WITHDRAWN: M("Taken back before it left"),
}
