from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime
from importlib import resources

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.referral import (
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingTerms,
    Urgency,
)
from intake_app.i18n.languages import all_languages
from intake_app.interop.htcds import LANGUAGES, SUPPORT_TYPES, columns, htcds_table

MADE = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def group(code: str, value: str) -> SharedGroup:
    answer = SharedAnswer(node="/data/q", label={"en": "Q"}, value=value, shown={"und": value})
    return SharedGroup(group=code, answers=(answer,))


REFERRAL = Referral(
    reference="472918",
    age=None,
    urgency=Urgency.TODAY,
    services=("safe-place", "doctor", "interpreter"),
    languages=("ti", "ar-SD", "en"),
    groups=(group("name", "Selam"), group("account", "what happened")),
    terms=SharingTerms(
        consent="c",
        purpose="A bed for tonight",
        until=datetime(2026, 5, 30, tzinfo=UTC),
        onward=False,
        no_authorities=True,
    ),
    form=SharedForm(form_id="f", version="1", logic_hash="0", text_hash="0"),
)


def rows_of(referral: Referral, sender: str = "Kitchen Table Team") -> list[dict[str, str]]:
    content = htcds_table(referral, made=MADE, sender=sender, receiver="North Shelter").content
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_what_was_agreed_stands_under_the_names_of_the_standard():
    first, second = rows_of(REFERRAL)

    assert tuple(first) == columns()
    assert {name: value for name, value in first.items() if value} == {
        "prs_FirstName": "Selam",
        "prs_PrimaryLanguage": "tir",
        "prs_SecondaryLanguage": "ara",
        "cas_ReferringOrganisation": "Kitchen Table Team",
        "cas_ReferredOrganisation": "North Shelter",
        "cas_ReasonForOutgoingReferral": "AdditionalServicesRequired",
        "cas_OutgoingReferralDate": "2026-03-01",
        "cas_OutgoingReferralDetails": "A bed for tonight",
        "spl_Type": "SocialCare",
    }
    assert second == first | {"spl_Type": "Health"}


def test_what_no_column_holds_is_named_and_not_squeezed_in():
    table = htcds_table(REFERRAL, made=MADE, sender="A", receiver="B")

    assert table.left_out == ("account",)
    assert b"what happened" not in table.content


def test_what_was_not_shared_leaves_its_columns_empty():
    (row,) = rows_of(replace(REFERRAL, services=(), languages=(), groups=()))

    assert {name for name, value in row.items() if value} == {
        "cas_ReferringOrganisation",
        "cas_ReferredOrganisation",
        "cas_OutgoingReferralDate",
        "cas_OutgoingReferralDetails",
    }


@given(st.text(max_size=30), st.sampled_from(["", "=", "+", "-", "@", "\t", "\r"]))
def test_no_spreadsheet_takes_a_cell_for_a_formula(text, start):
    (row,) = rows_of(replace(REFERRAL, services=()), sender=start + text)

    cell = row["cas_ReferringOrganisation"]
    assert cell in {start + text, f"'{start}{text}"}
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_every_value_is_in_the_code_list_of_its_column():
    text = resources.files("intake_app.interop").joinpath("htcds_fields.csv").read_text("utf-8")
    lists = {row["field"]: row["values"].split() for row in csv.DictReader(text.splitlines())}

    assert set(SUPPORT_TYPES.values()) <= set(lists["spl_Type"])
    assert "AdditionalServicesRequired" in lists["cas_ReasonForOutgoingReferral"]
    assert len(columns()) == len(set(columns())) == 84


def test_every_language_of_the_program_has_a_code():
    known = {language.tag.split("-")[0] for language in all_languages()}

    assert {tag for tag in known if len(tag) == 2} == set(LANGUAGES)
    assert all(len(code) == 3 for code in LANGUAGES.values())
