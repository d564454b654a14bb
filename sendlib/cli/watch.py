"""`sendlib watch`: one report, built again whenever its notebook or params change."""

import time
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from sendlib.cli.terminal import DONE, PARAMS_FOLDER, DataRaw, app, console, errors, use_data
from sendlib.run.jobs import Job, jobs_for
from sendlib.run.notebooks import notebook_path

LOOK_SECONDS = 0.1  # between two looks at the files


@app.command("watch")
def _watch(
    path: Annotated[
        Path, typer.Argument(metavar="PARAMS", help="A params file, such as params/x.yml.")
    ],
    data_raw: DataRaw = None,
    report: Annotated[
        str,
        typer.Option(help="Which report; for a council evidence-base, unless you name another."),
    ] = "",
    port: Annotated[int, typer.Option(min=0, help="Port of this machine; any free one for 0.")] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
) -> int:
    """Show one report in a browser, and build it again when its notebook or params change.

    Nothing is written: the page is kept in memory, and only this machine can see it.
    """
    use_data(data_raw)
    # all that makes reports is loaded only where there is one to make
    from sendlib.run.prepare import prepare_data
    from sendlib.run.preview import open_preview
    from sendlib.run.runs import open_runs
    from sendlib.run.supervise import start_template
    from sendlib.run.watch import Watched

    def load() -> Job:
        (job,) = jobs_for(
            [path], everyone=False, params_folder=PARAMS_FOLDER, report=report, formats="html"
        )
        return job

    job = load()
    notebook = notebook_path(job.notebook)
    start_template()
    prepare_data([job])
    preview = open_preview(port)
    with preview.serving(), open_runs() as runs:
        watched = Watched(load, (path, notebook), runs)
        console.print(f"{preview.address} shows {path.as_posix()}; Ctrl-C ends it")
        if browser:
            webbrowser.open(preview.address)
        try:
            while True:
                for got in watched.refresh() if watched.is_changed() else ():
                    preview.show(got.page, got.fault)
                    if got.fault:
                        errors.print(got.fault)
                    else:
                        console.print(f"{got.what}: {got.seconds:.1f} s")
                time.sleep(LOOK_SECONDS)
        except KeyboardInterrupt:
            return DONE
