"""Map of England as one small drawing: the councils with a report stand out, London is enlarged."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise

import pandas as pd

from sendlib.contracts.areas import COUNCILS, area_name
from sendlib.data.boundaries import Ring, polygons_of

TALL = 1000  # units of the drawing from south to north, whole numbers all: what a screen can show
LONDON = "E12000007"
ENLARGED = 3.0
INSET_LEFT, INSET_TOP = 0.70, 0.06  # of the drawing; the North Sea has room there
SMALL = 30  # square units
ATTRIBUTION = (
    "Boundaries: Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Contains OS data © Crown copyright and database right 2023."
)

Point = tuple[int, int]


@dataclass(frozen=True)
class Shape:
    """One council on the map.

    slug: its folder, "" without report. path: the `d` of an SVG path. ring: where a ring draws
    the eye to it, None for a council that is large enough to be seen, or has no report.
    """

    area_code: str
    name: str
    slug: str
    path: str
    ring: Point | None

    @property
    def in_london(self) -> bool:
        """Whether it is drawn a second time, enlarged."""
        return COUNCILS[self.area_code].region == LONDON


@dataclass(frozen=True)
class England:
    """The drawing: its size, all councils, and London again, enlarged.

    london_title: where London's own title ends. shown: how many councils have a report.
    """

    width: int
    height: int
    shapes: tuple[Shape, ...]
    london: tuple[Shape, ...]
    london_title: Point
    shown: int

    @property
    def of(self) -> int:
        """How many councils are drawn."""
        return len(self.shapes)


@dataclass(frozen=True)
class _Ground:
    """How degrees become units: the western and northern end, units a degree, and where to."""

    west: float
    north: float
    scale: float
    squeeze: float
    left: float = 0.0
    top: float = 0.0

    def point(self, longitude: float, latitude: float) -> Point:
        x = (longitude - self.west) * self.squeeze * self.scale + self.left
        return round(x), round((self.north - latitude) * self.scale + self.top)


def england_map(boundaries: pd.DataFrame, slugs: Mapping[str, str]) -> England:
    """Draw the councils.

    Args:
        boundaries: table `boundaries`.
        slugs: folder of each council that has a report, by code.
    """
    polygons = {
        str(code): polygons_of(str(cell))
        for code, cell in boundaries[["area_code", "polygons"]].itertuples(index=False)
        if str(code) in COUNCILS
    }
    everywhere = _points(polygons, polygons)
    west, *_, east = sorted(longitude for longitude, _ in everywhere)
    south, *_, north = sorted(latitude for _, latitude in everywhere)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = TALL / (north - south)
    width = math.ceil((east - west) * squeeze * scale)
    boroughs = [code for code in polygons if COUNCILS[code].region == LONDON]
    inner = _points(polygons, boroughs) or everywhere
    left, top = round(INSET_LEFT * width), round(INSET_TOP * TALL)
    inset = _Ground(
        west=min(longitude for longitude, _ in inner),
        north=max(latitude for _, latitude in inner),
        scale=scale * ENLARGED,
        squeeze=squeeze,
        left=left,
        top=top,
    )
    right, _ = inset.point(max(longitude for longitude, _ in inner), north)
    ground = _Ground(west, north, scale, squeeze)
    return England(
        width=max(width, right if boroughs else 0),
        height=TALL,
        shapes=_shapes(polygons, ground, slugs, polygons),
        london=_shapes(polygons, inset, slugs, boroughs),
        london_title=(right, top - 14),
        shown=len(set(slugs) & set(polygons)),
    )


def _points(
    polygons: Mapping[str, list[list[Ring]]], codes: Collection[str]
) -> list[tuple[float, float]]:
    return [
        point for code in codes for polygon in polygons[code] for ring in polygon for point in ring
    ]


def _shapes(
    polygons: Mapping[str, list[list[Ring]]],
    ground: _Ground,
    slugs: Mapping[str, str],
    codes: Collection[str],
) -> tuple[Shape, ...]:
    return tuple(
        Shape(
            area_code=code,
            name=area_name(code),
            slug=slugs.get(code, ""),
            path=_path(polygons[code], ground),
            ring=_ring(polygons[code], ground) if code in slugs else None,
        )
        for code in sorted(codes)
    )


def _ring(polygons: list[list[Ring]], ground: _Ground) -> Point | None:
    """Return the middle of a council that covers too little to be seen."""
    outlines = [[ground.point(*point) for point in polygon[0]] for polygon in polygons]
    if sum(map(_doubled_area, outlines)) > 2 * SMALL:
        return None
    across, down = zip(*chain.from_iterable(outlines), strict=True)
    return (min(across) + max(across)) // 2, (min(down) + max(down)) // 2


def _doubled_area(outline: list[Point]) -> int:
    return abs(sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(outline)))


def _path(polygons: list[list[Ring]], ground: _Ground) -> str:
    """Return rings as steps between whole units; what is smaller than a unit is left out.

    A council that is smaller than that as a whole is a small square, for it has to be seen.
    """
    rings = [_steps(ring, ground) for polygon in polygons for ring in polygon]
    drawn = "".join(ring for ring in rings if ring)
    if drawn:
        return drawn
    x, y = ground.point(*polygons[0][0][0])
    return f"M{x - 2} {y - 2}h4v4h-4z"


def _steps(ring: Ring, ground: _Ground) -> str:
    points = [ground.point(longitude, latitude) for longitude, latitude in ring]
    moves = [(x - before_x, y - before_y) for (before_x, before_y), (x, y) in pairwise(points)]
    kept = [move for move in moves if move != (0, 0)]
    if len(kept) < 3:
        return ""
    x, y = points[0]
    # the last step is the one that z draws
    return f"M{x} {y}l{' '.join(f'{right} {down}' for right, down in kept[:-1])}z"
