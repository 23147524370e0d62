"""As much of D-Bus as a reader of the screen needs: a call, its answer, nothing else.

Qt's own client cannot be used here: PySide gives no way to read the structures
that AT-SPI answers with. What is done stands in the D-Bus specification,
"Message Protocol" and "Authentication Protocol".
"""

from __future__ import annotations

import os
import socket
import struct

ALIGNED = {"y": 1, "b": 4, "n": 2, "q": 2, "i": 4, "u": 4, "x": 8, "t": 8, "d": 8}
ALIGNED |= {"s": 4, "o": 4, "g": 1, "a": 4, "(": 8, "{": 8, "v": 1}
PLAIN = {"y": "B", "b": "I", "n": "h", "q": "H", "i": "i", "u": "I", "x": "q", "t": "Q", "d": "d"}
PATH, INTERFACE, MEMBER, ERROR, REPLY_TO, DESTINATION, SIGNATURE = 1, 2, 3, 4, 5, 6, 8
CALL, ANSWER, FAILED, SIGNAL = 1, 2, 3, 4
HEADER = "yyyyuua(yv)"


class BusError(Exception):
    """The other side refused a call."""


class Bus:
    """One connection; calls wait for their answers.

    Attributes:
        heard: Member and values of each signal that came meanwhile.
    """

    def __init__(self, address):
        way = dict(part.split("=", 1) for part in address.partition(":")[2].split(","))
        place = way["path"] if "path" in way else "\0" + way["abstract"]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(20)
        self._socket.connect(place)
        self._socket.sendall(
            b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n"
        )
        if not self._socket.recv(200).startswith(b"OK"):
            raise BusError("not let in")
        self._socket.sendall(b"BEGIN\r\n")
        self._serial = 0
        self.heard = []
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def close(self):
        self._socket.close()

    def call(self, service, path, interface, member, signature="", *values):
        """Call a method and return the list of what it answers."""
        self._serial += 1
        body = Writer()
        for kind, value in zip(kinds(signature), values, strict=True):
            body.put(kind, value)
        fields = [(PATH, ("o", path)), (INTERFACE, ("s", interface)), (MEMBER, ("s", member))]
        fields.append((DESTINATION, ("s", service)))
        if signature:
            fields.append((SIGNATURE, ("g", signature)))
        head = Writer()
        first = (ord("l"), CALL, 0, 1, len(body.data), self._serial, fields)
        for kind, value in zip(kinds(HEADER), first, strict=True):
            head.put(kind, value)
        head.align(8)
        self._socket.sendall(bytes(head.data + body.data))
        while True:
            kind, about, answer = self._read()
            if kind == SIGNAL:
                self.heard.append((about[MEMBER], answer))
            if about.get(REPLY_TO) == self._serial:
                if kind == FAILED:
                    raise BusError(f"{member}: {about[ERROR]} {answer}")
                return answer

    def listen(self, rule):
        """Be sent the signals that a rule of matching describes."""
        own = "org.freedesktop.DBus"
        self.call(own, "/org/freedesktop/DBus", own, "AddMatch", "s", rule)

    def _read(self):
        start = self._exactly(16)
        length, _, more = struct.unpack("<III", start[4:16])
        rest = self._exactly((more + 7) // 8 * 8)
        fields = dict(Reader(start + rest).get_all(HEADER)[6])
        body = Reader(self._exactly(length))
        return start[1], fields, body.get_all(fields.get(SIGNATURE, ""))

    def _exactly(self, count):
        data = b""
        while len(data) < count:
            data += self._socket.recv(count - len(data)) or _lost()
        return data


class Writer:
    """Lays values out as the bus wants them."""

    def __init__(self):
        self.data = bytearray()

    def align(self, to):
        self.data += bytes(-len(self.data) % to)

    def put(self, kind, value):
        first = kind[0]
        self.align(ALIGNED[first])
        if first in PLAIN:
            self.data += struct.pack("<" + PLAIN[first], value)
        elif first in "so":
            text = value.encode()
            self.data += struct.pack("<I", len(text)) + text + b"\0"
        elif first == "g":
            self.data += bytes([len(value)]) + value.encode() + b"\0"
        elif first == "v":
            self.put("g", value[0])
            self.put(*value)
        elif first == "(":
            for inner, part in zip(kinds(kind[1:-1]), value, strict=True):
                self.put(inner, part)
        else:
            self._put_array(kind[1:], value)

    def _put_array(self, kind, values):
        place = len(self.data)
        self.data += bytes(4)
        self.align(ALIGNED[kind[0]])
        begin = len(self.data)
        for value in values:
            self.put(kind, value)
        struct.pack_into("<I", self.data, place, len(self.data) - begin)


class Reader:
    """Reads values as the bus lays them out."""

    def __init__(self, data):
        self._data = data
        self._at = 0

    def get_all(self, signature):
        return [self.get(kind) for kind in kinds(signature)]

    def get(self, kind):
        first = kind[0]
        self._at += -self._at % ALIGNED[first]
        if first in PLAIN:
            (value,) = struct.unpack_from("<" + PLAIN[first], self._data, self._at)
            self._at += ALIGNED[first]
            return value
        if first in "sog":
            length = self.get("y" if first == "g" else "u")
            self._at += length + 1
            return self._data[self._at - length - 1 : self._at - 1].decode()
        if first == "v":
            return self.get(self.get("g"))
        if first in "({":
            return tuple(self.get(inner) for inner in kinds(kind[1:-1]))
        end = self.get("u")
        self._at += -self._at % ALIGNED[kind[1]]
        end += self._at
        found = []
        while self._at < end:
            found.append(self.get(kind[1:]))
        return found


def kinds(signature):
    """Part a signature into those of its values."""
    found = []
    while signature:
        length = _length(signature)
        found.append(signature[:length])
        signature = signature[length:]
    return found


def _length(signature):
    if signature[0] == "a":
        return 1 + _length(signature[1:])
    if signature[0] not in "({":
        return 1
    depth = 0
    for place, letter in enumerate(signature):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0:
            return place + 1
    raise BusError("not a signature")


def _lost():
    raise BusError("the bus is gone")
