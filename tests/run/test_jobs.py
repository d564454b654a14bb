import pytest

from sendlib.contracts.areas import COUNCILS
from sendlib.errors import ParamsError, RenderError
from sendlib.params.load import default_params
from sendlib.params.new import write_params
from sendlib.run.jobs import Job, jobs_for, one_of_each_world


def planned(*paths, folder, everyone=False, formats="html,pdf", **more):
    return jobs_for(
        paths,
        everyone=everyone,
        params_folder=folder,
        report="evidence-base",
        formats=formats,
        **more,
    )


def test_a_job_is_named_after_its_params_file(tmp_path):
    path = write_params("York", tmp_path).rename(tmp_path / "ours.yml")
    (job,) = planned(path, folder=tmp_path)
    assert job == Job("ours", default_params("York"), "evidence-base", ("html", "pdf"))
    assert job.folder(tmp_path) == tmp_path / "ours" / "evidence-base"


def test_all_councils_have_a_job_their_own_file_before_the_defaults(tmp_path):
    path = write_params("York", tmp_path)
    path.write_text(path.read_text("utf-8").replace("title:", "title: Ours"))
    jobs = planned(folder=tmp_path, everyone=True)
    assert len(jobs) == len(COUNCILS) == 153
    assert {job.params.area for job in jobs} == set(COUNCILS)
    assert {job.slug: job.params.document.title for job in jobs}["york"] == "Ours"
    assert [job.slug for job in jobs if job.params.document.title] == ["york"]
    assert all(job.slug == job.params.slug for job in jobs)


def test_all_councils_and_a_file_named_besides(tmp_path):
    elsewhere = write_params("York", tmp_path / "other")
    demo = write_params("Demoshire", tmp_path / "other")
    jobs = planned(elsewhere, demo, folder=tmp_path / "params", everyone=True)
    assert len(jobs) == 154


def test_all_faults_of_all_files_are_told_at_once(tmp_path):
    for name in ("leeds", "kent"):
        (tmp_path / f"{name}.yml").write_text(f"area: {name}\nyaers: 1\n")
    with pytest.raises(ParamsError) as got:
        planned(tmp_path / "leeds.yml", tmp_path / "kent.yml", tmp_path / "no.yml", folder=tmp_path)
    lines = str(got.value).splitlines()
    assert [line for line in lines if "leeds.yml: line 2: yaers" in line]
    assert [line for line in lines if "kent.yml: line 2: yaers" in line]
    assert [line for line in lines if "no.yml: no such file" in line]


def test_a_file_that_bears_the_name_of_another_council_is_refused_for_all(tmp_path):
    write_params("York", tmp_path).rename(tmp_path / "leeds.yml")
    with pytest.raises(ParamsError, match=r"leeds\.yml: its area is York.*rename it"):
        planned(folder=tmp_path, everyone=True)
    assert planned(tmp_path / "leeds.yml", folder=tmp_path)[0].params.area_name == "York"


def test_two_files_of_one_name_would_write_the_same_report(tmp_path):
    paths = [write_params("York", tmp_path / name) for name in ("a", "b")]
    with pytest.raises(ParamsError, match="both reports would go to the folder york; rename one"):
        planned(*paths, folder=tmp_path)
    assert len(planned(paths[0], paths[0], folder=tmp_path)) == 1


@pytest.mark.parametrize("formats", ["", "html,doc", ","])
def test_formats_are_some_of_those_there_are(tmp_path, formats):
    with pytest.raises(
        ParamsError, match=r"--format: found .*, allowed: some of html,pdf,docx,xlsx,charts"
    ):
        planned(write_params("York", tmp_path), folder=tmp_path, formats=formats)


def test_nothing_named_is_nothing_to_build(tmp_path):
    with pytest.raises(ParamsError, match="no params file named: give one or more"):
        planned(folder=tmp_path)


def test_the_demo_and_each_set_of_editions_is_a_world_of_its_own():
    york, leeds, demo = (default_params(name) for name in ("York", "Leeds", "Demoshire"))
    pinned = york.model_copy(
        update={"sources": york.sources.model_copy(update={"ehc_plans": "2022"})}
    )
    assert len(one_of_each_world([york, leeds, demo, pinned])) == 3


def test_the_engine_is_one_of_those_there_are(tmp_path):
    with pytest.raises(ParamsError, match="--engine: found 'latex', allowed: builtin or quarto"):
        planned(write_params("York", tmp_path), folder=tmp_path, engine="latex")


def test_an_absent_quarto_is_told_before_anything_is_built(tmp_path, monkeypatch):
    monkeypatch.setenv("QUARTO_PATH", str(tmp_path / "quarto"))
    path = write_params("York", tmp_path)
    with pytest.raises(RenderError, match="Quarto was not found"):
        planned(path, folder=tmp_path, engine="quarto")
    monkeypatch.setattr("sendlib.report.quarto_engine.find_quarto", lambda: None)
    assert [job.engine for job in planned(path, folder=tmp_path, engine="quarto")] == ["quarto"]


def test_a_strategy_is_put_together_from_the_review_in_a_folder_of_its_own(tmp_path):
    path = write_params("York", tmp_path)
    for report in ("evidence-base", "commissioning-review"):
        (job,) = jobs_for(
            [path], everyone=False, params_folder=tmp_path, report=report, formats="html",
            form="strategy",
        )  # fmt: skip
        assert (job.report, job.notebook) == ("commissioning-strategy", "commissioning-review")
        assert job.folder(tmp_path) == tmp_path / "york" / "commissioning-strategy"
    (job,) = planned(path, folder=tmp_path)
    assert job.notebook == job.report


def test_a_form_that_does_not_exist_or_does_not_go_with_the_report_is_refused(tmp_path):
    path = write_params("York", tmp_path)
    with pytest.raises(ParamsError, match="--as: found 'plan', allowed: strategy"):
        planned(path, folder=tmp_path, form="plan")
    with pytest.raises(
        ParamsError, match="--as strategy: found --report x, allowed: commissioning"
    ):
        jobs_for(
            [path], everyone=False, params_folder=tmp_path, report="x", formats="html",
            form="strategy",
        )  # fmt: skip


REGION = "region: Two Downs\nmembers: [Kent, Surrey]\n"


def usual(*paths, report=""):
    return jobs_for(
        paths, everyone=False, params_folder=paths[0].parent, report=report, formats="html"
    )


def test_the_report_follows_from_what_a_params_file_names(tmp_path):
    region = tmp_path / "two-downs.yml"
    region.write_text(REGION)
    york = write_params("York", tmp_path)
    jobs = usual(region, york)
    assert {job.slug: job.report for job in jobs} == {
        "two-downs": "regional-commissioning", "york": "evidence-base",
    }  # fmt: skip


def test_a_report_that_does_not_fit_a_params_file_is_refused_with_what_would(tmp_path):
    region = tmp_path / "two-downs.yml"
    region.write_text(REGION)
    with pytest.raises(ParamsError, match=r"whose report is regional-commissioning; leave --rep"):
        usual(region, report="evidence-base")
    with pytest.raises(
        ParamsError, match=r"york\.yml: names a council; regional-commissioning need"
    ):
        usual(write_params("York", tmp_path), report="regional-commissioning")
