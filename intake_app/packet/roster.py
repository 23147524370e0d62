"""Rosters: who belongs to an organisation, signed by its root.

docs/formats/roster.md. A roster proves only that its maker held the root's keys;
whose they are is settled by comparing 30 digits, and what may take its
place by `domain.trust.advance`.
"""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from intake_app.domain.errors import NotARosterError, OutsideFileError, RosterError
from intake_app.domain.ids import Fingerprint
from intake_app.domain.message import M
from intake_app.domain.times import from_iso, to_iso
from intake_app.domain.trust import May, Member, Partner, Revocation, RootKeys, Roster, Why
from intake_app.guard import strict_json
from intake_app.guard.job import Reply
from intake_app.packet import succession
from intake_app.packet.fields import HASH, RECIPIENT, FieldError, Fields
from intake_app.packet.lines import one_line, read_line
from intake_app.sealing import age, dsse
from intake_app.sealing.errors import EnvelopeError, KeyFormatError
from intake_app.sealing.signing import ED25519_PUBLIC, ML_DSA_PUBLIC
from intake_app.sealing.signing import PublicKeys as SigningKeys

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping
    from datetime import datetime

    from intake_app.guard.process import Guard
    from intake_app.guard.strict_json import Json, JsonLike

FORMAT = 1
PAYLOAD_TYPE = "application/vnd.intake.roster.v1+json"
JOB = "roster.read"
SUFFIX = ".roster"
MAX_FILE = 64 << 10
LONGEST_VALID = timedelta(days=400)
CLOCK_SLACK = timedelta(days=2)
MAX_MEMBERS = 200
MAX_REVOKED = 200
MAX_PARTNERS = 50
MAX_NAME = 100

T = TypeVar("T")


class RootSigner(Protocol):
    """Signs in the name of an organisation's root."""

    @property
    def keys(self) -> RootKeys:
        """The public half."""
        ...

    def sign(self, payload_type: str, payload: bytes) -> bytes:
        """Return the DSSE envelope over `payload`."""
        ...


def make_roster(roster: Roster, signer: RootSigner) -> tuple[Roster, bytes]:
    """Sign a roster with its root; return it as readers will see it, and its file.

    Raises:
        RosterError: A value is outside the limits of the format, or all of it is too long.
        ValueError: The signer is not the roster's root.
    """
    if signer.keys != roster.root:
        raise ValueError("a roster is signed by its own root")
    try:
        envelope = signer.sign(PAYLOAD_TYPE, strict_json.dumps(_to_json(roster)))
        return read_roster(envelope), envelope
    except (ValueError, RosterError):
        raise RosterError(
            M("This roster cannot be made: a line is empty or too long, or there are too many."),
            hint=M("Keep names and roles short, and take out who is no longer there."),
        ) from None


def read_roster(envelope: bytes) -> Roster:
    """Return the roster of a file, once the root it names vouches for it.

    Whether it has expired, and whether it may take the place of another, is
    not looked at: an expired one still says who was revoked.

    Raises:
        NotARosterError: The bytes are no roster.
        RosterError: It is damaged, not signed by its root, or breaks the format.
    """
    if len(envelope) > MAX_FILE:
        raise NotARosterError
    try:
        claimed = dsse.read(envelope)
    except EnvelopeError:
        raise NotARosterError from None
    if claimed.payload_type != PAYLOAD_TYPE:
        raise NotARosterError
    try:
        # It names its own root: those keys must be read before they can be used.
        roster = _read(strict_json.loads(claimed.unverified, max_bytes=MAX_FILE))
        root = roster.root
        keys = SigningKeys(ed25519=root.ed25519, ml_dsa_65=root.ml_dsa_65)
        dsse.verify(envelope, PAYLOAD_TYPE, keys)
    except (OutsideFileError, FieldError, KeyFormatError, EnvelopeError):
        raise RosterError from None
    return roster


def check_present(roster: Roster, now: datetime) -> None:
    """Refuse a roster that is dated later than today: then one of the clocks is wrong.

    Raises:
        RosterError: It is.
    """
    if roster.issued > now + CLOCK_SLACK:
        raise RosterError(
            M("This roster is dated later than today."),
            hint=M("Check the date of this computer, then take the roster in again."),
        )


def is_handed_on(held: Roster, fresh: Roster) -> bool:
    """Whether the root of `held` signed that the root of `fresh` takes its place."""
    return succession.is_proved(fresh.supersedes, held.root, fresh.root.fingerprint)


def open_roster(envelope: bytes, now: datetime, guard: Guard) -> Roster:
    """Return the roster of a file from outside; a limited child looks at it first.

    Raises:
        RosterError: See `read_roster` and `check_present`.
        GuardError: The child died, ran too long or used too much memory.
    """
    if len(envelope) > MAX_FILE:
        raise NotARosterError
    roster = read_roster(guard.run(JOB, {"now": to_iso(now)}, envelope).data)
    check_present(roster, now)
    return roster


