"""The program's own words for what is made of what was shared, and who knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import M
from intake_app.domain.sharing import Output, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from intake_app.domain.message import Message

OUTPUTS: Mapping[Output, Message] = {
    # Translators: what is made for an office from what somebody said; on buttons.
    Output.FULL: M("All they say yes to"),
    Output.NEEDS: M("Only what is needed"),
    Output.ANONYMOUS: M("Without saying who"),
}

TOLD: Mapping[Told, Message] = {
    # Translators: whether the person knows that something leaves without their yes.
    Told.YES: M("Yes, they know"),
    Told.LATER: M("Not yet: we will tell them"),
    Told.UNSAFE: M("No: telling would put somebody in danger"),
}
