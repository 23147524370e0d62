"""Bodies for everybody who works with the sender, as JSON (docs/formats/packet.md, section 6)."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from intake_app.domain.packet_bodies import Publication, PublishedFile, RosterSent
from intake_app.packet.fields import HASH
from intake_app.packet.lines import read_line

if TYPE_CHECKING:
    from intake_app.domain.packet_bodies import Standalone
    from intake_app.guard.strict_json import JsonLike
    from intake_app.packet.fields import Fields

MAX_ROSTER = 64 << 10
MAX_NAME = 100


def published_to_json(body: Standalone) -> JsonLike:
    """Return the body as JSON values."""
    if isinstance(body, RosterSent):
        return {"envelope": base64.b64encode(body.envelope).decode("ascii")}
    return {
        "version": body.version,
        "files": [
            {"name": file.name, "sha256": file.sha256, "size": file.size} for file in body.files
        ],
    }


def read_roster_sent(fields: Fields) -> RosterSent:
    """Return the roster that stands in `fields`.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    envelope = fields.binary_or_none("envelope", MAX_ROSTER)
    if envelope is None:
        raise fields.wrong("envelope")
    fields.done()
    return RosterSent(envelope=envelope)


def read_publication(fields: Fields, *, most: int) -> Publication:
    """Return the publication that stands in `fields`, of 1 to `most` files.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    publication = Publication(
        version=fields.integer("version", least=1),
        files=fields.objects("files", most, _read_file),
    )
    if not publication.files:
        raise fields.wrong("files")
    fields.done()
    return publication


def _read_file(fields: Fields) -> PublishedFile:
    file = PublishedFile(
        name=read_line(fields, "name", MAX_NAME, least=1),
        sha256=fields.matching("sha256", HASH),
        size=fields.integer("size", least=1),
    )
    fields.done()
    return file
