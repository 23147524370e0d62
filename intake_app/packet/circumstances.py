"""What a desk decides on, as it stands in a packet (docs/formats/packet.md, section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intake_app.domain.circumstances import (
    AgeBand,
    Children,
    Circumstances,
    Danger,
    GenderWish,
    Party,
)
from intake_app.packet.fields import TOKEN

if TYPE_CHECKING:
    from intake_app.guard.strict_json import JsonLike
    from intake_app.packet.fields import Fields

MAX_REGION = 100
MAX_ACCESS = 100
MAX_MUST_NOT_KNOW = 500
MAX_PEOPLE = 1_000


def circumstances_to_json(circumstances: Circumstances) -> JsonLike:
    """Return them as JSON values."""
    people = circumstances.people
    return {
        "people": None
        if people is None
        else {
            "adults": people.adults,
            "children": [{"band": c.band, "count": c.count} for c in people.children],
        },
        "region": circumstances.region,
        "gender_wish": circumstances.gender_wish,
        "access": circumstances.access,
        "danger": circumstances.danger,
        "must_not_know": circumstances.must_not_know,
    }


def read_circumstances(fields: Fields) -> Circumstances:
    """Return what stands in `fields`.

    Raises:
        FieldError: A value is missing, of another type, or outside its limits.
    """
    people = fields.fields_or_none("people")
    found = Circumstances(
        people=None if people is None else _read_party(people),
        region=fields.text("region", MAX_REGION),
        gender_wish=fields.one_of_or_none("gender_wish", GenderWish),
        access=fields.strings("access", TOKEN, most=MAX_ACCESS),
        danger=tuple(Danger(word) for word in fields.codes("danger", [*map(str, Danger)])),
        must_not_know=fields.text("must_not_know", MAX_MUST_NOT_KNOW),
    )
    fields.done()
    return found


def _read_party(fields: Fields) -> Party:
    party = Party(
        adults=fields.integer("adults", most=MAX_PEOPLE),
        children=fields.objects("children", len(AgeBand), _read_children),
    )
    bands = [children.band for children in party.children]
    if len(set(bands)) != len(bands):
        raise fields.wrong("children")
    fields.done()
    return party


def _read_children(fields: Fields) -> Children:
    children = Children(
        band=fields.one_of("band", AgeBand),
        count=fields.integer("count", least=1, most=MAX_PEOPLE),
    )
    fields.done()
    return children
