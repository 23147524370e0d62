"""Square codes in pictures: however they are held, and nothing but them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from intake_app.domain.contact import code_of, fingerprint_in
from intake_app.domain.errors import OutsideFileError
from intake_app.domain.ids import Fingerprint
from intake_app.guard.codes import MAX_CODES, read_codes
from tests.guard.pictures import code_picture, png
from tests.simulators import SeededRandom

CARD = Fingerprint("5a" * 32)
CODE = code_of(CARD, "North Shelter")


@pytest.mark.parametrize("angle", [0, 7, 45, 90, 133, 180, 270])
def test_a_code_is_read_however_it_is_turned(angle):
    turned = code_picture(CODE).rotate(angle, expand=True, fillcolor=180)

    assert read_codes(png(turned)) == [CODE]


@pytest.mark.parametrize("pixels", [2, 3, 5, 12, 40])
def test_a_code_is_read_whether_it_is_small_or_large(pixels):
    assert read_codes(png(code_picture(CODE, pixels=pixels))) == [CODE]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_noisy_blurred_uneven_picture_is_read(kind):
    picture = code_picture(CODE, pixels=8).convert("RGB")
    speckles = SeededRandom(7).token(picture.width * picture.height)
    noise = Image.frombytes("L", picture.size, speckles)
    shade = Image.linear_gradient("L").resize(picture.size)
    seen = Image.blend(picture, Image.merge("RGB", [noise] * 3), 0.25)
    seen = Image.blend(seen, Image.merge("RGB", [shade] * 3), 0.3)
    seen = seen.filter(ImageFilter.GaussianBlur(1.5)).rotate(11, expand=True, fillcolor="grey")

    assert read_codes(png(seen, kind)) == [CODE]


def test_a_code_in_the_corner_of_a_large_photo_is_read():
    photo = Image.new("L", (4000, 3000), 140)
    photo.paste(code_picture(CODE, pixels=14), (3300, 2400))

    assert read_codes(png(photo, "JPEG")) == [CODE]


def test_several_codes_are_told_apart_and_each_is_told_once():
    one, other = code_picture("ONE"), code_picture("OTHER")
    sheet = Image.new("L", (900, 300), 255)
    for at, picture in ((0, one), (300, other), (600, one)):
        sheet.paste(picture, (at, 10))

    assert sorted(read_codes(png(sheet))) == ["ONE", "OTHER"]


def test_a_picture_without_a_code_holds_none():
    assert read_codes(png(Image.new("L", (400, 400), 200))) == []


def test_no_flood_of_codes_comes_through():
    sheet = Image.new("L", (5 * 200, 4 * 200), 255)
    for number in range(20):
        place = (number % 5 * 200, number // 5 * 200)
        sheet.paste(code_picture(f"N{number}", pixels=5), place)

    assert 0 < len(read_codes(png(sheet))) <= MAX_CODES


@given(data=st.binary(max_size=400))
def test_other_bytes_are_no_picture(data):
    with pytest.raises(OutsideFileError):
        read_codes(data)


@settings(max_examples=30)
@given(at=st.integers(8, 2000), byte=st.integers(0, 255))
def test_a_damaged_picture_is_refused_or_says_what_it_said(at, byte):
    data = bytearray(png(code_picture(CODE, pixels=3)))
    data[at % len(data)] = byte

    try:
        found = read_codes(bytes(data))
    except OutsideFileError:
        return

    assert found in ([CODE], [])


@given(digest=st.binary(min_size=32, max_size=32), name=st.text(max_size=30))
def test_what_stands_in_a_code_is_the_fingerprint(digest, name):
    assert fingerprint_in(code_of(Fingerprint(digest.hex()), name)) == digest.hex()


@given(text=st.text(max_size=80) | st.from_regex(r"INTAKE1:[A-Z2-7]{50,54}", fullmatch=True))
def test_any_other_text_is_no_fingerprint_or_has_one_spelling(text):
    found = fingerprint_in(text)

    assert found is None or code_of(found, "").startswith(text.rsplit(":", 1)[0][:8])
    assert found is None or text.split(":")[1] == code_of(found, "").split(":")[1]


@pytest.mark.parametrize("code", ["", "INTAKE2:" + CODE[8:], CODE.lower(), CODE[:-20], "HTTP://X"])
def test_a_code_of_something_else_is_none_of_a_card(code):
    assert fingerprint_in(code) is None
