from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.directory import Need, ServiceKind, Way
from intake_app.domain.errors import OutsideFileError
from intake_app.interop.directory_csv import read_directory, write_directory
from intake_app.interop.directory_row import COLUMNS
from tests.domain.services import EVERY_SERVICE, NIGHT_HOUSE

TODAY = date(2026, 11, 24)
SAMPLE = Path(__file__).parents[2] / "forms" / "directory" / "sample.csv"


def table(*rows, separator=",", header=("name", "services", "phone")):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()


def one(**cells):
    """Read a file of one row with these cells."""
    filled = {"name": "A place", "services": "doctor", "phone": "112", **cells}
    return read_directory(table(tuple(filled.values()), header=tuple(filled)), TODAY)


def errors(found):
    return [(f.row, f.column, f.found) for f in found.findings if f.is_error]


def test_the_sample_is_taken_without_an_error():
    found = read_directory(SAMPLE.read_bytes(), TODAY)

    assert len(found.services) == 8
    assert errors(found) == []
    night = next(s for s in found.services if s.id == "sample-night")
    assert (night.kind, night.is_confidential) == (ServiceKind.SHELTER, True)
    assert all("(invented)" in service.name for service in found.services)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_told_by_the_first_line(separator):
    rows = [("A place", "doctor; talk", "112")]

    found = read_directory(b"\xef\xbb\xbf" + table(*rows, separator=separator), TODAY)

    assert found.services[0].offers == (Need.DOCTOR, Need.TALK)


def test_good_rows_are_taken_and_bad_ones_named_by_row_and_column():
    found = read_directory(
        table(
            ("A", "doctor", "112"), ("", "doctor", "112"), ("C", "gold", "112"), ("D", "food", "x")
        ),
        TODAY,
    )

    assert [service.name for service in found.services] == ["A"]
    assert errors(found) == [(3, "name", ""), (4, "services", "gold"), (5, "phone", "x")]


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("confirmed", "3/11/26"), ("confirmed", "2026-02-30"), ("confirmed", "2027-01-01"),
        ("languages", "Klingonish"), ("country", "Utopia"), ("hotline", "perhaps"),
        ("way", "pigeon"), ("asks", "secrets"), ("card", "abc"), ("id", "a b"),
        ("kind", "castle"), ("name", "=HYPERLINK(1)"), ("accepts", "@SUM(1)"), ("hours", "x" * 301),
    ],
)  # fmt: skip
def test_each_mistake_is_an_error_in_its_own_column(column, cell):
    found = one(**{column: cell})

    assert found.services == ()
    assert [(row, where) for row, where, _ in errors(found)] == [(2, column)]


def test_names_of_languages_and_countries_are_understood():
    (service,) = one(languages="Arabic | ti; English", country="portugal").services

    assert service.languages == ("ar", "ti", "en")
    assert service.country == "PT"


def test_the_address_of_a_confidential_service_is_left_out_and_said():
    found = one(kind="shelter", address="1 Hidden Street", country="PT", place="Secretville")

    assert found.services[0].address == ""
    assert [(f.column, f.is_error) for f in found.findings] == [("address", False)]


def test_a_confidential_service_needs_its_country():
    assert errors(one(confidential="yes")) == [(2, "country", "")]


def test_the_same_service_twice_is_an_error_of_the_second_row():
    found = read_directory(table(("A", "doctor", "112"), ("a ", "food", "113")), TODAY)

    assert len(found.services) == 1
    assert errors(found) == [(3, "name", "a")]


def test_a_bad_row_still_says_which_service_it_is():
    found = one(id="clinic", way="pigeon")

    assert found.bad_ids == {"clinic"}


def test_a_way_is_guessed_from_what_is_there():
    assert one().services[0].ways == (Way.PHONE,)
    assert one(phone="", address="1 Street").services[0].ways == (Way.PAPER,)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04xl/workbook.xml", "name;services\n".encode("utf-16"), b"a,b\n1,2\n",
     b"name,services,name\n", b'name,services\n"A,doctor\n',
     b"name,services\n" + b"x" * (2 << 20)],
)  # fmt: skip
def test_what_is_no_directory_is_refused_with_a_way_on(data):
    with pytest.raises(OutsideFileError) as refused:
        read_directory(data, TODAY)

    assert refused.value.hint is not None


def test_what_is_written_is_read_again_but_for_secret_places():
    found = read_directory(write_directory(EVERY_SERVICE), date(2026, 3, 1))

    assert errors(found) == []
    read = {service.id: service for service in found.services}
    assert all(read[s.id] == s for s in EVERY_SERVICE if s is not NIGHT_HOUSE)
    assert read["night"].place == ""


def test_no_secret_place_is_in_a_file_for_others():
    assert b"Secretville" not in write_directory(EVERY_SERVICE)


cells = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(COLUMNS, cells)), max_size=4))
def test_no_cell_breaks_the_reading_and_no_written_cell_is_a_formula(rows):
    data = table(*(tuple(row.values()) for row in rows), header=COLUMNS)

    try:
        found = read_directory(data, TODAY)
    except OutsideFileError:
        return

    for service in found.services:
        assert not (service.is_confidential and service.address)
    written = write_directory(found.services).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(written, newline="")):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reading(data):
    try:
        found = read_directory(b"name,services,phone\n" + data, TODAY)
    except OutsideFileError:
        return

    assert all(service.name for service in found.services)
