"""Lists of areas, statistical neighbours and boundaries of the invented country."""

import json

import numpy as np

from sendlib.contracts.areas import DEMO_REGIONS
from sendlib.data.demo.containers import Floats, Ints, csv_bytes
from sendlib.data.demo.population import by_age
from sendlib.data.demo.profiles import COUNCILS, COUNT, REGIONS
from sendlib.data.demo.world import World

FOLDER = "reference/"
NEIGHBOURS_PATH = FOLDER + "dfe_statistical_neighbours_2025_wide.csv"
LOOKUP_PATH = FOLDER + "d2i_la_lookup.csv"
HIERARCHY_PATH = FOLDER + "dfe_la_lad_hierarchy.csv"
TIERS_PATH = FOLDER + "ons_ltla_utla_apr2023.csv"
BOUNDARIES_PATH = FOLDER + "ctyua_may2023_england_buc.geojson"
NEIGHBOURS = 10
# up to which distance a neighbour is how close
_CLOSENESS = ((0.9, "Extremely close"), (1.4, "Very close"), (2.0, "Close"),
              (2.7, "Somewhat close"))  # fmt: skip
# the map: councils side by side in a sea of their own, region after region from the north
WEST, NORTH, WIDTH, HEIGHT = -21.0, 53.4, 0.62, 0.42
COLUMNS, STEPS = 4, 6
_LOOKUP = (
    "urn", "la_code", "la_code_new", "stat_neighbours", "stat_neighbours_la_code",
    "stat_neighbours_previous", "local_authority_ons_name", "also_known_as", "region_code",
    "region_name", "domain", "ofsted_ilacs_scrape_la_name", "rgn22cd", "rgn22nm", "lad23cd",
    "ltla23cd", "ltla23nm", "ltla23nmw", "ltla23_ons", "utla23nm", "country",
    "ons_population_0-25", "ons_la_type",
)  # fmt: skip
REGION_LETTERS = dict(zip(REGIONS, ("DN", "DM", "DS"), strict=True))


def reference_files(demo: World) -> dict[str, bytes]:
    """Return the files by their paths."""
    nearest, distance = neighbours(demo)
    return {
        NEIGHBOURS_PATH: _neighbours(nearest, distance),
        LOOKUP_PATH: _lookup(demo, nearest),
        HIERARCHY_PATH: _hierarchy(),
        TIERS_PATH: _tiers(),
        BOUNDARIES_PATH: _boundaries(demo),
    }


def neighbours(demo: World) -> tuple[Ints, Floats]:
    """Return the councils most alike each council, nearest first, and how far apart they are."""
    themes = demo.profile.themes
    size = np.log(demo.profile.children[:, -1])
    traits = np.stack(
        [1.5 * themes["deprivation"], themes["attainment"], themes["care"],
         (size - size.mean()) / size.std()], axis=1,
    )  # fmt: skip
    apart = np.sqrt(((traits[:, None, :] - traits[None, :, :]) ** 2).sum(axis=2)) / 1.3
    np.fill_diagonal(apart, np.inf)
    nearest = np.argsort(apart, axis=1, kind="stable")[:, :NEIGHBOURS]
    return nearest, np.take_along_axis(apart, nearest, axis=1)


def neighbour_codes(nearest: Ints, council: int) -> list[str]:
    """Return the codes of a council's neighbours."""
    return [COUNCILS[at].code for at in nearest[council]]


def _closeness(distance: float) -> str:
    return next((word for limit, word in _CLOSENESS if distance <= limit), "Not close")


def _neighbours(nearest: Ints, distance: Floats) -> bytes:
    places = [f"SN_{at}{end}" for at in range(1, NEIGHBOURS + 1) for end in ("", "P")]
    rows = []
    for at, council in enumerate(COUNCILS):
        pairs = zip(neighbour_codes(nearest, at), distance[at], strict=True)
        cells = [cell for code, apart in pairs for cell in (code, _closeness(float(apart)))]
        region = str(REGIONS.index(council.region) + 1)
        rows.append([council.code, council.name, region, DEMO_REGIONS[council.region], *cells])
    header = ("old_la_code", "la_name", "region_ind", "region_name", *places)
    return csv_bytes(header, rows, mark=True)


def _kind(ons_code: str) -> str:
    return "County" if ons_code.startswith("E10") else "Unitary Authority"


