"""From degrees to the plane: equirectangular, true to scale at the middle of the view."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path
from typing import Any

WORLD = Path(__file__).with_name("outline") / "world.json"
WIDTH = 400.0


@dataclass(frozen=True, slots=True)
class MapView:
    """A part of the earth as an SVG sees it: ``WIDTH`` units wide."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        return WIDTH / ((self.east - self.west) * self._narrowing)

    @property
    def _narrowing(self) -> float:
        return cos(radians((self.south + self.north) / 2))

    @property
    def view_box(self) -> str:
        return f"0 0 {WIDTH:g} {round((self.north - self.south) * self.scale)}"

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The place of a coordinate in units of the view box."""
        x = (longitude - self.west) * self._narrowing * self.scale
        return round(x, 1), round((self.north - latitude) * self.scale, 1)

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True)
class Outline:
    """Land to draw under the points: path data, the campaign's own countries apart."""

    view: MapView
    credit: str
    lands: tuple[str, ...]
    neighbours: tuple[str, ...]


@cache
def outline(path: Path) -> Outline:
    """Read a GeoJSON outline with three members more.

    ``view`` is [west, south, east, north], ``credit`` names the source, ``home`` is the code of
    the country that stands out.
    """
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    view, home = MapView(*known["view"]), known.get("home")
    lands: list[str] = []
    neighbours: list[str] = []
    for feature in known["features"]:
        properties: dict[str, Any] = feature.get("properties") or {}
        country = properties.get("country")
        target = lands if home is None or country == home else neighbours
        target.append(_path(view, feature["geometry"]))
    return Outline(view, known.get("credit", ""), tuple(lands), tuple(neighbours))


def _path(view: MapView, geometry: dict[str, Any]) -> str:
    polygons = (
        geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    )
    return "".join(_ring(view, ring) for polygon in polygons for ring in polygon)


def _ring(view: MapView, ring: Iterable[Sequence[float]]) -> str:
    points = [view.point(point[0], point[1]) for point in ring]
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"
