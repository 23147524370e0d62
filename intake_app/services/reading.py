"""What a conversation reads of its form: topics, questions, their wording and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.errors import FormError
from intake_app.domain.ids import NodeRef
from intake_app.domain.message import M
from intake_app.services.further import without_carried
from intake_app.services.numbers import numbers_of
from intake_app.xforms.tree import generic_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.domain.form import QuestionView, TopicView, Write
    from intake_app.services.local_wording import Rewording
    from intake_app.xforms.session import FormSession


class ReadsTheForm:
    """The reading half of a conversation; nothing here changes anything.

    Attributes:
        rewording: The local wordings laid over the form's texts.
    """

    rewording: Rewording
    _carried: frozenset[NodeRef]
    _checked: dict[tuple[str, ...], bool]

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages on the screen, leading one first (BCP 47)."""
        raise NotImplementedError

    @property
    def _session(self) -> FormSession:
        raise NotImplementedError

    @property
    def form_languages(self) -> tuple[str, ...]:
        """The languages the form is written in."""
        return tuple(self._session.languages)

    def topics(self) -> tuple[TopicView, ...]:
        """Return the topics with something to ask, in form order."""
        return self.topics_in(self.languages)

    def topics_in(self, languages: Sequence[str]) -> tuple[TopicView, ...]:
        """Return the same topics, with their names in the languages given."""
        topics = without_carried(self._session.outline(languages), self._carried)
        return tuple(t for t in topics if t.pages or t.repeats)

    def node_named(self, name: str) -> NodeRef:
        """Return the node of the question that the form calls `name`, outside repeats.

        Raises:
            FormError: There is no such question.
        """
        for path, definition in self._session.definition.nodes.items():
            if definition.name == name and not definition.in_repeat:
                return NodeRef(path)
        raise FormError(M("There is no such question in this form."))

    def node_meaning(self, meaning: str) -> NodeRef | None:
        """Return the question of that meaning, the same in every form; None when there is none."""
        nodes = self._session.definition.nodes.items()
        found = (path for path, definition in nodes if definition.ours.get("meaning") == meaning)
        return next((NodeRef(path) for path in found), None)

    def question(self, node: NodeRef) -> QuestionView:
        """Return a question in the languages of the moment."""
        return self.question_in(node, self.languages)

    def question_in(self, node: NodeRef, languages: Sequence[str]) -> QuestionView:
        """Return a question in the languages given, local wording laid over."""
        view = self._session.question(node, languages)
        return self.rewording.applied(view, languages, lambda: self.source_of(node))

    def number(self, node: NodeRef) -> str:
        """Return what a question is called by aloud ("2.3"), or ""."""
        return numbers_of(self._session.definition).get(generic_path(node), "")

    def source_of(self, node: NodeRef) -> QuestionView:
        """Return a question in the form's own language, as its author wrote it."""
        return self._session.question(node, (self._session.definition.default_language,))

    def answers(self) -> Mapping[NodeRef, Write]:
        """Return every stored value and state of the form."""
        return self._session.answers()

    def is_wording_checked(self) -> bool:
        """Whether every question has a checked wording in the languages of the moment.

        Looked up once for each pair of languages: a form's wording does not
        change during a conversation.
        """
        if self.languages not in self._checked:
            self._checked[self.languages] = all(
                text.reviewed and not text.is_missing
                for node in self._session.questions()
                for text in self.question(node).labels
            )
        return self._checked[self.languages]
