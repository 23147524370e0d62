"""A referral of invented people, with everything a sheet may have to show."""

from __future__ import annotations

from datetime import UTC, datetime

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.case import AgeBranch
from intake_app.domain.message import M
from intake_app.domain.referral import (
    HELP_AS_NEEDED,
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingTerms,
    Urgency,
)
from intake_app.i18n.catalog import Catalog
from intake_app.report.referral_pdf import Wording, referral_pdf

MADE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
ARABIC_STORY = (
    "قالت إنها وصلت قبل ثلاثة أشهر، وإن جواز سفرها عند صاحب العمل. "
    "رقمها +961 3 123 456 والرمز 472918 معها."
)
TIGRINYA_ANSWER = "ምሸት ከይትድውል፣ ንግሆ ግን ጽቡቕ እዩ።"

WORDING = Wording(
    purposes={HELP_AS_NEEDED: M("help with what is needed")},
    groups={
        "need": M("What is needed, and how soon"),
        "contact": M("How to reach safely"),
        "account": M("What happened"),
    },
    services={"shelter": M("A safe place to sleep"), "doctor": M("A doctor")},
    urgency={Urgency.TODAY: M("Today or tonight")},
    ages={AgeBranch.ADULT: M("Adult")},
    states={
        AnswerState.DECLINED: M("Rather not say"),
        AnswerState.UNKNOWN: M("Don't know"),
        AnswerState.NOT_ASKED: M("Not asked"),
    },
    bases={Basis.SAID: M("Said by the person"), Basis.SEEN: M("I saw it")},
)


def answer(node: str, label: dict[str, str], shown: dict[str, str], **others) -> SharedAnswer:
    return SharedAnswer(node=f"/data/{node}", label=label, value="x", shown=shown, **others)


def referral(*groups: SharedGroup) -> Referral:
    return Referral(
        reference="472918",
        age=AgeBranch.ADULT,
        urgency=Urgency.TODAY,
        services=("shelter", "doctor"),
        languages=("ti", "ar"),
        groups=groups or GROUPS,
        terms=SharingTerms(
            consent="c",
            purpose="A bed for tonight, and a doctor tomorrow",
            until=datetime(2026, 5, 30, 12, 0, tzinfo=UTC),
            onward=False,
            no_authorities=True,
        ),
        form=SharedForm(form_id="f", version="1", logic_hash="0", text_hash="0"),
        answer_to="Call Ruth after six",
    )


GROUPS = (
    SharedGroup(
        group="contact",
        answers=(
            answer(
                "how",
                {"en": "When is a good time to call?", "ar": "متى يكون الاتصال مناسبا؟",
                 "ti": "ንምድዋል ጽቡቕ ግዜ መዓስ እዩ?"},
                {"en": "In the morning", "ar": "في الصباح", "ti": "ንግሆ"},
                basis=Basis.SAID,
                via="Interpreter A",
            ),
            answer(
                "call",
                {
                    "en": "Anything about calling?",
                    "ar": "هل من شيء يخص الاتصال؟",
                    "ti": "ብዛዕባ ምድዋል?",
                },
                {"ti": TIGRINYA_ANSWER},
                basis=Basis.SAID,
            ),
            answer(
                "phone",
                {"en": "Phone number", "ar": "رقم الهاتف", "ti": "ቁጽሪ ተሌፎን"},
                {"und": "+961 3 123 456"},
            ),
        ),
    ),
    SharedGroup(
        group="account",
        answers=(
            answer(
                "papers",
                {"en": "Does someone keep your passport?", "ar": "هل يحتفظ أحد بجواز سفرك؟"},
                {},
                state=AnswerState.DECLINED,
            ),
            answer("story", {"en": "In your own words", "ar": "بكلماتك"}, {"ar": ARABIC_STORY},
                   basis=Basis.SAID),
            answer("seen", {"en": "Marks seen"}, {"en": "A bruise on the left arm"},
                   basis=Basis.SEEN),
        ),
    ),
)  # fmt: skip


def pdf_of(found: Referral, *tags: str) -> bytes:
    return referral_pdf(
        found,
        made=MADE,
        sender="Kitchen Table Team",
        receiver="North Shelter",
        catalogs=[Catalog(tag, zone=UTC) for tag in tags],
        wording=WORDING,
    )
