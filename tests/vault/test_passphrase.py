from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import UsageError
from intake_app.vault.passphrase import as_secret, generate, generated_bits, strength, words
from tests.simulators import SeededRandom


@given(st.integers())
def test_a_generated_passphrase_is_six_known_words_and_very_good(seed):
    found = generate(SeededRandom(seed))

    assert len(found.split(" ")) == 6
    assert set(found.split(" ")) <= set(words())
    assert strength(found).score >= 3


def test_the_words_can_be_told_apart_by_their_first_four_letters():
    assert len({word[:4] for word in words()}) == len(words())
    assert len(words()) >= 1296
    assert generated_bits() > 64


@pytest.mark.parametrize("word", ["victim", "trafficker", "case", "police", "border", "slave"])
def test_no_word_tells_what_the_program_is_for(word):
    assert word not in words()


@pytest.mark.parametrize(
    ("text", "score"),
    [("", 0), ("password", 0), ("intake2026!", 1), ("correct horse battery staple", 4)],
)
def test_the_meter_is_honest_about_known_passphrases(text, score):
    assert strength(text).score == score


@given(st.text(max_size=200))
def test_the_meter_judges_any_text(text):
    assert 0 <= strength(text).score <= 4


def test_the_same_passphrase_on_another_keyboard_is_the_same_passphrase():
    typed_on_a_mac = "cafe\u0301\u00a0noir"
    typed_elsewhere = "  caf\u00e9 noir\n"

    assert as_secret(typed_on_a_mac) == as_secret(typed_elsewhere)
    assert as_secret("Cafe noir") != as_secret("cafe noir")


@pytest.mark.parametrize("nothing", ["", "   ", "\u2003\n"])
def test_an_empty_passphrase_is_refused(nothing):
    with pytest.raises(UsageError):
        as_secret(nothing)


def test_the_meter_is_not_loaded_before_it_is_needed():
    program = "import sys, intake_app.vault.vault, intake_app.vault.passphrase as p;"
    program += "sys.exit('zxcvbn' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
