"""How to reach a receiver by voice: no number falls to pieces in any language."""

from __future__ import annotations

from datetime import UTC, datetime

from intake_app.domain.ids import ConsentId, Fingerprint
from intake_app.domain.my_information import Holder
from intake_app.ui.person.words import call_words


def test_each_number_stands_whole_beside_words_of_another_direction():
    holder = Holder(
        recipient=Fingerprint("r"),
        name="House B",
        consent_id=ConsentId("c"),
        groups=(),
        purpose="",
        until=datetime(2027, 1, 1, tzinfo=UTC),
        onward=False,
        in_force=True,
        phones=("+351 210 555 060", "800 555"),
        answer_to="سلمى",
    )

    how = dict(call_words(holder).values)["how"]

    assert how == (
        "\u2068+351\u00a0210\u00a0555\u00a0060\u2069 \u00b7 \u2068800\u00a0555\u2069"
        " \u00b7 \u2068سلمى\u2069"
    )
