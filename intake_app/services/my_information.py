"""My information: everything written about a person and who has it, for the person to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.answer import Basis, EventKind, Origin
from intake_app.domain.consent import ConsentItem, ConsentKind, word_on
from intake_app.domain.errors import StoreError
from intake_app.domain.form import FormText, QuestionKind
from intake_app.domain.message import M
from intake_app.domain.my_information import Entry, MyInformation, WrittenTopic
from intake_app.i18n.catalog import Catalog
from intake_app.services.agreement import how_explained
from intake_app.services.further import reopen
from intake_app.services.given_dates import given_dates, in_words
from intake_app.services.holders import holders_of
from intake_app.services.journal import Journal
from intake_app.services.own_copy_record import copies_among
from intake_app.services.printing import WORDING
from intake_app.services.words import ITEMS
from intake_app.services.written_beside import orders_beside, readings_beside, topic_beside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from intake_app.domain.answer import Answer, Event
    from intake_app.domain.form import QuestionView, TopicView
    from intake_app.domain.ids import CaseId, InterviewId, NodeRef
    from intake_app.domain.repositories import Unit
    from intake_app.services.disclosure import CaseContents
    from intake_app.services.workplace import Workplace

COMPLAIN_TO: Final = "complain-to"
"""The setting with an address, independent of the office, for complaints about it."""

_BESIDE = frozenset({EventKind.NOTE, EventKind.UNCLEAR})
_CHOICES = frozenset({QuestionKind.SELECT_ONE, QuestionKind.SELECT_MULTIPLE})


class MyInformationDesk:
    """Reads what is written for the person it is about. The methods block."""

    def __init__(self, place: Workplace) -> None:
        self._place = place

    def read(self, case_id: CaseId, also: Sequence[str] = ()) -> MyInformation:
        """Return everything, in the person's language and the worker's.

        Args:
            case_id: The person's case.
            also: Tags of other languages to read it in.

        Raises:
            StoreError: Nothing is written about such a person.
        """
        now = self._place.clock.now()
        ids = self._place.do(lambda unit: [i.id for i in unit.interviews.of_case(case_id)])
        if not ids:
            raise StoreError(M("Nothing is written down here."), hint=None)
        contents = [self._place.read_interview(interview_id) for interview_id in ids]
        worker, *person = contents[-1].interview.languages
        languages = tuple(dict.fromkeys((*reversed(person), worker, *also)))
        topics: list[WrittenTopic] = []
        impressions: list[Entry] = []
        for one in contents:
            for topic in _topics(one, languages):
                told = tuple(e for e in topic.entries if not e.is_impression)
                impressions += [e for e in topic.entries if e.is_impression]
                if told:
                    topics.append(WrittenTopic(labels=topic.labels, entries=told))
        agreements = [r for r in contents[-1].consents if r.kind is ConsentKind.AGREEMENT]
        words = [r.in_own_words for r in agreements if r.in_own_words]
        explained = [r.text for r in agreements if ConsentItem.TALK in r.items]
        child = [event for one in contents for event in Journal(one.events).child_said()]

        def work(unit: Unit) -> MyInformation:
            beside = (unit, case_id, ids[-1], languages)
            also_written = [t for t in (topic_beside(*beside), orders_beside(*beside)) if t.entries]
            readings = readings_beside(*beside)
            return MyInformation(
                languages=languages,
                topics=(*topics, *also_written),
                impressions=(*impressions, *readings),
                agreed={item: word_on(agreements, item) for item in ConsentItem},
                in_own_words=words[-1] if words else "",
                holders=holders_of(unit, case_id, at=now, for_person=True),
                made=now,
                complain_to=unit.settings.get(COMPLAIN_TO),
                explained=how_explained(explained[-1]) if explained else None,
                told=tuple(_as_said(event) for event in child),
                copies=copies_among(unit.remarks.of_case(case_id)),
            )

        return self._place.do(work)

    def open_for_correction(self, interview_id: InterviewId) -> None:
        """Let a finished conversation be corrected; what was said before stays in its journal.

        Raises:
            StoreError: There is no such conversation.
        """
        self._place.do(lambda unit: reopen(unit, interview_id))

    def pdf(self, case_id: CaseId, tag: str) -> bytes:
        """Return the person's copy as a PDF in one language; the same values, the same bytes.

        Raises:
            RuntimeError: There is no `QGuiApplication`, which setting text needs.
            StoreError: Nothing is written about such a person.
        """
        from intake_app.report.my_information_pdf import (  # noqa: PLC0415 - not at start
            my_information_pdf,
        )

        found = self.read(case_id, (tag,))
        return my_information_pdf(found, catalog=Catalog(tag), wording=WORDING, items=ITEMS)


def _topics(contents: CaseContents, languages: Sequence[str]) -> Iterator[WrittenTopic]:
    """Give what stands under each topic; also what is not asked any more, for it is kept."""
    outline = contents.session.outline(languages)
    placed: dict[NodeRef, list[Entry]] = {topic.node: [] for topic in outline}
    rest: list[Entry] = []
    dates = given_dates(contents.events)
    noted = [e.node for e in contents.events if e.kind in _BESIDE and e.node is not None]
    for node in dict.fromkeys((*contents.session.answers(), *dates, *noted)):
        view = contents.session.question(node, languages)
        answer = contents.answers.get(node)
        if not _is_told(view, answer, is_beside=node in dates or node in noted):
            continue
        topic = _topic_of(node, outline)
        is_noted = topic is not None and topic.is_notes
        entry = _entry(contents, view, answer, languages, is_noted=is_noted)
        (placed[topic.node] if topic is not None else rest).append(entry)
    for topic in outline:
        yield WrittenTopic(labels=topic.labels, entries=tuple(placed[topic.node]))
    yield WrittenTopic(labels=(), entries=tuple(rest))


def _is_told(view: QuestionView, answer: Answer | None, *, is_beside: bool) -> bool:
    """Whether anybody put it there: what a form works out says nothing new."""
    if not (view.value or view.state or is_beside) or not view.labels or view.filled:
        return False
    by_nobody = answer is not None and answer.origin in {Origin.CALCULATED, Origin.DEFAULT}
    return is_beside or not by_nobody


def _topic_of(node: NodeRef, outline: Sequence[TopicView]) -> TopicView | None:
    asked = next((t for t in outline if any(node in page.nodes for page in t.pages)), None)
    if asked is not None:
        return asked
    under = [t for t in outline if not t.is_notes and node.startswith(f"{t.node}/")]
    return max(under, key=lambda topic: len(topic.node), default=None)


def _entry(
    contents: CaseContents,
    view: QuestionView,
    answer: Answer | None,
    languages: Sequence[str],
    *,
    is_noted: bool,
) -> Entry:
    basis = answer.basis if answer is not None else None
    journal = Journal(contents.events)
    translation = journal.translation_of(view.node) if view.value else None
    unclear = journal.notes_on(view.node, EventKind.UNCLEAR)
    return Entry(
        interview_id=contents.interview.id,
        node=view.node,
        labels=view.labels,
        shown=_dated(contents, view, _shown(view, answer, languages), languages),
        state=view.state,
        basis=basis,
        group=view.group,
        notes=tuple(note.value for note in journal.notes_on(view.node)),
        translation=_as_said(translation) if translation is not None else None,
        not_understood=tuple(note.value for note in unclear),
        is_impression=basis is Basis.IMPRESSION or (is_noted and basis is not Basis.SAID),
    )


def _as_said(event: Event) -> FormText:
    """Return words of people, in the language they are in."""
    language = event.language or "und"
    return FormText(asked=language, language=language, text=event.value)


def _dated(
    contents: CaseContents,
    view: QuestionView,
    shown: tuple[FormText, ...],
    languages: Sequence[str],
) -> tuple[FormText, ...]:
    """Return the words with a date of another calendar beside what was said."""
    given = given_dates(contents.events).get(view.node)
    if given is None:
        return shown
    said = shown[0].text if shown else ""
    catalogs = (Catalog(tag) for tag in languages)
    return tuple(
        FormText(asked=c.tag, language=c.tag, text=in_words(given, c, said=said)) for c in catalogs
    )


def _shown(
    view: QuestionView, answer: Answer | None, languages: Sequence[str]
) -> tuple[FormText, ...]:
    """Return the answer in words: of choices in every language, of people as said."""
    if not view.value:
        return ()
    if view.kind in _CHOICES:
        chosen = view.value.split()
        labels = {option.name: option.labels for option in view.options}
        if all(name in labels for name in chosen):
            return tuple(
                _joined([labels[name][index] for name in chosen], Catalog(tag), tag)
                for index, tag in enumerate(languages)
            )
    language = (answer.language if answer is not None else "") or "und"
    return (FormText(asked=language, language=language, text=view.value),)


def _joined(texts: Sequence[FormText], catalog: Catalog, tag: str) -> FormText:
    words = catalog.formats.listing([text.text for text in texts])
    return FormText(asked=tag, language=texts[0].language, text=words)
