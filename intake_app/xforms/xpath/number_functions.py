"""ODK's functions of numbers, and chance."""

from __future__ import annotations

import math
import uuid
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING

from intake_app.xforms.xpath.compile import as_nodes
from intake_app.xforms.xpath.core_functions import round_half_up
from intake_app.xforms.xpath.signature import Function, eager
from intake_app.xforms.xpath.text_functions import texts
from intake_app.xforms.xpath.values import NAN, Value, to_number, to_string

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from intake_app.xforms.xpath.environment import Context
    from intake_app.xforms.xpath.nodes import Node

_RANDOM_STEPS = 2**53
_LEHMER_MODULUS = 2_147_483_647
_LEHMER_FACTOR = 16_807
_ID_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_MAX_ID = 4_096
_MAX_PLACES = 30


def _int(c: Context, value: Value) -> Value:
    number = to_number(value, c.zone)
    return float(math.trunc(number)) if math.isfinite(number) else float(number)


def _round(c: Context, value: Value, places: Value | None = None) -> Value:
    """Round; with a number of places, halves go away from zero, as in ODK."""
    number = float(to_number(value, c.zone))
    if places is None or not math.isfinite(number):
        return round_half_up(number)
    digits = to_number(places, c.zone)
    if not math.isfinite(digits) or abs(digits) > _MAX_PLACES:
        return number
    try:
        unit = Decimal(1).scaleb(-int(digits))
        return float(Decimal(repr(number)).quantize(unit, rounding=ROUND_HALF_UP))
    except InvalidOperation:
        return number


def _pow(c: Context, base: Value, exponent: Value) -> Value:
    x, y = float(to_number(base, c.zone)), float(to_number(exponent, c.zone))
    try:
        return math.pow(x, y)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if x == 0 else NAN


def _extreme(choose: Callable[[Iterable[float]], float]) -> Callable[..., Value]:
    def find(c: Context, *values: Value) -> Value:
        numbers = [
            to_number(text, c.zone) if isinstance(text, str) else text
            for text in (
                texts(values)
                if all(isinstance(v, list | str) for v in values)
                else [to_number(t, c.zone) for t in _flat(values)]
            )
        ]
        if not numbers or any(math.isnan(n) for n in numbers):
            return NAN
        return choose(numbers)

    return find


def _flat(values: Iterable[Value]) -> Iterable[Value]:
    for value in values:
        if isinstance(value, list):
            yield from (n.string() for n in value)
        else:
            yield value


def _math(function: Callable[[float], float]) -> Callable[..., Value]:
    """Return `function` over numbers, giving NaN or infinity instead of an error."""

    def evaluate(c: Context, value: Value) -> Value:
        try:
            return float(function(float(to_number(value, c.zone))))
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    return evaluate


def _log(base: Callable[[float], float]) -> Callable[[float], float]:
    return lambda x: -math.inf if x == 0 else base(x)


def _atan2(c: Context, y: Value, x: Value) -> Value:
    return math.atan2(to_number(y, c.zone), to_number(x, c.zone))


def _random(c: Context) -> Value:
    return c.environment.random.below(_RANDOM_STEPS) / _RANDOM_STEPS


def _uuid(c: Context, length: Value | None = None) -> Value:
    if length is None:
        return str(uuid.UUID(bytes=c.environment.random.token(16), version=4))
    size = to_number(length, c.zone)
    if not 0 < size <= _MAX_ID:
        return ""
    below = c.environment.random.below
    return "".join(_ID_LETTERS[below(len(_ID_LETTERS))] for _ in range(int(size)))


def _randomize(c: Context, nodes: Value, seed: Value | None = None) -> Value:
    """Shuffle a node-set; the same seed gives the same order as in ODK web-forms.

    The generator is Lehmer's (Park and Miller, 1988), the shuffle Fisher and Yates'.
    """
    shuffled: list[Node] = list(as_nodes(nodes))
    if seed is None:
        state = 1 + c.environment.random.below(_LEHMER_MODULUS - 1)
    else:
        state = _seed(c, seed) % _LEHMER_MODULUS
        if state <= 0:
            state += _LEHMER_MODULUS - 1
    for last in range(len(shuffled) - 1, 0, -1):
        state = state * _LEHMER_FACTOR % _LEHMER_MODULUS
        chosen = int((state - 1) / (_LEHMER_MODULUS - 1) * (last + 1))
        shuffled[last], shuffled[chosen] = shuffled[chosen], shuffled[last]
    return shuffled


def _seed(c: Context, seed: Value) -> int:
    """Return a seed as an integer; text that is no number is hashed."""
    number = to_number(seed, c.zone)
    if math.isfinite(number):
        return int(number)
    digest = sha256(to_string(seed).encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


NUMBER_FUNCTIONS: Mapping[str, Function] = {
    "int": eager(_int, 1),
    "round": eager(_round, 1, 2),
    "pow": eager(_pow, 2),
    "min": eager(_extreme(min), 1, None),
    "max": eager(_extreme(max), 1, None),
    "abs": eager(_math(abs), 1),
    "sin": eager(_math(math.sin), 1),
    "cos": eager(_math(math.cos), 1),
    "tan": eager(_math(math.tan), 1),
    "asin": eager(_math(math.asin), 1),
    "acos": eager(_math(math.acos), 1),
    "atan": eager(_math(math.atan), 1),
    "atan2": eager(_atan2, 2),
    "sqrt": eager(_math(math.sqrt), 1),
    "exp": eager(_math(math.exp), 1),
    "exp10": eager(_math(lambda x: 10.0**x), 1),
    "log": eager(_math(_log(math.log)), 1),
    "log10": eager(_math(_log(math.log10)), 1),
    "pi": eager(lambda _: math.pi, 0),
    "random": eager(_random, 0),
    "uuid": eager(_uuid, 0, 1),
    "randomize": eager(_randomize, 1, 2),
}
