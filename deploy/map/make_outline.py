"""Draw the committed map outlines again from the npm package world-atlas.

Needed only when the outline of a campaign changes; the server reads the results.
Standard library only. Fetch the package once with `npm pack world-atlas@2.0.2`, check its
sha256 against vendor.json, then, from the top of the repository:

    python3 deploy/map/make_outline.py world-atlas-2.0.2.tgz region seed/peru-2023/outline.json \
        --country PE=604 --near EC=218 CO=170 BR=076 BO=068 CL=152 \
        --view -82.5 -19.2 -67.5 0.9
    python3 deploy/map/make_outline.py world-atlas-2.0.2.tgz world app/site/outline/world.json

A country is given as our two-letter code and the ISO 3166-1 number by which world-atlas
knows it. The results are GeoJSON (RFC 7946: closed rings, outer ones anticlockwise), in
degrees; whoever draws them projects them. `view` is the part to show. The rings are cut a
little outside it, so that the cut itself is never seen.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]
Box = tuple[float, float, float, float]  # west, south, east, north

CREDIT = "Natural Earth 4.1.0 (public domain), by way of world-atlas 2.0.2 (ISC)"
MARGIN = 1.0  # degrees between the view and the cut
FINE, COARSE, WORLD = 0.015, 0.05, 0.3  # largest sideways error in degrees
SMALLEST = {"region": 0.002, "world": 1.0}  # islands below this many square degrees are dropped
ANTARCTIC = -60.0


def main() -> None:
    """Read the arguments and write one file."""
    args = arguments().parse_args()
    if args.kind == "region":
        result = region(args.package, args.country, args.near, tuple(args.view))
    else:
        result = world(args.package)
    args.output.write_text(compact(result), encoding="utf-8")
    print(f"{args.output}: {points(result)} points, {args.output.stat().st_size} bytes")


def arguments() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description="Make a map outline from world-atlas.")
    parser.add_argument("package", type=Path, help="the file world-atlas-2.0.2.tgz")
    kinds = parser.add_subparsers(dest="kind", required=True)
    one = kinds.add_parser("region", help="one country and what is near it")
    one.add_argument("output", type=Path)
    one.add_argument("--country", type=numbered, required=True, metavar="PE=604")
    one.add_argument("--near", type=numbered, nargs="*", default=[], metavar="BO=068")
    one.add_argument("--view", type=float, nargs=4, required=True, metavar="DEGREES")
    kinds.add_parser("world", help="all land, coarse").add_argument("output", type=Path)
    return parser


def numbered(text: str) -> tuple[str, str]:
    """Split `PE=604` into our code and the number in world-atlas."""
    code, _, number = text.partition("=")
    return code, number


def region(
    package: Path, country: tuple[str, str], near: list[tuple[str, str]], view: Box
) -> dict[str, Any]:
    """One feature a country; borders are simplified once, so neighbours still meet."""
    topology = member(package, "countries-50m.json")
    countries = topology["objects"]["countries"]["geometries"]
    shapes = {str(shape.get("id")): shape for shape in countries}
    fine = arcs_of(shapes[country[1]])
    arcs = [
        simplified(arc, FINE if number in fine else COARSE)
        for number, arc in enumerate(decoded(topology))
    ]
    west, south, east, north = view
    box = (west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN)
    features = []
    for code, number in [country, *near]:
        polygons = [clipped(polygon, box) for polygon in stitched(shapes[number], arcs)]
        kept = tidy(polygons, digits=2, smallest=SMALLEST["region"])
        if kept:
            features.append(feature({"country": code}, kept))
    return collection(features, view)


def world(package: Path) -> dict[str, Any]:
    """All land as one feature, without Antarctica."""
    topology = member(package, "land-110m.json")
    arcs = [simplified(unwrapped(arc), WORLD) for arc in decoded(topology)]
    polygons = [
        part
        for shape in topology["objects"]["land"]["geometries"]
        for polygon in stitched(shape, arcs)
        if max(latitude for _, latitude in polygon[0]) > ANTARCTIC
        for part in divided(polygon)
    ]
    kept = tidy(polygons, digits=1, smallest=SMALLEST["world"])
    return collection([feature({}, kept)], (-180.0, ANTARCTIC, 180.0, 85.0))


def member(package: Path, name: str) -> dict[str, Any]:
    """Read one TopoJSON file out of the package."""
    with tarfile.open(package) as archive:
        content = archive.extractfile(f"package/{name}")
        if content is None:
            message = f"{package} holds no {name}"
            raise SystemExit(message)
        return json.load(content)


def decoded(topology: dict[str, Any]) -> list[Ring]:
    """Undo TopoJSON's quantised differences: arcs in degrees."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in steps:
            x, y = x + dx, y + dy
            arc.append((x * wide + left, y * high + low))
        arcs.append(arc)
    return arcs


def polygons_of(shape: dict[str, Any]) -> list[list[list[int]]]:
    """Arc numbers by polygon and ring, also where a shape is a single polygon."""
    return [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]


def arcs_of(shape: dict[str, Any]) -> set[int]:
    """Which arcs a shape uses; `~n` is arc n backwards."""
    return {
        number if number >= 0 else ~number
        for polygon in polygons_of(shape)
        for ring in polygon
        for number in ring
    }


