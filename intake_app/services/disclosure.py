"""What may leave, and nothing else: from the ledger and the case to a referral's body.

The exporter reads the consent ledger alone (architecture, "Where a referral
goes"). An answer leaves only when its form gives it a field group and the
newest agreement for this receiver names that group.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from intake_app.domain.consent import scope_for
from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.form import QuestionKind
from intake_app.domain.referral import (
    FIELD_GROUPS,
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingTerms,
    Urgency,
)
from intake_app.services.circumstances import circumstances_from
from intake_app.services.heard import Heard
from intake_app.services.journal import Journal
from intake_app.services.shared_reading import GROUP as READING_GROUP
from intake_app.services.shared_reading import reading_views

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from intake_app.domain.answer import Answer, Event
    from intake_app.domain.case import Case, Interview
    from intake_app.domain.consent import ConsentRecord
    from intake_app.domain.form import FormText, QuestionView
    from intake_app.domain.ids import Fingerprint, NodeRef
    from intake_app.xforms.session import FormSession

UNDETERMINED = "und"


class Receiver(Protocol):
    """Whoever something is disclosed to: an office's card, or a service without one."""

    @property
    def fingerprint(self) -> Fingerprint:
        """What stands for it in the ledger."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """Tags of the languages it reads."""
        ...


URGENCY_MEANING = "urgency"
SERVICES_MEANING = "services-wanted"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseContents:
    """All that is known of one conversation, before anyone asks what may leave.

    Attributes:
        further: Conversations of the same case on other forms.
    """

    case: Case
    interview: Interview
    session: FormSession
    answers: Mapping[NodeRef, Answer]
    events: Sequence[Event]
    consents: Sequence[ConsentRecord]
    further: tuple[CaseContents, ...] = ()


def grouped(contents: CaseContents, languages: Sequence[str]) -> dict[str, list[QuestionView]]:
    """Return the answered questions by field group, in form order."""
    found: dict[str, list[QuestionView]] = {group: [] for group in FIELD_GROUPS}
    for each in (contents, *contents.further):
        for node in each.session.answers():
            view = each.session.question(node, languages)
            if view.group in found and view.relevant and (view.value or view.state):
                found[view.group].append(view)
    found[READING_GROUP].extend(reading_views(contents.answers, languages))
    return found


def disclose(
    contents: CaseContents,
    receiver: Receiver,
    *,
    at: datetime,
    answer_to: str,
    for_person: bool = False,
) -> Referral:
    """Return exactly what the ledger lets leave for `receiver` at the moment `at`.

    Args:
        contents: The conversation and its ledger.
        receiver: Whose card it is made for.
        at: The moment at which the ledger is read.
        answer_to: How the receiver reaches the sender.
        for_person: Whether this is the person's own copy, which is written in
            their language in any case and never becomes a packet.

    Raises:
        ConsentMissingError: No agreement in force names this receiver.
    """
    allowed = scope_for(contents.consents, receiver.fingerprint, at=at)
    if allowed is None:
        raise ConsentMissingError
    record, scope = allowed
    with_person = for_person or "languages" in scope.groups
    languages = languages_for(contents.interview.languages, receiver, with_person=with_person)
    agreed = {
        group: views
        for group, views in grouped(contents, languages).items()
        if group in scope.groups
    }
    definition = contents.session.definition
    return Referral(
        reference=contents.case.code,
        age=contents.case.age if "people" in scope.groups else None,
        urgency=Urgency(_first(agreed.get("need", ()), URGENCY_MEANING)),
        services=tuple(_first(agreed.get("need", ()), SERVICES_MEANING).split()),
        languages=_spoken(contents) if "languages" in scope.groups else (),
        groups=tuple(
            SharedGroup(
                group=group, answers=tuple(_shared(contents, view, languages) for view in views)
            )
            for group, views in agreed.items()
            if views
        ),
        terms=SharingTerms(
            consent=record.id,
            purpose=scope.purpose,
            until=scope.until,
            onward=scope.onward,
            no_authorities=scope.no_authorities,
        ),
        form=SharedForm(
            form_id=contents.interview.form_id,
            version=definition.version,
            logic_hash=definition.logic_hash,
            text_hash=definition.text_hash,
        ),
        answer_to=answer_to,
        circumstances=circumstances_from(agreed),
    )


def languages_for(
    conversation: Sequence[str], receiver: Receiver, *, with_person: bool
) -> tuple[str, ...]:
    """Return the languages a referral is written in, each once: the worker's, the receiver's.

    The person's own language stands in it only when the person agreed to share
    it: a label in Tigrinya says as much as the word "Tigrinya".
    """
    person = tuple(conversation[1:]) if with_person else ()
    return tuple(dict.fromkeys((*conversation[:1], *receiver.languages, *person)))


def _spoken(contents: CaseContents) -> tuple[str, ...]:
    """Return the person's languages that were on the screen, in the order they came."""
    worker, *person = contents.interview.languages
    shown = [tag for event in contents.events for tag in event.shown_languages[:2]]
    return tuple(tag for tag in dict.fromkeys((*shown, *person)) if tag != worker)


def _first(views: Iterable[QuestionView], meaning: str) -> str:
    return next((view.value for view in views if view.meaning == meaning), "")


def _shared(contents: CaseContents, view: QuestionView, languages: Sequence[str]) -> SharedAnswer:
    every = (contents, *contents.further)
    contents = next((each for each in every if view.node in each.answers), contents)
    answer = contents.answers.get(view.node)
    event = _event_of(contents, answer)
    heard = Heard(Journal(contents.events))
    here = contents.interview.participants
    return SharedAnswer(
        node=view.node,
        label=_by_language(view.labels),
        value=view.value,
        shown=_in_words(view, answer, languages) | _translated(contents, view, languages),
        state=view.state,
        basis=answer.basis if answer is not None else None,
        via=heard.alias_at(event, here) if event is not None else "",
        at=event.at if event is not None else None,
        sensitivity=view.sensitivity,
    )


def _event_of(contents: CaseContents, answer: Answer | None) -> Event | None:
    if answer is None or answer.seq == 0:
        return None
    return next((event for event in contents.events if event.seq == answer.seq), None)


def _by_language(texts: Iterable[FormText]) -> dict[str, str]:
    return {text.language: text.text for text in texts}


def _translated(
    contents: CaseContents, view: QuestionView, languages: Sequence[str]
) -> dict[str, str]:
    """Return the translation of a free text beside it, if the referral is in its language."""
    made = Journal(contents.events).translation_of(view.node)
    answer = contents.answers.get(view.node)
    if made is None or answer is None or made.language not in languages:
        return {}
    return {} if made.language == answer.language else {made.language: made.value}


def _in_words(
    view: QuestionView, answer: Answer | None, languages: Sequence[str]
) -> dict[str, str]:
    if not view.value:
        return {}
    if view.kind in {QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE}:
        chosen = view.value.split()
        labels = [option.labels for option in view.options if option.name in chosen]
        return {
            language: "; ".join(texts[index].text for texts in labels)
            for index, language in enumerate(languages)
            if all(not texts[index].is_missing for texts in labels)
        }
    language = (answer.language if answer is not None else "") or UNDETERMINED
    return {language: view.value}
