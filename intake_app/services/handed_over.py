"""Receivers without the program: a sheet of paper, or a call, of just what was agreed.

What leaves is decided where it is for files, too: from the ledger, by
`services.disclosure`. The agreement, what was given and the audit entry are one
unit, so that nothing is given that the ledger does not know of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from intake_app.domain.consent import moment_after
from intake_app.domain.directory import Way
from intake_app.domain.errors import ConsentMissingError, StoreError
from intake_app.domain.handed_over import HandedOver, HandState
from intake_app.domain.ids import new_id
from intake_app.domain.message import M
from intake_app.i18n.catalog import Catalog
from intake_app.i18n.languages import Review
from intake_app.i18n.languages import language as language_of
from intake_app.report.phone_script import after_it, before_it, phone_lines
from intake_app.services.disclosure import disclose, languages_for
from intake_app.services.partnership import refuse_without_agreement
from intake_app.services.printing import MAX_LANGUAGES, WORDING
from intake_app.services.sharing import Sharing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import date

    from intake_app.domain.consent import Manner, TextOfRecord
    from intake_app.domain.directory import Service
    from intake_app.domain.handed_over import AnsweredBy
    from intake_app.domain.ids import CaseId, Fingerprint
    from intake_app.domain.message import Message
    from intake_app.domain.referral import Referral
    from intake_app.domain.repositories import Unit
    from intake_app.domain.sharing import OtherGround, SharingScope
    from intake_app.services.contacts import Contacts
    from intake_app.services.disclosure import CaseContents
    from intake_app.services.ledger import Ledger
    from intake_app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """A service in the place of an office's card, for the one way that decides what leaves.

    Attributes:
        fingerprint: What stands for it in the ledger.
        languages: What it reads, without the person's: a sheet in Tigrinya says
            as much as the word (see `disclosure.languages_for`).
        needs: The field groups it asks for.
    """

    name: str
    fingerprint: Fingerprint
    languages: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutCard:
    """A service where an office's contact is asked for: it has no card that could be checked."""

    card: Addressee
    service: Service


