"""What may leave, and nothing else: from the ledger and the case to a referral's body.

The exporter reads the consent ledger alone (architecture, "Where a referral
goes"). An answer leaves only when its form gives it a field group, the newest
agreement for this receiver names that group, and nothing is said against the
field (docs/formats/consent.md, section 3).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from intake_app.domain.consent import moment_after, scope_for
from intake_app.domain.errors import ConsentMissingError
from intake_app.domain.form import QuestionKind
from intake_app.domain.referral import (
    FIELD_GROUPS,
    MOST_SENSITIVE,
    Referral,
    SharedAnswer,
    SharedForm,
    SharedGroup,
    SharingTerms,
    Urgency,
)
from intake_app.domain.sharing import FieldTick, Output, groups_for
from intake_app.i18n.catalog import Catalog
from intake_app.services.circumstances import circumstances_from
from intake_app.services.given_dates import given_dates, in_words
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
    from intake_app.domain.sharing import SharingScope
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


LISTED = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE})
"""Kinds of questions whose answers say nothing but what the form's author wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenField:
    """An answered question that may be agreed to leave.

    Attributes:
        form: Id of its form; "" for the worker's reading and the comment on it.
    """

    form: str
    view: QuestionView

    @property
    def is_most_sensitive(self) -> bool:
        """Whether it leaves by a tick of its own alone."""
        return self.view.sensitivity >= MOST_SENSITIVE

    def is_in(self, output: Output) -> bool:
        """Whether it can stand in an output at all: without a name only what is listed can."""
        return output is not Output.ANONYMOUS or self.view.kind in LISTED

    def tick(self, *, ticked: bool) -> FieldTick:
        """Return the person's word on it."""
        return FieldTick(form=self.form, node=self.view.node, ticked=ticked)


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


def grouped(contents: CaseContents, languages: Sequence[str]) -> dict[str, list[OpenField]]:
    """Return the answered questions by field group, in form order."""
    found: dict[str, list[OpenField]] = {group: [] for group in FIELD_GROUPS}
    for each in (contents, *contents.further):
        dates = given_dates(each.events)
        for node in dict.fromkeys((*each.session.answers(), *dates)):
            view = each.session.question(node, languages)
            is_there = view.value or view.state or node in dates
            if view.group in found and view.relevant and is_there:
                found[view.group].append(OpenField(form=each.interview.form_id, view=view))
    found[READING_GROUP].extend(
        OpenField(form="", view=view) for view in reading_views(contents.answers, languages)
    )
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
        at: The moment at which the ledger is read; when its latest record is later (a clock
            was set back), that record's.
        answer_to: How the receiver reaches the sender.
        for_person: Whether this is the person's own copy, which is written in
            their language in any case and never becomes a packet.

    Raises:
        ConsentMissingError: No agreement in force names this receiver.
    """
    now = moment_after(contents.consents, at)
    allowed = scope_for(contents.consents, receiver.fingerprint, at=now)
    if allowed is None:
        raise ConsentMissingError
    record, scope = allowed
    shown = _Shown(contents, scope.output, tells_languages="languages" in scope.groups)
    with_person = for_person or "languages" in scope.groups
    languages = languages_for(contents.interview.languages, receiver, with_person=with_person)
    fields = grouped(contents, languages)
    agreed = {
        group: [field for field in fields[group] if may_leave(field, group, scope)]
        for group in groups_for(contents.case.age, scope.output)
        if group in scope.groups
    }
    views = {group: [field.view for field in found] for group, found in agreed.items()}
    return Referral(
        reference="" if scope.output is Output.ANONYMOUS else contents.case.code,
        age=contents.case.age if "people" in agreed else None,
        urgency=Urgency(_first(views.get("need", ()), URGENCY_MEANING)),
        services=tuple(_first(views.get("need", ()), SERVICES_MEANING).split()),
        languages=_spoken(contents) if "languages" in agreed else (),
        groups=tuple(
            SharedGroup(
                group=group, answers=tuple(shown.answer(field, languages) for field in found)
            )
            for group, found in agreed.items()
            if found
        ),
        terms=terms_of(record, scope),
        form=_form_of(contents),
        forms=shown.forms(),
        answer_to=answer_to,
        circumstances=circumstances_from(
            views, is_adult="people" in agreed and not contents.case.age.is_protected
        ),
    ).with_used_forms()


def may_leave(field: OpenField, group: str, scope: SharingScope) -> bool:
    """Whether the scope lets one field of a group leave."""
    view = field.view
    return field.is_in(scope.output) and scope.lets(group, field.form, view.node, view.sensitivity)


def terms_of(record: ConsentRecord, scope: SharingScope) -> SharingTerms:
    """Return what the receiver is bound to, and on what ground it has it."""
    ground = record.ground
    return SharingTerms(
        consent=record.id,
        purpose=scope.purpose,
        until=scope.until,
        onward=scope.onward,
        no_authorities=scope.no_authorities,
        basis=record.basis,
        law="" if ground is None else ground.law,
        decided_by="" if ground is None else ground.decided_by,
        told=None if ground is None else ground.person_knows,
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


def _form_of(contents: CaseContents) -> SharedForm:
    definition = contents.session.definition
    return SharedForm(
        form_id=contents.interview.form_id,
        version=definition.version,
        logic_hash=definition.logic_hash,
        text_hash=definition.text_hash,
    )


def _spoken(contents: CaseContents) -> tuple[str, ...]:
    """Return the person's languages that were on the screen, in the order they came."""
    worker, *person = contents.interview.languages
    shown = [tag for event in contents.events for tag in event.shown_languages[:2]]
    return tuple(tag for tag in dict.fromkeys((*shown, *person)) if tag != worker)


