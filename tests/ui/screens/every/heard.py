"""Who hears the screen: knows the accessible tree and nothing else of the program."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDeadlineTimer, QThread

from intake_app.i18n.direction import without_isolates
from tests.ui.screens.every.wire import Bus, BusError

ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/registry", "org.a11y.atspi.Registry")
ATSPI = "org.a11y.atspi."
FOCUSED, CHECKED, ENABLED, SHOWING = 12, 4, 8, 25
"""Numbers of states, as in AT-SPI's ``AtspiStateType``."""
PATIENCE_MS = 30_000
STEP_MS = 30


@dataclass(frozen=True)
class Thing:
    """One part of the tree, as it was when it was looked at."""

    place: tuple[str, str]
    name: str
    role: str
    states: frozenset[int]

    def has(self, state):
        return state in self.states


class Listener:
    """Reads the tree, presses and types by it."""

    def __init__(self, address):
        self._bus = Bus(address)
        self._bus.listen(f"type='signal',interface='{ATSPI}Event.Object',member='Announcement'")
        # Programs send only what some reader has asked the registry for.
        self._bus.call(*REGISTRY, "RegisterEvent", "sass", "object:announcement", [], "")

    def close(self):
        self._bus.close()

    def things(self):
        """Return everything that is showing, in reading order."""
        return list(self._below(ROOT))

    def find(self, name, role=""):
        """Return the thing of that name, as soon as it is showing."""
        return self.until(lambda: self._named(name, role), f"{role} {name!r}")

    def offers(self, name):
        """Whether something of that name is showing."""
        return self._named(name, "") is not None

    def hears_of(self, beginning):
        """Whether something showing is called so, or begins so."""
        return any(thing.name.startswith(beginning) for thing in self.things())

    def told(self):
        """Return what was said by itself so far, in order."""
        self._bus.call(*REGISTRY, "GetRegisteredEvents")  # what came before its answer is there
        signals = [values for member, values in self._bus.heard if member == "Announcement"]
        return [without_isolates(values[3]) for values in signals]

    def is_told(self, words):
        """Wait until something is said by itself."""
        self.until(lambda: words in self.told(), f"{words!r} said by itself")

    def press(self, name, role="push button"):
        """Do what is done with the thing of that name."""
        self._ask(self.find(name, role).place, "Action", "DoAction", "i", self._act(name, role))

    def type(self, name, text):
        """Write a text into the field of that name."""
        field = self.find(name, "text").place
        self._ask(field, "Component", "GrabFocus")
        self._ask(field, "EditableText", "InsertText", "isi", 0, text, len(text))

    def until(self, happened, what):
        """Wait until something is there, and return it."""
        patience = QDeadlineTimer(PATIENCE_MS)
        while True:
            found = happened()
            if found:
                return found
            if patience.hasExpired():
                heard = "\n".join(f"{t.role}: {t.name}" for t in self.things() if t.name)
                raise AssertionError(f"never heard of {what}; instead:\n{heard}")
            QThread.msleep(STEP_MS)

    # -- within ------------------------------------------------------------------

    def _named(self, name, role):
        for thing in self.things():
            if thing.name == name and role in ("", thing.role) and thing.has(ENABLED):
                return thing
        return None

    def _act(self, name, role):
        """Return the number of the action that presses; a field of choice may have others."""
        place = self.find(name, role).place
        names = [row[0] for row in self._ask(place, "Action", "GetActions")[0]]
        return next(n for n, act in enumerate(names) if act in {"Press", "Toggle", "Check"})

    def _below(self, place):
        try:
            children = self._ask(place, "Accessible", "GetChildren")[0]
            for child in children:
                thing = self._look(child)
                if thing.has(SHOWING) or place == ROOT:
                    yield thing
                    yield from self._below(child)
        except BusError:  # it went away while it was looked at
            return

    def _look(self, place):
        name = self._ask(place, "", "Get", "ss", ATSPI + "Accessible", "Name")[0]
        low, high = self._ask(place, "Accessible", "GetState")[0]
        bits = low | high << 32
        return Thing(
            place=place,
            name=without_isolates(name),
            role=self._ask(place, "Accessible", "GetRoleName")[0],
            states=frozenset(n for n in range(64) if bits >> n & 1),
        )

    def _ask(self, place, part, member, signature="", *values):
        interface = ATSPI + part if part else "org.freedesktop.DBus.Properties"
        return self._bus.call(*place, interface, member, signature, *values)
