"""The blobs that travel behind a manifest, and how it names them (docs/formats/packet.md)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from intake_app.domain.errors import PacketTamperedError
from intake_app.domain.packet import Blob, BlobRole
from intake_app.packet.fields import HASH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from intake_app.guard.strict_json import JsonLike
    from intake_app.packet.fields import Fields

MAX_BLOBS = 16
FOLDER = "blobs/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A blob as the manifest names it.

    Attributes:
        sha256: Hex hash of its bytes.
        size: Their number.
    """

    sha256: str
    size: int
    role: BlobRole


def named(blob: Blob) -> Named:
    """Return how a manifest names a blob."""
    return Named(sha256=hashlib.sha256(blob.data).hexdigest(), size=len(blob.data), role=blob.role)


def names_to_json(names: Sequence[Named]) -> JsonLike:
    """Return the names as JSON values."""
    return [{"sha256": name.sha256, "size": name.size, "role": name.role} for name in names]


def read_names(fields: Fields) -> tuple[Named, ...]:
    """Return the blobs named under `blobs`, no bytes twice.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    names = fields.objects("blobs", MAX_BLOBS, _read_name)
    if len({name.sha256 for name in names}) != len(names):
        raise fields.wrong("blobs")
    return names


def matched(names: Sequence[Named], found: Sequence[tuple[str, bytes]]) -> tuple[Blob, ...]:
    """Return the blobs, once those of the archive are those that the manifest names.

    Args:
        names: What the signed manifest names.
        found: Name and bytes of what stands between manifest and pad.

    Raises:
        PacketTamperedError: One is missing, or another, or they stand in another order.
    """
    blobs = tuple(
        Blob(role=name.role, data=data) for name, (_, data) in zip(names, found, strict=False)
    )
    members = [member for member, _ in found]
    if len(names) != len(found) or members != [FOLDER + name.sha256 for name in names]:
        raise PacketTamperedError
    if any(named(blob) != name for blob, name in zip(blobs, names, strict=True)):
        raise PacketTamperedError
    return blobs


def _read_name(fields: Fields) -> Named:
    name = Named(
        sha256=fields.matching("sha256", HASH),
        size=fields.integer("size"),
        role=fields.one_of("role", BlobRole),
    )
    fields.done()
    return name
