"""Files that do not follow on each other: what to ask their sender (docs/formats/packet.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.message import MN, M
from intake_app.domain.packet import ChannelNotice
from intake_app.packet.channel import Channel

if TYPE_CHECKING:
    from collections.abc import Collection

    from intake_app.domain.ids import Fingerprint
    from intake_app.domain.message import Message
    from intake_app.domain.packet import Link
    from intake_app.domain.repositories import Unit


def channel_from(unit: Unit, peer: Fingerprint) -> Channel:
    """Return what is held of the files from one office."""
    return Channel(unit.packets.links(peer))


def notice_of(
    unit: Unit, peer: Fingerprint, numbers: Collection[int] = (), *, with_it: Link | None = None
) -> ChannelNotice:
    """Return what to ask an office about its files; nothing when both counts are 0.

    Args:
        unit: The store.
        peer: The office.
        numbers: The numbers that are asked about: whether two files bear one of them.
        with_it: A file to reckon with as if it were taken in.
    """
    channel = channel_from(unit, peer)
    if with_it is not None:
        channel.add(with_it)
    contact = unit.contacts.get(peer)
    return ChannelNotice(
        peer=peer,
        office=contact.card.name if contact is not None else "",
        missing=channel.missing(),
        repeated=sum(channel.is_repeated(number) for number in set(numbers)),
    )


def said_of(notice: ChannelNotice) -> tuple[Message, ...]:
    """Return one plain sentence, and what to do, for each thing to ask the office about."""
    office: object = notice.office or M("an unknown sender")
    said: list[Message] = []
    if notice.missing:
        said.append(
            MN(
                "A file from {office} is missing: one made after it is here. "
                "Ask them to send it again.",
                "{count} files from {office} are missing: later ones are here. "
                "Ask them to send them again.",
                notice.missing,
                office=office,
            )
        )
    if notice.repeated:
        said.append(
            MN(
                "Two files from {office} bear the same number. Ask them which one counts.",
                "{count} numbers stand on two files each from {office}. Ask them which ones count.",
                notice.repeated,
                office=office,
            )
        )
    return tuple(said)
