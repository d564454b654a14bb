from sendlib.measures.ages import ALL_AGES, BANDS, band_share


def test_a_band_is_a_share_of_plans_whose_age_is_known(worcestershire_compared, ehc_plans):
    rows = [
        row
        for row in ehc_plans("caseload.csv", area="885", year="202425")
        if row["breakdown_topic"] == "Child or young persons age"
    ]
    of_age = {row["breakdown"]: float(row["ehcplans"]) for row in rows if row["ehcplans"] != "x"}
    own = worcestershire_compared(band_share("5 to 10")).own
    assert own["count"] == sum(of_age[age] for age in BANDS["5 to 10"])
    assert own["denominator"] == sum(of_age.get(age, 0) for age in ALL_AGES)


def test_bands_cover_every_age_to_25_once():
    assert len(ALL_AGES) == len(set(ALL_AGES)) == 24
