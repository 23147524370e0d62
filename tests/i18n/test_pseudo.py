from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.message import MN, M
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.pseudo import longest, right_to_left


def test_the_long_language_is_accented_and_keeps_its_values():
    assert Catalog("en-XA").text(M("Saved {who}", who="Anna")).startswith("[Šåvéd Anna")


def test_the_right_to_left_language_is_one():
    catalog = Catalog("ar-XB")

    assert catalog.language.is_rtl
    assert catalog.text(MN("{count} file", "{count} files", 2)) == "2 \u202efiles\u202c"


@given(st.text(alphabet=st.characters(exclude_characters="{}"), min_size=1, max_size=200))
def test_pseudo_texts_are_longer_and_never_lose_the_text(text):
    assert len(longest(text)) >= len(text) * 1.4
    assert right_to_left(text).replace("\u202e", "").replace("\u202c", "") == text.replace(
        "\u202e", ""
    ).replace("\u202c", "")
