"""The areas of England as constants: 153 councils, nine regions, abolished councils, the demo's.

Keyed by the three-digit code of the Department for Education (DfE), which is stable; the ONS code
is not (Somerset, North Yorkshire, Buckinghamshire, Gateshead and Northumberland have had two).
A test holds these constants to the published lookups.
"""

from dataclasses import dataclass

ENGLAND = "ENG"
ENGLAND_NAME = "England"

REGIONS = {
    "E12000001": "North East",
    "E12000002": "North West",
    "E12000003": "Yorkshire and the Humber",
    "E12000004": "East Midlands",
    "E12000005": "West Midlands",
    "E12000006": "East of England",
    "E12000007": "London",
    "E12000008": "South East",
    "E12000009": "South West",
}

# LAIT splits London; these are the ONS codes of the two parts
LONDON_PARTS = {"E13000001": "London (Inner)", "E13000002": "London (Outer)"}


@dataclass(frozen=True)
class Council:
    """One English local authority with education duties.

    code: three-digit DfE code. region: E12 code. ons_codes: the present ONS code first, then
    every other one met in published files. aliases: other published spellings of the name.
    predecessors: DfE codes of the abolished councils whose area it took over, whole or in part.
    """

    code: str
    name: str
    region: str
    ons_codes: tuple[str, ...]
    aliases: tuple[str, ...]
    predecessors: tuple[str, ...]


