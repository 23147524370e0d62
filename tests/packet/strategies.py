"""Everything a referral can be, for property tests."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from intake_app.domain.answer import AnswerState, Basis
from intake_app.domain.case import AgeBranch
from intake_app.domain.circumstances import (
    AgeBand,
    Children,
    Circumstances,
    Danger,
    GenderWish,
    Party,
)
from intake_app.domain.packet_bodies import (
    ErasureAnswer,
    Notice,
    Outcome,
    Question,
    Reason,
    Receipt,
    ReceiptStatus,
    Reply,
)
from intake_app.domain.referral import (
    FIELD_GROUPS,
    Origin,
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingBasis,
    SharingTerms,
    Urgency,
)

TAGS = st.sampled_from(["en", "ar", "ti", "pt-BR", "zh-Hant-TW", "und"])
TAG_LISTS = st.lists(TAGS, max_size=4).map(tuple)
FIRST = datetime(2000, 1, 1)  # noqa: DTZ001 - the zone is a strategy of its own
LAST = datetime(2100, 1, 1)  # noqa: DTZ001 - as above
MOMENTS = st.datetimes(min_value=FIRST, max_value=LAST, timezones=st.just(UTC))
LINES = st.text(max_size=30)
WORDINGS = st.dictionaries(TAGS, st.text(max_size=60), max_size=3)
IDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz234567", min_size=26, max_size=26)
HASHES = st.binary(min_size=32, max_size=32).map(bytes.hex)
TOKENS = st.text(alphabet="abcdefgh-_0123456789\u0639\u1218", min_size=1, max_size=20)
STATES = st.sampled_from(AnswerState)

_COMMON = {
    "node": st.text(alphabet="abc/{}k3_", max_size=20).map("/data/".__add__),
    "label": WORDINGS,
    "basis": st.none() | st.sampled_from(Basis),
    "via": LINES,
    "languages": TAG_LISTS,
    "at": st.none() | MOMENTS,
    "sensitivity": st.integers(0, 3),
    "form": st.integers(0, 2),
}
ANSWERS = st.builds(SharedAnswer, **_COMMON, value=LINES, shown=WORDINGS) | st.builds(
    SharedAnswer, **_COMMON, value=st.just(""), shown=st.just({}), state=STATES
)
GROUPS = st.lists(st.sampled_from(FIELD_GROUPS), unique=True, max_size=3).flatmap(
    lambda names: st.tuples(
        *(
            st.builds(
                SharedGroup,
                group=st.just(name),
                answers=st.lists(ANSWERS, min_size=1, max_size=3).map(tuple),
            )
            for name in names
        )
    )
)
CIRCUMSTANCES = st.builds(
    Circumstances,
    people=st.none()
    | st.builds(
        Party,
        adults=st.integers(0, 20),
        children=st.lists(
            st.builds(Children, band=st.sampled_from(AgeBand), count=st.integers(1, 20)),
            unique_by=lambda children: children.band,
        ).map(tuple),
    ),
    region=LINES,
    gender_wish=st.none() | st.sampled_from(GenderWish),
    access=st.lists(TOKENS, max_size=3).map(tuple),
    danger=st.lists(st.sampled_from(Danger), unique=True).map(tuple),
    must_not_know=LINES,
)
TERMS = {
    "consent": IDS,
    "purpose": LINES,
    "until": MOMENTS,
    "onward": st.booleans(),
    "no_authorities": st.booleans(),
}
FORMS = st.builds(SharedForm, form_id=TOKENS, version=LINES, logic_hash=HASHES, text_hash=HASHES)
REFERRALS = st.builds(
    Referral,
    reference=st.integers(100_000, 999_999).map(str),
    age=st.none() | st.sampled_from(AgeBranch),
    urgency=st.sampled_from(Urgency),
    services=st.lists(TOKENS, max_size=3).map(tuple),
    languages=TAG_LISTS,
    groups=GROUPS,
    terms=st.builds(SharingTerms, **TERMS)
    | st.builds(
        SharingTerms,
        **TERMS,
        basis=st.sampled_from([b for b in SharingBasis if b is not SharingBasis.CONSENT]),
        law=st.just("Children Act, section 47"),
        decided_by=st.just("child-protection lead"),
        told=st.none() | st.booleans(),
    ),
    circumstances=CIRCUMSTANCES,
    phone_key=st.binary(min_size=16, max_size=16),
    form=FORMS,
    forms=st.tuples(FORMS, FORMS),
    answer_to=LINES,
).map(Referral.with_used_forms)
_NAMES = st.text(alphabet="abc N\u0639\u1218", min_size=1, max_size=30)
ORIGINS = st.builds(
    Origin,
    office=_NAMES.map(lambda text: " ".join(text.split()) or "House"),
    card=HASHES,
    packet=IDS,
    manifest_hash=HASHES,
)
_OF = {"of": IDS, "manifest_hash": HASHES}
_SAID = {"text": st.text(min_size=1, max_size=30).filter(str.strip), "language": TAGS}
_MORE = {ReceiptStatus.LATER, ReceiptStatus.PASSED_ON}
RECEIPTS = (
    st.builds(
        Receipt,
        **_OF,
        status=st.sampled_from([s for s in ReceiptStatus if s not in _MORE]),
        note=LINES,
    )
    | st.builds(
        Receipt,
        **_OF,
        status=st.just(ReceiptStatus.PASSED_ON),
        note=LINES.filter(str.strip),
    )
    | st.builds(
        Receipt,
        **_OF,
        status=st.just(ReceiptStatus.LATER),
        start=st.dates(min_value=FIRST.date(), max_value=LAST.date()),
        note=LINES,
    )
    | st.builds(
        Receipt,
        **_OF,
        status=st.just(ReceiptStatus.DECLINED),
        reason=st.sampled_from(Reason),
        note=LINES,
    )
)
QUESTIONS = st.builds(Question, **_OF, **_SAID)
REPLIES = st.builds(Reply, **_OF, **_SAID)
NOTICES = st.builds(Notice, **_OF)
ERASURE_ANSWERS = st.builds(
    ErasureAnswer, **_OF, outcome=st.just(Outcome.ERASED), note=LINES
) | st.builds(
    ErasureAnswer,
    **_OF,
    outcome=st.sampled_from([Outcome.PARTLY, Outcome.KEPT]),
    law=st.just("Health records act"),
    note=LINES,
)
