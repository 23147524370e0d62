"""What a desk decides on, in words: who comes, what a place needs, what was said of danger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from intake_app.domain.circumstances import AgeBand, Danger, GenderWish
from intake_app.domain.message import MN, M
from intake_app.i18n.direction import isolated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from intake_app.domain.circumstances import Children, Circumstances, Party
    from intake_app.domain.message import Message

BETWEEN: Final = " \u00b7 "
_WISHES: Final[Mapping[GenderWish, Message]] = {
    GenderWish.WOMAN: M("Would like to be helped by a woman."),
    GenderWish.MAN: M("Would like to be helped by a man."),
    GenderWish.NONE: M("Has no wish whether a woman or a man helps."),
}
_DANGERS: Final[Mapping[Danger, Message]] = {
    Danger.FOLLOWED: M("somebody follows or looks for them"),
    Danger.THREATENED: M("they are threatened"),
    Danger.INSIDE: M("somebody who is a danger is near, or comes along"),
    Danger.NONE_SAID: M("asked; no danger was said"),
}
_ACCESS: Final[Mapping[str, Message]] = {
    "no-stairs": M("a way without stairs"),
    "light": M("large letters or good light"),
    "clear-speech": M("loud, clear speech, or signs"),
    "read-aloud": M("things read aloud"),
    "quiet": M("a quiet place"),
    "breaks": M("many breaks"),
    "helper": M("a person who helps"),
    "child-things": M("things for a baby or a child"),
    "other": M("something else"),
}


def circumstances_words(
    circumstances: Circumstances, text: Callable[[Message], str]
) -> list[Message]:
    """Return a sentence for each thing that was said; what was not said has none.

    Args:
        circumstances: What the outer layer says.
        text: Renders the parts of a list in the reader's language.
    """
    said: list[Message] = []
    if circumstances.people is not None:
        who = BETWEEN.join(text(part) for part in _people(circumstances.people))
        said.append(M("Who comes: {who}", who=who))
    if circumstances.region:
        said.append(M("Where about: {region}", region=isolated(circumstances.region)))
    if circumstances.gender_wish is not None:
        said.append(_WISHES[circumstances.gender_wish])
    if circumstances.access:
        known = [text(_ACCESS.get(c) or M("{code}", code=c)) for c in circumstances.access]
        said.append(M("A place needs: {things}", things=BETWEEN.join(known)))
    if circumstances.danger:
        known = [text(_DANGERS[danger]) for danger in circumstances.danger]
        said.append(M("Danger: {what}", what=BETWEEN.join(known)))
    if circumstances.must_not_know:
        who = isolated(circumstances.must_not_know)
        said.append(M("Who must not know where they are: {who}", who=who))
    return said


def _people(party: Party) -> list[Message]:
    adults = MN("{count} adult", "{count} adults", party.adults)
    return [*([adults] if party.adults else ()), *map(_children, party.children)]


def _children(children: Children) -> Message:
    count = children.count
    if children.band is AgeBand.UNDER_SIX:
        return MN("{count} child of 0 to 5", "{count} children of 0 to 5", count)
    if children.band is AgeBand.SIX_TO_TWELVE:
        return MN("{count} child of 6 to 12", "{count} children of 6 to 12", count)
    return MN("{count} child of 13 to 17", "{count} children of 13 to 17", count)
