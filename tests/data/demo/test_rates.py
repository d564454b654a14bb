from sendlib.data.demo.rates import by_year, england_plans, lait_measures, rates


def test_every_section_names_its_source() -> None:
    for name, section in rates().items():
        assert len(section["source"]) > 30, name


def test_settings_of_england_are_nearly_all_of_its_plans() -> None:
    # two councils of 2024 are in the published total and not in its parts
    caseload = rates()["caseload"]
    for year, counts in caseload["setting_counts_by_year"].items():
        assert 0.99 * caseload["totals"][year] < sum(counts) <= caseload["totals"][year]
    assert len(caseload["settings"]) == 33


def test_yearly_series_are_by_calendar_year() -> None:
    assert by_year("caseload", "totals")[2025] == 638745
    plans = england_plans()
    assert min(plans) == 2010
    assert plans[2018] == 319819


def test_every_measure_has_a_value_for_each_year() -> None:
    for entry in lait_measures():
        assert len(entry["years"]) == len(entry["england"]), entry["measure"]
