"""A call that says more than it seems to: whom a worker calls who is not safe, and with what words.

Agreed beforehand with a colleague and kept inside the encrypted store. The
program sends nothing and alerts nobody: it has no network (domain brief, A,
"Worker is unsafe too"). It only shows, on one key, what to say on one's own phone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from intake_app.services.profiles import OpenProfile

NAME: Final = "quiet-call-name"
NUMBER: Final = "quiet-call-number"
WORDS: Final = "quiet-call-words"
THEN: Final = "quiet-call-then"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietCall:
    """What was agreed; each "" where nothing was.

    Attributes:
        name: The colleague, as the card may show them.
        number: Their number.
        words: What is said; to anyone else an everyday question.
        then: What the colleague does then. Never shown on the card.
    """

    name: str = ""
    number: str = ""
    words: str = ""
    then: str = ""

    @property
    def can_be_made(self) -> bool:
        """Whether there is somebody to call."""
        return bool(self.name or self.number)


def quiet_call(profile: OpenProfile) -> QuietCall:
    """Return what was agreed; blocks, and writes nothing."""
    return QuietCall(
        name=profile.setting(NAME),
        number=profile.setting(NUMBER),
        words=profile.setting(WORDS),
        then=profile.setting(THEN),
    )


def keep_quiet_call(profile: OpenProfile, call: QuietCall) -> None:
    """Keep what was agreed; blocks."""
    for setting, text in (
        (NAME, call.name),
        (NUMBER, call.number),
        (WORDS, call.words),
        (THEN, call.then),
    ):
        profile.set_setting(setting, text.strip())