_COUNCILS = (
    Council("201", "City of London", "E12000007", ("E09000001",), (), ()),
    Council("202", "Camden", "E12000007", ("E09000007",), (), ()),
    Council("203", "Greenwich", "E12000007", ("E09000011",), (), ()),
    Council("204", "Hackney", "E12000007", ("E09000012",), (), ()),
    Council("205", "Hammersmith and Fulham", "E12000007", ("E09000013",), (), ()),
    Council("206", "Islington", "E12000007", ("E09000019",), (), ()),
    Council("207", "Kensington and Chelsea", "E12000007", ("E09000020",), (), ()),
    Council("208", "Lambeth", "E12000007", ("E09000022",), (), ()),
    Council("209", "Lewisham", "E12000007", ("E09000023",), (), ()),
    Council("210", "Southwark", "E12000007", ("E09000028",), (), ()),
    Council("211", "Tower Hamlets", "E12000007", ("E09000030",), (), ()),
    Council("212", "Wandsworth", "E12000007", ("E09000032",), (), ()),
    Council("213", "Westminster", "E12000007", ("E09000033",), (), ()),
    Council("301", "Barking and Dagenham", "E12000007", ("E09000002",), (), ()),
    Council("302", "Barnet", "E12000007", ("E09000003",), (), ()),
    Council("303", "Bexley", "E12000007", ("E09000004",), (), ()),
    Council("304", "Brent", "E12000007", ("E09000005",), (), ()),
    Council("305", "Bromley", "E12000007", ("E09000006",), (), ()),
    Council("306", "Croydon", "E12000007", ("E09000008",), (), ()),
    Council("307", "Ealing", "E12000007", ("E09000009",), (), ()),
    Council("308", "Enfield", "E12000007", ("E09000010",), (), ()),
    Council("309", "Haringey", "E12000007", ("E09000014",), (), ()),
    Council("310", "Harrow", "E12000007", ("E09000015",), (), ()),
    Council("311", "Havering", "E12000007", ("E09000016",), (), ()),
    Council("312", "Hillingdon", "E12000007", ("E09000017",), (), ()),
    Council("313", "Hounslow", "E12000007", ("E09000018",), (), ()),
    Council("314", "Kingston upon Thames", "E12000007", ("E09000021",), (), ()),
    Council("315", "Merton", "E12000007", ("E09000024",), (), ()),
    Council("316", "Newham", "E12000007", ("E09000025",), (), ()),
    Council("317", "Redbridge", "E12000007", ("E09000026",), (), ()),
    Council("318", "Richmond upon Thames", "E12000007", ("E09000027",), (), ()),
    Council("319", "Sutton", "E12000007", ("E09000029",), (), ()),
    Council("320", "Waltham Forest", "E12000007", ("E09000031",), (), ()),
    Council("330", "Birmingham", "E12000005", ("E08000025",), (), ()),
    Council("331", "Coventry", "E12000005", ("E08000026",), (), ()),
    Council("332", "Dudley", "E12000005", ("E08000027",), (), ()),
    Council("333", "Sandwell", "E12000005", ("E08000028",), (), ()),
    Council("334", "Solihull", "E12000005", ("E08000029",), (), ()),
    Council("335", "Walsall", "E12000005", ("E08000030",), (), ()),
    Council("336", "Wolverhampton", "E12000005", ("E08000031",), (), ()),
    Council("340", "Knowsley", "E12000002", ("E08000011",), (), ()),
    Council("341", "Liverpool", "E12000002", ("E08000012",), (), ()),
    Council("342", "St. Helens", "E12000002", ("E08000013",), (), ()),
    Council("343", "Sefton", "E12000002", ("E08000014",), (), ()),
    Council("344", "Wirral", "E12000002", ("E08000015",), (), ()),
    Council("350", "Bolton", "E12000002", ("E08000001",), (), ()),
    Council("351", "Bury", "E12000002", ("E08000002",), (), ()),
    Council("352", "Manchester", "E12000002", ("E08000003",), (), ()),
    Council("353", "Oldham", "E12000002", ("E08000004",), (), ()),
    Council("354", "Rochdale", "E12000002", ("E08000005",), (), ()),
    Council("355", "Salford", "E12000002", ("E08000006",), (), ()),
    Council("356", "Stockport", "E12000002", ("E08000007",), (), ()),
    Council("357", "Tameside", "E12000002", ("E08000008",), (), ()),
    Council("358", "Trafford", "E12000002", ("E08000009",), (), ()),
    Council("359", "Wigan", "E12000002", ("E08000010",), (), ()),
    Council("370", "Barnsley", "E12000003", ("E08000016",), (), ()),
    Council("371", "Doncaster", "E12000003", ("E08000017",), (), ()),
    Council("372", "Rotherham", "E12000003", ("E08000018",), (), ()),
    Council("373", "Sheffield", "E12000003", ("E08000019",), (), ()),
    Council("380", "Bradford", "E12000003", ("E08000032",), (), ()),
    Council("381", "Calderdale", "E12000003", ("E08000033",), (), ()),
    Council("382", "Kirklees", "E12000003", ("E08000034",), (), ()),
    Council("383", "Leeds", "E12000003", ("E08000035",), (), ()),
    Council("384", "Wakefield", "E12000003", ("E08000036",), (), ()),
    Council("390", "Gateshead", "E12000001", ("E08000037", "E08000020"), (), ()),
    Council("391", "Newcastle upon Tyne", "E12000001", ("E08000021",), (), ()),
    Council("392", "North Tyneside", "E12000001", ("E08000022",), (), ()),
    Council("393", "South Tyneside", "E12000001", ("E08000023",), (), ()),
    Council("394", "Sunderland", "E12000001", ("E08000024",), (), ()),
    Council("420", "Isles of Scilly", "E12000009", ("E06000053",), (), ()),
    Council("800", "Bath and North East Somerset", "E12000009", ("E06000022",), (), ()),
    Council("801", "Bristol, City of", "E12000009", ("E06000023",), (), ()),
    Council("802", "North Somerset", "E12000009", ("E06000024",), (), ()),
    Council("803", "South Gloucestershire", "E12000009", ("E06000025",), (), ()),
    Council("805", "Hartlepool", "E12000001", ("E06000001",), (), ()),
    Council("806", "Middlesbrough", "E12000001", ("E06000002",), (), ()),
    Council("807", "Redcar and Cleveland", "E12000001", ("E06000003",), (), ()),
    Council("808", "Stockton-on-Tees", "E12000001", ("E06000004",), (), ()),
    Council(
        "810",
        "Kingston upon Hull, City of",
        "E12000003",
        ("E06000010",),
        ("Kingston Upon Hull, City of", "Kingston upon Hull", "Hull"),
        (),
    ),
    Council("811", "East Riding of Yorkshire", "E12000003", ("E06000011",), (), ()),
    Council("812", "North East Lincolnshire", "E12000003", ("E06000012",), (), ()),
    Council("813", "North Lincolnshire", "E12000003", ("E06000013",), (), ()),
    Council("815", "North Yorkshire", "E12000003", ("E06000065", "E10000023"), (), ()),
    Council("816", "York", "E12000003", ("E06000014",), (), ()),
    Council("821", "Luton", "E12000006", ("E06000032",), (), ()),
    Council("822", "Bedford", "E12000006", ("E06000055",), ("Bedford Borough",), ()),
    Council("823", "Central Bedfordshire", "E12000006", ("E06000056",), (), ()),
    Council("825", "Buckinghamshire", "E12000008", ("E06000060", "E10000002"), (), ()),
    Council("826", "Milton Keynes", "E12000008", ("E06000042",), (), ()),
    Council("830", "Derbyshire", "E12000004", ("E10000007",), (), ()),
    Council("831", "Derby", "E12000004", ("E06000015",), (), ()),
    Council("838", "Dorset", "E12000009", ("E06000059",), (), ("835",)),
    Council(
        "839",
        "Bournemouth, Christchurch and Poole",
        "E12000009",
        ("E06000058",),
        ("BCP", "Bournemouth Christchurch and Poole"),
        ("836", "837", "835"),
    ),
    Council("840", "County Durham", "E12000001", ("E06000047",), ("Durham",), ()),
    Council("841", "Darlington", "E12000001", ("E06000005",), (), ()),
    Council("845", "East Sussex", "E12000008", ("E10000011",), (), ()),
    Council("846", "Brighton and Hove", "E12000008", ("E06000043",), (), ()),
    Council("850", "Hampshire", "E12000008", ("E10000014",), (), ()),
    Council("851", "Portsmouth", "E12000008", ("E06000044",), (), ()),
    Council("852", "Southampton", "E12000008", ("E06000045",), (), ()),
    Council("855", "Leicestershire", "E12000004", ("E10000018",), (), ()),
    Council("856", "Leicester", "E12000004", ("E06000016",), (), ()),
    Council("857", "Rutland", "E12000004", ("E06000017",), (), ()),
    Council("860", "Staffordshire", "E12000005", ("E10000028",), (), ()),
    Council("861", "Stoke-on-Trent", "E12000005", ("E06000021",), (), ()),
    Council("865", "Wiltshire", "E12000009", ("E06000054",), (), ()),
    Council("866", "Swindon", "E12000009", ("E06000030",), (), ()),
    Council("867", "Bracknell Forest", "E12000008", ("E06000036",), (), ()),
    Council("868", "Windsor and Maidenhead", "E12000008", ("E06000040",), (), ()),
    Council("869", "West Berkshire", "E12000008", ("E06000037",), (), ()),
    Council("870", "Reading", "E12000008", ("E06000038",), (), ()),
    Council("871", "Slough", "E12000008", ("E06000039",), (), ()),
    Council("872", "Wokingham", "E12000008", ("E06000041",), (), ()),
    Council("873", "Cambridgeshire", "E12000006", ("E10000003",), (), ()),
    Council("874", "Peterborough", "E12000006", ("E06000031",), (), ()),
    Council("876", "Halton", "E12000002", ("E06000006",), (), ()),
    Council("877", "Warrington", "E12000002", ("E06000007",), (), ()),
    Council("878", "Devon", "E12000009", ("E10000008",), (), ()),
    Council("879", "Plymouth", "E12000009", ("E06000026",), (), ()),
    Council("880", "Torbay", "E12000009", ("E06000027",), (), ()),
    Council("881", "Essex", "E12000006", ("E10000012",), (), ()),
    Council("882", "Southend-on-Sea", "E12000006", ("E06000033",), (), ()),
    Council("883", "Thurrock", "E12000006", ("E06000034",), (), ()),
    Council("884", "Herefordshire, County of", "E12000005", ("E06000019",), ("Herefordshire",), ()),
    Council("885", "Worcestershire", "E12000005", ("E10000034",), (), ()),
    Council("886", "Kent", "E12000008", ("E10000016",), (), ()),
    Council("887", "Medway", "E12000008", ("E06000035",), (), ()),
    Council("888", "Lancashire", "E12000002", ("E10000017",), (), ()),
    Council("889", "Blackburn with Darwen", "E12000002", ("E06000008",), (), ()),
    Council("890", "Blackpool", "E12000002", ("E06000009",), (), ()),
    Council("891", "Nottinghamshire", "E12000004", ("E10000024",), (), ()),
    Council("892", "Nottingham", "E12000004", ("E06000018",), (), ()),
    Council("893", "Shropshire", "E12000005", ("E06000051",), (), ()),
    Council("894", "Telford and Wrekin", "E12000005", ("E06000020",), (), ()),
    Council("895", "Cheshire East", "E12000002", ("E06000049",), (), ()),
    Council("896", "Cheshire West and Chester", "E12000002", ("E06000050",), (), ()),
    Council("908", "Cornwall", "E12000009", ("E06000052",), (), ()),
    Council("916", "Gloucestershire", "E12000009", ("E10000013",), (), ()),
    Council("919", "Hertfordshire", "E12000006", ("E10000015",), (), ()),
    Council("921", "Isle of Wight", "E12000008", ("E06000046",), (), ()),
    Council("925", "Lincolnshire", "E12000004", ("E10000019",), (), ()),
    Council("926", "Norfolk", "E12000006", ("E10000020",), (), ()),
    Council("929", "Northumberland", "E12000001", ("E06000057", "E06000048"), (), ()),
    Council("931", "Oxfordshire", "E12000008", ("E10000025",), (), ()),
    Council("933", "Somerset", "E12000009", ("E06000066", "E10000027"), (), ()),
    Council("935", "Suffolk", "E12000006", ("E10000029",), (), ()),
    Council("936", "Surrey", "E12000008", ("E10000030",), (), ()),
    Council("937", "Warwickshire", "E12000005", ("E10000031",), (), ()),
    Council("938", "West Sussex", "E12000008", ("E10000032",), (), ()),
    Council("940", "North Northamptonshire", "E12000004", ("E06000061",), (), ("928",)),
    Council("941", "West Northamptonshire", "E12000004", ("E06000062",), (), ("928",)),
    Council("942", "Cumberland", "E12000002", ("E06000063",), (), ("909",)),
    Council("943", "Westmorland and Furness", "E12000002", ("E06000064",), (), ("909",)),
)

