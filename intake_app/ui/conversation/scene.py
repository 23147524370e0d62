"""What every part of the flow works with: one conversation, its screens and their stage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from intake_app.services.profiles import OpenProfile
    from intake_app.ui.conversation.opening.draft import Draft
    from intake_app.ui.conversation.room import Room
    from intake_app.ui.conversation.stage import Stage
    from intake_app.ui.language import LanguageSwitch
    from intake_app.ui.surroundings import Surroundings


@dataclass(slots=True, kw_only=True, weakref_slot=True)  # Qt holds its methods weakly
class Scene:
    """The state that the parts of the flow share.

    Attributes:
        draft: What the opening screens have found out, while they are in sight.
        room: The room, from the first question to the end of the conversation.
    """

    surroundings: Surroundings
    profile: OpenProfile
    stage: Stage
    draft: Draft | None = None
    room: Room | None = None

    @property
    def language(self) -> LanguageSwitch:
        """The language of the moment."""
        return self.surroundings.language

    def languages(self) -> tuple[str, ...]:
        """Return the languages of the conversation as far as known: the worker's, the person's."""
        if self.room is not None:
            return self.room.live.interview.languages
        if self.draft is not None:
            return self.draft.languages
        return (self.language.language.tag,)

    def settle(self) -> None:
        """Have everything kept that is typed so far."""
        self.stage.settle()

    def back_to_room(self) -> None:
        """Show the room again, if there is one."""
        if self.room is not None:
            self.stage.show_screen(self.room)
            self.room.start()