def receiver_of(service: Service, conversation: Sequence[str]) -> WithoutCard:
    """Return a service as a receiver of what was said in a conversation.

    Args:
        service: The service.
        conversation: BCP 47 tags: the worker's, then the person's.
    """
    read = tuple(
        tag
        for tag in service.languages
        if tag not in conversation and language_of(tag).review is not Review.NONE
    )
    card = Addressee(
        name=service.name, fingerprint=service.recipient, languages=read, needs=service.asks
    )
    return WithoutCard(card=card, service=service)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What is said in a call.

    Attributes:
        opening: Who calls.
        closing: What they are bound to, and the question.
    """

    handed: HandedOver
    opening: Message
    closing: tuple[Message, ...]


class HandingOver:
    """Sheets and calls of one profile. The methods block; call them off the screen's thread."""

    def __init__(self, place: Workplace, contacts: Contacts, ledger: Ledger) -> None:
        self._place = place
        self._contacts = contacts
        self._sharing = Sharing(place, ledger)

    def receivers(self) -> Sequence[Service]:
        """Return the services that can be given something on paper or by phone, by name."""
        services = self._place.do(lambda unit: unit.services.all())
        return [s for s in services if {Way.PAPER, Way.PHONE} & set(s.ways)]

    def begin(  # noqa: PLR0913 - one agreement has these parts
        self,
        case_id: CaseId,
        service: Service,
        way: Way,
        scope: SharingScope,
        *,
        manner: Manner,
        text: TextOfRecord,
        language: str,
        ground: OtherGround | None = None,
    ) -> HandedOver:
        """Write down the agreement and what it lets be given, in one unit.

        A call has begun and nothing is said yet; a sheet is given as a whole.

        Args:
            case_id: Whose.
            service: For whom.
            way: On paper or by phone.
            scope: What may be given.
            manner: How the person agreed; of no account with a ground.
            text: What was explained; of no account with a ground.
            language: Of the worker, for the lines of a call.
            ground: Why it is given without the person's agreement, or None.

        Raises:
            ConsentMissingError: Nothing was agreed to, it names another service, or
                the case does not allow one of the groups (child defaults).
            GroundMissingError: What must be said of a ground is not said.
            PartnershipError: It needs an agreement between the organisations, and none covers it.
        """
        contents = self._place.read_case(case_id)
        if scope.recipient != service.recipient:
            raise ConsentMissingError
        if ground is None:
            record = self._sharing.agreed(contents, scope, manner, text)
        else:
            record = self._sharing.decided(contents, scope, ground)
        now = record.at
        with_it = replace(contents, consents=(*contents.consents, record))
        addressee = receiver_of(service, contents.interview.languages).card
        # Whoever reads the lines aloud need not have led the conversation in that language.
        readable = replace(addressee, languages=(*addressee.languages, language))
        referral = self._disclose(with_it, readable)
        is_paper = way is Way.PAPER
        handed = HandedOver(
            id=new_id(self._place.random),
            case_id=case_id,
            consent_id=record.id,
            at=now,
            way=way,
            state=HandState.GIVEN if is_paper else HandState.BEGUN,
            service=service.id,
            name=service.name,
            lines=tuple(
                replace(line, said=is_paper)
                for line in phone_lines(referral, Catalog(language), WORDING)
            ),
        )

        def work(unit: Unit) -> None:
            refuse_without_agreement(unit, service.recipient, referral, self._today())
            self._sharing.keep(unit, record)
            details = {"case": case_id, "consent": record.id, "way": way.value}
            audit_n = unit.audit.append("handed-over", handed.id, details)
            unit.handed_over.add(handed, audit_n)

        self._place.do(work)
        return handed

    def script(self, handed: HandedOver, language: str) -> Script:
        """Return what to say around the lines of a call.

        Raises:
            ConsentMissingError: The person has taken the agreement back.
        """
        contents = self._place.read_case(handed.case_id)
        referral = self._disclose(contents, self._addressee(handed, contents))
        return Script(
            handed=handed,
            opening=before_it(referral, self._sender()),
            closing=after_it(referral, Catalog(language)),
        )

    def sheet(self, handed: HandedOver) -> bytes:
        """Return the sheet as a PDF; the same agreement gives the same bytes.

        It is in our language and those of the service; in the person's only when
        the person agreed that their languages may be known.

        Raises:
            RuntimeError: There is no `QGuiApplication`, which setting text needs.
            ConsentMissingError: The person has taken the agreement back.
        """
        from intake_app.report.referral_pdf import referral_pdf  # noqa: PLC0415 - not at start

        contents = self._place.read_case(handed.case_id)
        addressee = self._addressee(handed, contents)
        referral = self._disclose(contents, addressee)
        talked, with_person = contents.interview.languages, bool(referral.languages)
        tags = languages_for(talked, addressee, with_person=with_person)
        return referral_pdf(
            referral,
            made=handed.at,
            sender=self._sender(),
            receiver=handed.name,
            catalogs=[Catalog(tag) for tag in tags[:MAX_LANGUAGES]],
            wording=WORDING,
        )

    def say(self, handed_id: str, said: Collection[int]) -> HandedOver:
        """Note which lines of a call were said, by their numbers; kept at once.

        Raises:
            StoreError: There is no such call.
        """
        return self._change(
            handed_id,
            "said",
            lambda known: replace(
                known,
                lines=tuple(replace(line, said=n in said) for n, line in enumerate(known.lines)),
            ),
        )

    def given(self, handed_id: str) -> HandedOver:
        """Note that a call is over; no answer yet."""
        return self._change(handed_id, "given", lambda known: replace(known, state=HandState.GIVEN))

    def answered(self, handed_id: str, *, can: bool, by: AnsweredBy) -> HandedOver:
        """Note what they said, and who said it: never a name.

        Raises:
            StoreError: There is no such call or sheet.
        """
        state = HandState.ACCEPTED if can else HandState.DECLINED
        now = self._place.clock.now()
        return self._change(
            handed_id,
            state.value,
            lambda known: replace(known, state=state, answered_by=by, answered_at=now),
        )

    def of_case(self, case_id: CaseId | None = None) -> Sequence[HandedOver]:
        """Return sheets and calls, newest first; of one case or of all."""
        return self._place.do(lambda unit: unit.handed_over.find(case_id))

    def _change(
        self, handed_id: str, what: str, changed: Callable[[HandedOver], HandedOver]
    ) -> HandedOver:
        def work(unit: Unit) -> HandedOver:
            known = unit.handed_over.get(handed_id)
            if known is None:
                raise StoreError(M("This call or sheet is no longer here."))
            new = changed(known)
            audit_n = unit.audit.append(f"handed-over-{what}", handed_id)
            unit.handed_over.change(new, audit_n)
            return new

        return self._place.do(work)

    def _addressee(self, handed: HandedOver, contents: CaseContents) -> Addressee:
        """Return whom a sheet or call is for; the directory may have lost the service since."""
        services = self._place.do(lambda unit: unit.services.all())
        known = next((s for s in services if s.id == handed.service), None)
        languages = contents.interview.languages
        read = receiver_of(known, languages).card.languages if known is not None else ()
        record = next((r for r in contents.consents if r.id == handed.consent_id), None)
        if record is None or record.scope is None:
            raise ConsentMissingError
        return Addressee(name=handed.name, fingerprint=record.scope.recipient, languages=read)

    def _disclose(self, contents: CaseContents, addressee: Addressee) -> Referral:
        """Return exactly what the ledger lets leave."""
        own = self._contacts.own()
        return disclose(
            contents,
            addressee,
            at=moment_after(contents.consents, self._place.clock.now()),
            answer_to=own.answer_to if own is not None else "",
        )

    def _today(self) -> date:
        return self._place.clock.now().astimezone(ZoneInfo(self._place.timezone)).date()

    def _sender(self) -> str:
        own = self._contacts.own()
        return own.name if own is not None else ""