_ABOLISHED = (
    Council("835", "Dorset", "E12000009", ("E10000009",), (), ()),
    Council("836", "Poole", "E12000009", ("E06000029",), (), ()),
    Council("837", "Bournemouth", "E12000009", ("E06000028",), (), ()),
    Council("909", "Cumbria", "E12000002", ("E10000006",), (), ()),
    Council("928", "Northamptonshire", "E12000004", ("E10000021",), (), ()),
)

# Invented, for the demo. DfE codes begin at 201 and E12 codes end at 09, so none is real.
DEMO_REGIONS = {
    "E12000091": "Demo North",
    "E12000092": "Demo Midland",
    "E12000093": "Demo South",
}

_DEMO = (
    Council("101", "Demoshire", "E12000092", ("E10000901",), (), ()),
    Council("102", "Ashenmere", "E12000091", ("E06009001",), (), ()),
    Council("103", "Brackenvale", "E12000092", ("E06009002",), (), ()),
    Council("104", "Cindermoor", "E12000093", ("E06009003",), (), ()),
    Council("105", "Dunhallow", "E12000091", ("E06009004",), (), ()),
    Council("106", "Eskerby", "E12000092", ("E06009005",), (), ()),
    Council("107", "Fallowmarch", "E12000093", ("E06009006",), (), ()),
    Council("108", "Gorsewater", "E12000091", ("E06009007",), (), ()),
    Council("109", "Harrowfen", "E12000092", ("E06009008",), (), ()),
    Council("110", "Inglemoor", "E12000093", ("E06009009",), (), ()),
    Council("111", "Juniperton", "E12000091", ("E06009010",), (), ()),
    Council("112", "Kestrelby", "E12000092", ("E06009011",), (), ()),
    Council("113", "Larkhollow", "E12000093", ("E06009012",), (), ()),
    Council("114", "Merrowdale", "E12000091", ("E06009013",), (), ()),
    Council("115", "Netherquay", "E12000092", ("E06009014",), (), ()),
    Council("116", "Osierford", "E12000093", ("E06009015",), (), ()),
    Council("117", "Pellingmoor", "E12000091", ("E06009016",), (), ()),
    Council("118", "Quarrowby", "E12000092", ("E06009017",), (), ()),
    Council("119", "Rushmarch", "E12000093", ("E06009018",), (), ()),
    Council("120", "Sallowfield", "E12000091", ("E06009019",), (), ()),
    Council("121", "Thistlemere", "E12000092", ("E06009020",), (), ()),
    Council("122", "Umberleigh", "E12000093", ("E06009021",), (), ()),
    Council("123", "Velverton", "E12000091", ("E06009022",), (), ()),
    Council("124", "Wrenhollow", "E12000092", ("E06009023",), (), ()),
)

