import pytest

from intake_app.ui.palette import DARK, HIGH_CONTRAST, LIGHT, Token, contrast, qt_palette

LOOKS = pytest.mark.parametrize(
    "look", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "contrast"]
)


def test_the_contrast_of_black_and_white_is_the_largest():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@LOOKS
@pytest.mark.parametrize("ink", ["ink", "soft_ink", "accent"])
@pytest.mark.parametrize("ground", ["ground", "panel"])
def test_text_stands_out_seven_to_one(look, ink, ground):
    assert contrast(getattr(look, ink), getattr(look, ground)) >= 7


@LOOKS
def test_what_is_selected_can_be_read_as_well(look):
    assert contrast(look.ink, look.tint) >= 7
    assert contrast(look.accent, look.tint) >= 4.5


@LOOKS
@pytest.mark.parametrize("ground", ["ground", "panel"])
def test_edges_of_controls_stand_out_three_to_one(look, ground):
    assert contrast(look.edge, getattr(look, ground)) >= 3


@LOOKS
def test_words_on_the_accent_and_of_caution_stand_out(look):
    assert contrast(look.on_accent, look.accent) >= 7
    assert contrast(look.caution, look.caution_ground) >= 7
    assert contrast(look.danger, look.ground) >= 7


@LOOKS
@pytest.mark.parametrize("ground", ["ground", "panel", "tint"])
def test_words_of_caution_can_be_read_outside_their_own_ground(look, ground):
    assert contrast(look.caution, getattr(look, ground)) >= 7
    assert contrast(look.danger, getattr(look, ground)) >= 7


def test_in_high_contrast_everything_that_is_read_stands_out_seven_to_one_on_every_ground():
    look = HIGH_CONTRAST
    inks = [look.ink, look.soft_ink, look.accent, look.caution, look.danger]
    lines = [look.edge, look.hairline]

    for ground in (look.ground, look.panel, look.tint, look.caution_ground):
        assert min(contrast(ink, ground) for ink in (*inks, *lines)) >= 7
    assert contrast(look.on_accent, look.accent) >= 7


@LOOKS
def test_every_token_reaches_a_role_of_its_own(qapp, look):
    palette = qt_palette(look)

    assert len({token.value for token in Token}) == len(Token)
    for token in Token:
        assert palette.color(token.value).name().upper() == look.of(token)
