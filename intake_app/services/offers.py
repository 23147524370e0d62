"""Directories and forms that other offices published: offered, looked at, taken in or put aside.

Nothing of it counts before somebody here has said yes. What comes from outside our
own organisation, or with a card nobody checked, needs a yes to just that as well;
what comes with a card that was taken back is never taken in.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketError
from intake_app.domain.message import M
from intake_app.domain.trust import Standing
from intake_app.services.directory import Mark
from intake_app.services.forms import CHOSEN
from intake_app.services.publishing import is_ours
from intake_app.services.trust import standing_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from intake_app.domain.contact import Contact
    from intake_app.domain.ids import Fingerprint, PacketId
    from intake_app.domain.packet import PacketKind
    from intake_app.domain.repositories import Unit
    from intake_app.services.directory import Directory, Plan
    from intake_app.services.forms import CheckedForm
    from intake_app.services.publications import Publications, Published
    from intake_app.services.trust import CardStanding
    from intake_app.services.workplace import Workplace


class Source(StrEnum):
    """Where an offer comes from, as far as rosters and compared digits tell."""

    OURS = "ours"
    OTHER = "other"
    """Checked, and not named by our organisation's roster."""
    UNCHECKED = "unchecked"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A publication that nobody here has taken in or put aside.

    Attributes:
        office: The card it came from, as it is now.
        contact: Whose card that is, or None.
        standing: What is to be thought of that card; None when it is no longer here.
        at: When it came in.
        is_contradicted: Whether the office sent another one of the same number.
    """

    kind: PacketKind
    packet_id: PacketId
    office: Fingerprint
    contact: Contact | None
    standing: CardStanding | None
    source: Source
    version: int
    at: datetime
    is_contradicted: bool = False

    @property
    def mark(self) -> Mark:
        """What is noted once it was dealt with."""
        return Mark(setting=f"offer.{self.kind.value}.{self.office}", version=self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormInUse:
    """A form that conversations here are led with.

    Attributes:
        is_own: Whether it is a version of the office, not the one the program brought.
    """

    form_id: str
    version: str
    title: str
    is_own: bool


class Offers:
    """What was offered to one open profile. The methods block; call them off its screens."""

    def __init__(self, place: Workplace, publications: Publications, directory: Directory) -> None:
        self._place = place
        self._publications = publications
        self._directory = directory
        self._before: dict[str, str] = {}

    def waiting(self, kind: PacketKind) -> Sequence[Offer]:
        """Return the offers of a kind, those of our own organisation first."""
        came, now = self._publications.came(kind), self._place.clock.now()

        def work(unit: Unit) -> list[Offer]:
            found = [_offer(unit, kind, published, now) for published in came]
            settled = {offer: unit.settings.get(offer.mark.setting, "0") for offer in found}
            return [offer for offer in found if offer.version > int(settled[offer] or 0)]

        return sorted(self._place.do(work), key=lambda offer: offer.source is not Source.OURS)

    def look(self, offer: Offer) -> Plan:
        """Return what an offered directory would change; what was asked later here stays.

        Raises:
            OutsideFileError: It is no directory.
            GuardError: It could not be looked at safely.
            PacketError: It is not as it was kept.
        """
        data = next(iter(self._publications.files(offer.packet_id).values()))
        return self._directory.read_bytes(data, keep_newer=True)

    def take(
        self, offer: Offer, plan: Plan, *, keep_others: bool, despite_source: bool = False
    ) -> None:
        """Take a directory in; `Directory.undo` offers it again.

        Args:
            offer: What was looked at.
            plan: What it would change.
            keep_others: Whether services that it does not name stay.
            despite_source: Whether somebody said yes to its coming from outside our
                organisation, or with a card nobody checked.

        Raises:
            PacketError: Nobody did, its card was taken back, or it contradicts itself.
            StoreError: A newer one, or this one, was dealt with; the directory changed.
        """
        self._refuse_unfit(offer, despite_source=despite_source)
        self._directory.apply(plan, keep_others=keep_others, mark=offer.mark)

    def put_aside(self, offer: Offer) -> None:
        """Note that it is not wanted; the next version is offered again."""

        def work(unit: Unit) -> None:
            unit.audit.append("offer-put-aside", offer.packet_id)
            offer.mark.put(unit)

        self._place.do(work)

    def bring_back(self, offer: Offer) -> None:
        """Offer it again after it was put aside."""

        def work(unit: Unit) -> None:
            unit.audit.append("offer-brought-back", offer.packet_id)
            unit.settings.put(offer.mark.setting, str(offer.version - 1))

        self._place.do(work)

    # -- forms -------------------------------------------------------------------

    def forms_in(self, offer: Offer) -> Sequence[CheckedForm]:
        """Return the offered forms, each checked in a limited child; with what is wrong.

        Raises:
            PacketError: It is not as it was kept.
        """
        files = self._publications.files(offer.packet_id)
        return [self._place.forms.check_file(name, data) for name, data in files.items()]

    def in_use(self) -> Sequence[FormInUse]:
        """Return the forms that conversations here are led with."""
        library = self._place.forms

        def work(unit: Unit) -> list[FormInUse]:
            found: list[FormInUse] = []
            for form_id in library.bundled():
                form = library.load(library.in_use(unit, form_id))
                is_own = bool(unit.settings.get(f"{CHOSEN}{form_id}"))
                found.append(
                    FormInUse(
                        form_id=form_id, version=form.version, title=form.title, is_own=is_own
                    )
                )
            return found

        return self._place.do(work)

    def take_forms(
        self, offer: Offer, forms: Sequence[CheckedForm], *, despite_source: bool = False
    ) -> None:
        """Let new conversations be led with these forms; `undo_forms` takes it back.

        What was begun stays on the version it was begun with.

        Raises:
            PacketError: As with `take`, or none of them can be used here.
            StoreError: A newer one, or this one, was dealt with.
        """
        self._refuse_unfit(offer, despite_source=despite_source)
        self._use(forms, offer.mark)

    def use(self, form: CheckedForm) -> None:
        """Let new conversations be led with a form that somebody here opened from a file.

        Raises:
            PacketError: It cannot be used here.
        """
        self._use([form], None)

    def undo_forms(self) -> None:
        """Lead conversations with the forms as before the last change; again is no error.

        Raises:
            StoreError: Nothing was changed; it can be undone later.
        """
        before = self._before

        def work(unit: Unit) -> None:
            unit.audit.append("forms-undone", "forms")
            for name, value in before.items():
                unit.settings.put(name, value)

        if before:
            self._place.do(work)
            self._before = {}

    def use_bundled(self, form_id: str) -> None:
        """Go back to the form that the program brought along; `undo_forms` takes it back."""
        name = f"{CHOSEN}{form_id}"

        def work(unit: Unit) -> str:
            unit.audit.append("form-as-brought", form_id)
            before = unit.settings.get(name)
            unit.settings.put(name, "")
            return before

        was = self._place.do(work)
        if was:  # what is pressed twice changes nothing the second time
            self._before = {name: was}

    # -- within ------------------------------------------------------------------

    def _use(self, forms: Sequence[CheckedForm], mark: Mark | None) -> None:
        known = set(self._place.forms.bundled())
        fit = [f for f in forms if f.definition is not None and f.summary.form_id in known]
        if not fit or len(fit) != len(forms):
            raise PacketError(
                M("A form in it cannot be used here."),
                hint=M("Ask the office that made it to check it once more."),
            )

        def work(unit: Unit) -> dict[str, str]:
            before: dict[str, str] = {}
            for form in fit:
                said, name = form.summary, f"{CHOSEN}{form.summary.form_id}"
                hashes = said.logic_hash, said.text_hash
                unit.audit.append("form-taken-in", said.form_id, {"h": said.logic_hash})
                unit.forms.put(said.form_id, said.version, hashes, form.definition or b"")
                was, chosen = unit.settings.get(name), " ".join(hashes)
                if was != chosen:
                    before[name] = was
                    unit.settings.put(name, chosen)
            if mark is not None:
                before[mark.setting] = mark.put(unit)
            return before

        # What is pressed twice changes nothing the second time.
        self._before = self._place.do(work) or self._before

    def _refuse_unfit(self, offer: Offer, *, despite_source: bool) -> None:
        now = self._place.clock.now()
        present = self._place.do(lambda unit: _source(unit, offer.office, now)[0])
        if present is Source.REVOKED:
            raise PacketError(
                M("The card it comes from was taken back by its organisation."),
                hint=M("Do not use it. Ask your coordinator for another one."),
            )
        if offer.is_contradicted:
            raise PacketError(
                M("The office sent two of one number that say different things."),
                hint=M("Ask the office which one counts, and for a new one."),
            )
        if present is not Source.OURS and not despite_source:
            raise PacketError(
                M("It does not come from your organisation."),
                hint=M("Look at whom it comes from, and say whether it shall be taken in."),
            )


def _offer(unit: Unit, kind: PacketKind, published: Published, now: datetime) -> Offer:
    source, standing = _source(unit, published.office, now)
    contact = unit.contacts.get(published.office)
    return Offer(
        kind=kind,
        packet_id=published.record.id,
        office=published.office,
        contact=contact,
        standing=standing,
        source=source,
        version=published.publication.version,
        at=published.record.at,
        is_contradicted=bool(published.others),
    )


def _source(unit: Unit, office: Fingerprint, now: datetime) -> tuple[Source, CardStanding | None]:
    contact = unit.contacts.get(office)
    if contact is None:
        return Source.UNCHECKED, None
    stands = standing_of(unit, contact, now)
    if stands.standing is Standing.REVOKED:
        return Source.REVOKED, stands
    if stands.standing.is_caution:
        return Source.UNCHECKED, stands
    return (Source.OURS if is_ours(unit, office) else Source.OTHER), stands
