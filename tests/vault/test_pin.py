from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake_app.vault.pin import TRIES, Pin, pin_problem


def test_the_right_digits_lift_the_cover_in_any_script():
    pin = Pin("472918")

    assert pin.check("472918")
    assert pin.check("\u0664\u0667\u0662\u0669\u0661\u0668")  # the same digits, as Arabic has them


def test_after_five_wrong_tries_the_right_digits_are_wrong_too():
    pin = Pin("472918")

    tries = [pin.check("111111") for _ in range(TRIES)]

    assert tries == [False] * 5
    assert pin.tries_left == 0
    assert not pin.check("472918")


def test_a_right_try_gives_the_tries_back():
    pin = Pin("472918")
    pin.check("999999")

    pin.check("472918")

    assert pin.tries_left == TRIES


@pytest.mark.parametrize("easy", ["000000", "123456", "654321", "567890", "098765"])
def test_digits_that_anyone_tries_first_are_not_taken(easy):
    assert pin_problem(easy) is not None


@pytest.mark.parametrize("no_pin", ["", "12345", "1234567", "abcdef", "12 345", "12345\u00b2"])
def test_a_pin_is_six_digits(no_pin):
    assert pin_problem(no_pin) is not None
    with pytest.raises(ValueError, match="not a usable PIN"):
        Pin(no_pin)


def test_a_pin_does_not_show_itself():
    pin = Pin("472918")

    assert "472918" not in repr(pin)
    assert "472918" not in str(vars(pin))


@settings(max_examples=10)
@given(st.text(max_size=12))
def test_any_text_can_be_tried(text):
    pin = Pin("472918")

    assert pin.check(text) is (text == "472918")


def test_a_pin_can_be_kept_as_a_slow_hash_and_comes_back_with_all_its_tries():
    pin = Pin("472918")
    pin.check("999999")

    again = Pin.restored(pin.stored())

    assert "472918" not in pin.stored()
    assert again.tries_left == TRIES
    assert again.check("472918")
    assert not again.check("472919")