def _first(views: Iterable[QuestionView], meaning: str) -> str:
    return next((view.value for view in views if view.meaning == meaning), "")


class _Shown:
    """Answers of one case as they leave."""

    def __init__(self, contents: CaseContents, output: Output, *, tells_languages: bool) -> None:
        self._first = contents
        self._tells_languages = tells_languages
        self._of_form = {each.interview.form_id: each for each in (contents, *contents.further)}
        self._number = {form: number for number, form in enumerate(self._of_form)}
        self._is_anonymous = output is Output.ANONYMOUS

    def forms(self) -> tuple[SharedForm, ...]:
        """Return the forms of further talks, in the order of the numbers that answers bear."""
        _, *further = self._of_form.values()
        return tuple(_form_of(each) for each in further)

    def answer(self, field: OpenField, languages: Sequence[str]) -> SharedAnswer:
        """Return one answer in words, with how it is known, through whom and when."""
        view = field.view
        contents = self._of_form.get(field.form, self._first)
        answer = contents.answers.get(view.node)
        words = _in_words(view, answer, languages)
        plain = SharedAnswer(
            form=self._number.get(field.form, 0),
            node=view.node,
            label=_by_language(view.labels),
            value=view.value,
            shown=words,
            state=view.state,
            basis=answer.basis if answer is not None else None,
            sensitivity=view.sensitivity,
        )
        if self._is_anonymous:
            return plain
        event = _event_of(contents, answer)
        heard, here = Heard(Journal(contents.events)), contents.interview.participants
        words = words | _translated(contents, view, languages)
        return replace(
            plain,
            shown=_dated(contents, view, words, languages),
            via=heard.alias_at(event, here) if event is not None else "",
            languages=self._on_screen(event),
            at=event.at if event is not None else None,
        )

    def _on_screen(self, event: Event | None) -> tuple[str, ...]:
        """Return what was on the screen, a relay's language included, where that may leave."""
        if event is None or not self._tells_languages:
            return ()
        return tuple(dict.fromkeys(event.shown_languages))


def _dated(
    contents: CaseContents, view: QuestionView, shown: Mapping[str, str], languages: Sequence[str]
) -> Mapping[str, str]:
    """Return the words with a date of another calendar beside them, in every language.

    What was said stands in each of them, so that nobody reads the days alone
    (docs/formats/packet.md, `shown`).
    """
    given = given_dates(contents.events).get(view.node)
    if given is None:
        return shown
    said = next(iter(shown.values()), "")
    tags = dict.fromkeys((*languages, *(tag for tag in shown if tag != UNDETERMINED)))
    return {tag: in_words(given, Catalog(tag), said=shown.get(tag, said)) for tag in tags}


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
    if view.kind in LISTED:
        chosen = view.value.split()
        labels = [option.labels for option in view.options if option.name in chosen]
        return {
            language: "; ".join(texts[index].text for texts in labels)
            for index, language in enumerate(languages)
            if all(not texts[index].is_missing for texts in labels)
        }
    language = (answer.language if answer is not None else "") or UNDETERMINED
    return {language: view.value}
