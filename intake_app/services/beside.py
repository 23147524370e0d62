"""What is written into the journal beside the answers; none of it changes one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.answer import EventKind

if TYPE_CHECKING:
    from intake_app.domain.given_date import GivenDate
    from intake_app.domain.ids import NodeRef
    from intake_app.services.acts import Pending


class BesideTheForm:
    """Acts of a conversation that leave the form as it is."""

    def note(
        self, node: NodeRef, text: str, *, language: str = "", kind: EventKind = EventKind.NOTE
    ) -> Pending:
        """Write beside a question: a note, or what was `UNCLEAR`; never overwritten."""
        return self._write(kind, node=node, value=text, language=language)

    def translate(self, node: NodeRef, text: str, *, language: str) -> Pending:
        """Write a translation beside the present text of a question; the text stays."""
        return self._write(EventKind.TRANSLATION, node=node, value=text, language=language)

    def give_date(self, node: NodeRef, given: GivenDate | None) -> Pending:
        """Keep a date of another calendar beside a question; None takes it back."""
        return self._write(EventKind.CALENDAR, node=node, value=given.written() if given else "")

    def acted_in_danger(self, action: str) -> Pending:
        """Note what was done in an emergency, and when; `action` is a code, never words."""
        return self._write(EventKind.DANGER, value=action)

    def write_down_disclosure(self, words: str, *, language: str) -> Pending:
        """Write down what a child told, in the child's own words."""
        return self._write(EventKind.DISCLOSURE, value=words, language=language)

    def ask_again(self, node: NodeRef, *, on: bool) -> Pending:
        """Put a question on the list of what to ask again, or take it off; no answer changes."""
        return self._write(EventKind.ASK_AGAIN, node=node, value="yes" if on else "")

    def concern(self, text: str) -> Pending:
        """Note for the lead only what is wrong with who interprets; it is never shared."""
        return self._write(EventKind.CONCERN, value=text)

    def _write(
        self, kind: EventKind, *, node: NodeRef | None = None, value: str = "", language: str = ""
    ) -> Pending:
        raise NotImplementedError
