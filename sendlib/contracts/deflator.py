"""The GDP deflator, one vintage: what spend of one financial year is at the prices of another.

A report uses the published file where it is there, else this table. A test holds the two together.
"""

DEFLATOR_SOURCE = "OBR, Economic and fiscal outlook, November 2025, table 1.7 (growth, chained)"
DEFLATOR_VINTAGE = "November 2025"
LAST_OUTTURN = "2024-25"
# financial year -> index, 2024-25 = 100; forecast after the last outturn
DEFLATOR_INDEX = {
    "2008-09": 67.0729, "2009-10": 67.9331, "2010-11": 69.1039, "2011-12": 70.5854,
    "2012-13": 71.7802, "2013-14": 73.2616, "2014-15": 74.313, "2015-16": 74.8148,
    "2016-17": 76.2963, "2017-18": 77.2999, "2018-19": 79.0203, "2019-20": 81.147,
    "2020-21": 85.3763, "2021-22": 85.5914, "2022-23": 91.5651, "2023-24": 96.4158,
    "2024-25": 100.0, "2025-26": 102.9431, "2026-27": 105.2387, "2027-28": 107.3553,
    "2028-29": 109.3782, "2029-30": 111.3967, "2030-31": 113.5712,
}  # fmt: skip