COUNCILS = {council.code: council for council in _COUNCILS}
ABOLISHED = {council.code: council for council in _ABOLISHED}
DEMO_COUNCILS = {council.code: council for council in _DEMO}


def is_demo(area_code: str) -> bool:
    """Say whether a code belongs to the demo's invented areas."""
    return area_code in DEMO_COUNCILS or area_code in DEMO_REGIONS


def council(area_code: str) -> Council:
    """Return a council, abolished council or demo council by its three-digit code.

    Raises:
        KeyError: no council has the code.
    """
    for group in (COUNCILS, DEMO_COUNCILS, ABOLISHED):
        if area_code in group:
            return group[area_code]
    raise KeyError(area_code)


def area_name(area_code: str) -> str:
    """Return the name a reader knows for any area code, comparators included.

    `SN-885` is the mean of the statistical neighbours of 885, `OWN-885` its user's own list.

    Raises:
        KeyError: the code is of no known area.
    """
    if area_code == ENGLAND:
        return ENGLAND_NAME
    if area_code.startswith("SN-"):
        return "Statistical neighbours"
    if area_code.startswith("OWN-"):
        return "Chosen councils"
    for group in (REGIONS, DEMO_REGIONS, LONDON_PARTS):
        if area_code in group:
            return group[area_code]
    return _reader_name(council(area_code).name)


def _reader_name(name: str) -> str:
    """Return `Bristol` for `Bristol, City of`, and so for `County of`."""
    for style in (", City of", ", County of"):
        name = name.removesuffix(style)
    return name


def name_inside(area_code: str) -> str:
    """Return an area's name as it follows `in`: the Isles of Scilly, the City of London, Kent."""
    name = area_name(area_code)
    return f"the {name}" if name.startswith(("Isle", "City of")) else name
