"""ODK's functions of places: length, area and whether a point lies inside."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from intake_app.xforms.xpath.signature import Function, eager
from intake_app.xforms.xpath.text_functions import texts
from intake_app.xforms.xpath.values import NAN, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from intake_app.xforms.xpath.environment import Context

    Point = tuple[float, float]

_EARTH_RADIUS_M = 6_378_100.0
_MIN_AREA_POINTS = 3
_MAX_LATITUDE = 90.0
_MAX_LONGITUDE = 180.0


def points(values: Sequence[Value]) -> list[Point] | None:
    """Return the points of traces, shapes and points as (latitude, longitude); None if bad."""
    found: list[Point] = []
    for text in texts(values):
        for part in text.split(";"):
            if not part.strip():
                continue
            point = _point(part)
            if point is None:
                return None
            found.append(point)
    return found


def _point(text: str) -> Point | None:
    try:
        latitude, longitude = (float(n) for n in text.split()[:2])
    except ValueError:
        return None
    if abs(latitude) > _MAX_LATITUDE or abs(longitude) > _MAX_LONGITUDE:
        return None
    return latitude, longitude


def _arc(first: Point, second: Point) -> float:
    """Return the metres between two points on a sphere (haversine)."""
    lat1, lng1, lat2, lng2 = map(math.radians, (*first, *second))
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin((lng2 - lng1) / 2) ** 2
    return 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def _distance(_: Context, *values: Value) -> Value:
    line = points(values)
    if line is None:
        return NAN
    return round(sum(_arc(a, b) for a, b in pairwise(line)), 2)


def _area(_: Context, *values: Value) -> Value:
    shape = points(values)
    if shape is None or len(shape) < _MIN_AREA_POINTS:
        return 0.0
    total = 0.0
    for first, second in pairwise([*shape, shape[0]]):
        lat1, lng1, lat2, lng2 = map(math.radians, (*first, *second))
        total += (lng2 - lng1) * (2 + math.sin(lat1) + math.sin(lat2))
    return round(abs(total * _EARTH_RADIUS_M * _EARTH_RADIUS_M / 2), 2)


def _geofence(_: Context, where: Value, area: Value) -> Value:
    """Return whether a point lies in a shape: a ray from it crosses the edge an odd time."""
    point, shape = points([where]), points([area])
    if not point or not shape:
        return False
    latitude, longitude = point[0]
    inside = False
    for (lat1, lng1), (lat2, lng2) in pairwise([*shape, shape[0]]):
        if (lng1 > longitude) != (lng2 > longitude):
            crossing = (lat2 - lat1) * (longitude - lng1) / (lng2 - lng1) + lat1
            inside ^= latitude < crossing
    return inside


GEO_FUNCTIONS: Mapping[str, Function] = {
    "distance": eager(_distance, 1, None),
    "area": eager(_area, 1),
    "geofence": eager(_geofence, 2),
}