def _lookup(demo: World, nearest: Ints) -> bytes:
    people = by_age(demo, 2023).sum(axis=1)
    rows = []
    for at, council in enumerate(COUNCILS):
        codes = neighbour_codes(nearest, at)
        by_code = {other.code: other.ons_codes[0] for other in COUNCILS}
        ons = council.ons_codes[0]
        region = DEMO_REGIONS[council.region]
        cells = {
            "urn": f"9{council.code}",
            "la_code": council.code,
            "la_code_new": ons,
            "stat_neighbours": ", ".join(codes),
            "stat_neighbours_la_code": ", ".join(by_code[code] for code in codes),
            "stat_neighbours_previous": ", ".join(codes),
            "local_authority_ons_name": council.name,
            "region_code": REGION_LETTERS[council.region],
            "region_name": region,
            "domain": f"{council.name.lower()}.example",
            "ofsted_ilacs_scrape_la_name": council.code,
            "rgn22cd": council.region,
            "rgn22nm": region,
            **dict.fromkeys(("lad23cd", "ltla23cd", "ltla23_ons"), ons),
            "ltla23nm": council.name,
            "utla23nm": council.name,
            "country": "England",
            "ons_population_0-25": str(int(people[at])),
            "ons_la_type": _kind(ons),
        }
        rows.append([cells.get(column, "") for column in _LOOKUP])
    return csv_bytes(_LOOKUP, rows, mark=True)


def _hierarchy() -> bytes:
    header = ("lad_code", "lad_name", "date_of_introduction", "date_of_termination", "status",
              "new_la_code", "la_name", "old_la_code")  # fmt: skip
    rows = []
    for council in COUNCILS:
        ons = council.ons_codes[0]
        rows.append([ons, council.name, "", "", "live", ons, council.name, council.code])
    return csv_bytes(header, rows)


def _tiers() -> bytes:
    header = ("LTLA23CD", "LTLA23NM", "LTLA23NMW", "UTLA23CD", "UTLA23NM", "UTLA23NMW", "ObjectId")
    rows = []
    for at, council in enumerate(COUNCILS, start=1):
        ons = council.ons_codes[0]
        rows.append([ons, council.name, "", ons, council.name, "", str(at)])
    return csv_bytes(header, rows, mark=True)


def _boundaries(demo: World) -> bytes:
    """Draw councils as cells of an uneven grid; neighbours share their edges point for point."""
    rows = COUNT // COLUMNS
    rng = demo.rng("places")
    corner = rng.uniform(-0.22, 0.22, (rows + 1, COLUMNS + 1, 2))
    across = rng.normal(0, 0.05, (rows + 1, COLUMNS, STEPS - 1))
    down = rng.normal(0, 0.05, (rows, COLUMNS + 1, STEPS - 1))

    def point(row: int, column: int) -> Floats:
        shift: Floats = np.array([column, row], dtype=float) + corner[row, column]
        return shift

    def edge(start: Floats, end: Floats, bend: Floats, axis: int) -> list[Floats]:
        parts = [start + (end - start) * step / STEPS for step in range(STEPS)]
        for step, amount in enumerate(bend, start=1):
            parts[step][axis] += amount
        return [*parts, end]

    features = []
    by_region = sorted(range(COUNT), key=lambda at: (COUNCILS[at].region, at))
    for place, council in enumerate(by_region):
        row, column = divmod(place, COLUMNS)
        top = edge(point(row, column), point(row, column + 1), across[row, column], 1)
        bottom = edge(
            point(row + 1, column), point(row + 1, column + 1), across[row + 1, column], 1
        )
        left = edge(point(row, column), point(row + 1, column), down[row, column], 0)
        right = edge(point(row, column + 1), point(row + 1, column + 1), down[row, column + 1], 0)
        # anticlockwise, as GeoJSON has outer rings
        ring = [*left, *bottom[1:], *right[-2::-1], *top[-2::-1]]
        features.append(_feature(council, ring))
    features.sort(key=lambda feature: str(feature["properties"]["CTYUA23CD"]))
    collection = {
        "type": "FeatureCollection",
        "name": "ctyua_may2023_england_buc",
        "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        "features": features,
    }
    return json.dumps(collection).encode("utf-8")


def _feature(council: int, ring: list[Floats]) -> dict[str, dict[str, object]]:
    degrees = [
        [round(WEST + WIDTH * float(x), 5), round(NORTH - HEIGHT * float(y), 5)] for x, y in ring
    ]
    degrees[-1] = degrees[0]
    middle = np.mean(degrees, axis=0)
    properties = {
        "CTYUA23CD": COUNCILS[council].ons_codes[0],
        "CTYUA23NM": COUNCILS[council].name,
        "LONG": round(float(middle[0]), 5),
        "LAT": round(float(middle[1]), 5),
    }
    geometry = {"type": "Polygon", "coordinates": [degrees]}
    return {"type": "Feature", "properties": properties, "geometry": geometry}  # type: ignore[dict-item]