def stitched(shape: dict[str, Any], arcs: list[Ring]) -> list[Polygon]:
    """Join arcs into closed rings; neighbouring arcs share their end point."""
    polygons = []
    for numbers_by_ring in polygons_of(shape):
        polygon = []
        for numbers in numbers_by_ring:
            ring: Ring = []
            for number in numbers:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                ring.extend(arc[1:] if ring else arc)
            polygon.append(ring)
        polygons.append(polygon)
    return polygons


def unwrapped(line: Ring) -> Ring:
    """Let longitudes run past 180 degrees where a line crosses the date line."""
    turns = 0
    smooth = line[:1]
    for (before, _), (here, latitude) in pairwise(line):
        turns += round((before - here) / 360)
        smooth.append((here + 360 * turns, latitude))
    return smooth


def divided(polygon: Polygon) -> list[Polygon]:
    """Cut a polygon at the date line."""
    smooth = [unwrapped(ring) for ring in polygon]
    west = min(x for x, _ in smooth[0])
    for place, ring in enumerate(smooth):  # holes into the same turn as what they lie in
        turn = 360 * ceil((west - min(x for x, _ in ring)) / 360)
        smooth[place] = [(x + turn, y) for x, y in ring]
    moved = [[[(x + turn, y) for x, y in ring] for ring in smooth] for turn in (-360, 0, 360)]
    parts = [clipped(part, (-180.0, -90.0, 180.0, 90.0)) for part in moved]
    return [part for part in parts if part]


def simplified(line: Ring, tolerance: float) -> Ring:
    """Douglas and Peucker; the ends stay. A closed line is halved at its farthest point."""
    if line[0] == line[-1]:
        far = max(range(len(line)), key=lambda n: distance(line[n], line[0], line[0]))
        spans = [(0, far), (far, len(line) - 1)]
    else:
        spans = [(0, len(line) - 1)]
    keep = {n for span in spans for n in span}
    while spans:
        first, last = spans.pop()
        between = range(first + 1, last)
        if not between:
            continue
        far = max(between, key=lambda n: distance(line[n], line[first], line[last]))
        if distance(line[far], line[first], line[last]) > tolerance:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [line[n] for n in sorted(keep)]


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch, in degrees."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = ((x - x1) * dx + (y - y1) * dy) / length if length else 0.0
    along = min(1.0, max(0.0, along))
    return ((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5


def clipped(polygon: Polygon, box: Box) -> Polygon:
    """Cut each ring to the box (Sutherland and Hodgman), side by side."""
    rings = []
    for ring in polygon:
        cut = ring[:-1]
        for side in range(4):
            cut = beyond_cut(cut, axis=side % 2, limit=box[side], least=side < 2)
        if cut:
            rings.append([*cut, cut[0]])
    return rings


def beyond_cut(ring: Ring, *, axis: int, limit: float, least: bool) -> Ring:
    """Keep what lies on the inner side of one edge of the box."""

    def inside(point: Point) -> bool:
        return point[axis] >= limit if least else point[axis] <= limit

    kept: Ring = []
    for before, here in zip(ring[-1:] + ring[:-1], ring, strict=True):
        if inside(before) != inside(here):
            part = (limit - before[axis]) / (here[axis] - before[axis])
            crossing = [b + part * (h - b) for b, h in zip(before, here, strict=True)]
            crossing[axis] = limit
            kept.append((crossing[0], crossing[1]))
        if inside(here):
            kept.append(here)
    return kept


def tidy(polygons: list[Polygon], *, digits: int, smallest: float) -> list[Polygon]:
    """Round, drop doubled points and specks, turn rings the way GeoJSON wants them."""
    kept = []
    for polygon in polygons:
        rings = [rounded(ring, digits) for ring in polygon]
        rings = [ring for ring in rings if abs(area(ring)) >= smallest]
        if polygon and abs(area(rounded(polygon[0], digits))) >= smallest:
            kept.append([turned(ring, outer=place == 0) for place, ring in enumerate(rings)])
    return kept


def turned(ring: Ring, *, outer: bool) -> Ring:
    """Outer rings run anticlockwise, holes clockwise."""
    return ring if (area(ring) > 0) == outer else ring[::-1]


def rounded(ring: Ring, digits: int) -> Ring:
    """Round a ring and leave out points that fall on the one before."""
    points_: Ring = []
    for x, y in ring:
        point = (short(x, digits), short(y, digits))
        if not points_ or points_[-1] != point:
            points_.append(point)
    return points_


def short(number: float, digits: int) -> float:
    """Round; a whole number becomes an int, which JSON writes without `.0`."""
    near = round(number, digits)
    return int(near) if near == int(near) else near


def area(ring: Ring) -> float:
    """Square degrees, positive if anticlockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def feature(properties: dict[str, str], polygons: list[Polygon]) -> dict[str, Any]:
    """Wrap polygons as a GeoJSON feature."""
    geometry = {"type": "MultiPolygon", "coordinates": polygons}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(features: list[dict[str, Any]], view: Box) -> dict[str, Any]:
    """Put the whole file together."""
    return {"type": "FeatureCollection", "credit": CREDIT, "view": view, "features": features}


def compact(result: dict[str, Any]) -> str:
    """JSON with a line a feature and without idle spaces."""
    text = json.dumps(result, separators=(",", ":"), ensure_ascii=False)
    return text.replace('{"type":"Feature"', '\n{"type":"Feature"') + "\n"


def points(result: dict[str, Any]) -> int:
    """How many points a result has."""
    shapes = (shape["geometry"]["coordinates"] for shape in result["features"])
    return sum(len(ring) for shape in shapes for polygon in shape for ring in polygon)


if __name__ == "__main__":
    main()
