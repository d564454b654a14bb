from tests.data.demo.local.conftest import Records


def test_each_step_comes_after_the_one_before(drawn: Records) -> None:
    steps = drawn["sen2_requests"].merge(drawn["sen2_assessments"], on="request_id")
    assert not (steps["request_outcome_date"] < steps["received_date"]).any()
    assert not (steps["assessment_outcome_date"] < steps["request_outcome_date"]).any()


def test_everybody_in_the_return_has_one_request(drawn: Records) -> None:
    persons, requests = drawn["sen2_persons"], drawn["sen2_requests"]
    assert sorted(requests["person_id"]) == sorted(persons["person_id"])


def test_old_requests_are_marked_as_decided_long_ago(drawn: Records) -> None:
    requests = drawn["sen2_requests"]
    long_ago = requests[requests["request_outcome"] == "H"]
    assert len(long_ago) > 0
    assert long_ago["received_date"].dt.year.max() < 2022