def read_roster_job(args: Mapping[str, Json], data: bytes) -> Reply:
    """Read a roster in the guard child; the reply holds the same bytes, found good.

    Args:
        args: `now`, a moment.
        data: The file's bytes.

    Raises:
        RosterError: See `read_roster` and `check_present`.
    """
    check_present(read_roster(data), from_iso(str(args["now"])))
    return Reply(data=data)


def _to_json(roster: Roster) -> JsonLike:
    supersedes = roster.supersedes
    escrow: dict[str, JsonLike] = {"escrow": roster.escrow} if roster.escrow else {}
    return {
        **escrow,
        "fmt": FORMAT,
        "min_reader": FORMAT,
        "org": one_line(roster.org),
        "root": {
            "ed25519": _base64(roster.root.ed25519),
            "ml_dsa_65": _base64(roster.root.ml_dsa_65),
        },
        "supersedes": _base64(supersedes.envelope) if supersedes is not None else None,
        "version": roster.version,
        "issued": to_iso(roster.issued),
        "expires": to_iso(roster.expires),
        "members": [
            {
                "card": member.card,
                "role": one_line(member.role),
                "may": list(member.may),
                "inbox": member.is_inbox,
            }
            for member in roster.members
        ],
        "revoked": [
            {"card": revoked.card, "since": to_iso(revoked.since), "why": revoked.why}
            for revoked in roster.revoked
        ],
        "partners": [
            {"root": partner.root, "name": one_line(partner.name)} for partner in roster.partners
        ],
    }


def _read(value: Json) -> Roster:
    fields = Fields(value, "", set())
    written_as, least = fields.integer("fmt"), fields.integer("min_reader")
    if least > FORMAT:
        raise RosterError(
            M("This roster was made by a newer version of Intake."),
            hint=M("Install the newer version and open the roster again."),
        )
    if not 1 <= least <= written_as:
        raise fields.wrong("fmt")
    root = fields.fields("root")
    roster = Roster(
        org=read_line(fields, "org", MAX_NAME, least=1),
        root=RootKeys(
            ed25519=root.binary("ed25519", ED25519_PUBLIC),
            ml_dsa_65=root.binary("ml_dsa_65", ML_DSA_PUBLIC),
        ),
        supersedes=succession.read_under(fields, "supersedes"),
        version=fields.integer("version", least=1),
        issued=fields.moment("issued"),
        expires=fields.moment("expires"),
        members=fields.objects("members", MAX_MEMBERS, _member),
        revoked=fields.objects("revoked", MAX_REVOKED, _revocation),
        partners=fields.objects("partners", MAX_PARTNERS, _partner),
        escrow=_escrow(fields, value),
    )
    _check(fields, roster)
    return roster


def _check(fields: Fields, roster: Roster) -> None:
    """Refuse what contradicts itself."""
    if not timedelta(0) < roster.expires - roster.issued <= LONGEST_VALID:
        raise fields.wrong("expires")
    if not _differ([m.card for m in roster.members] + [r.card for r in roster.revoked]):
        raise fields.wrong("members")
    if not _differ([roster.root.fingerprint, *(p.root for p in roster.partners)]):
        raise fields.wrong("partners")
    if roster.supersedes is not None and roster.supersedes.after != roster.root.fingerprint:
        raise fields.wrong("supersedes")


def _escrow(fields: Fields, value: Json) -> str:
    """Return the recipient that workers' profiles are sealed to; the only key that may be absent.

    Raises:
        KeyFormatError: It is no recipient.
    """
    if not isinstance(value, dict) or "escrow" not in value:
        return ""
    return age.HybridRecipient.parse(fields.matching("escrow", RECIPIENT)).to_string()


def _member(fields: Fields) -> Member:
    return Member(
        card=Fingerprint(fields.matching("card", HASH)),
        role=read_line(fields, "role", MAX_NAME),
        may=tuple(May(code) for code in fields.codes("may", tuple(May))),
        is_inbox=fields.boolean("inbox"),
    )


def _revocation(fields: Fields) -> Revocation:
    return Revocation(
        card=Fingerprint(fields.matching("card", HASH)),
        since=fields.moment("since"),
        why=fields.one_of("why", Why),
    )


def _partner(fields: Fields) -> Partner:
    return Partner(
        root=Fingerprint(fields.matching("root", HASH)),
        name=read_line(fields, "name", MAX_NAME, least=1),
    )


def _differ(items: Iterable[Hashable]) -> bool:
    found = list(items)
    return len(set(found)) == len(found)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
