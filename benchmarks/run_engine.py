"""The run engine beside the loop that people run, and beside plain functions in warm processes.

Loop: for one council after the other, `papermill` with an ordinary kernel, then `jupyter nbconvert`
to HTML and once more to PDF. Plain functions: the notebook's cells as one function, called in warm
processes that are used again and again, as many as reports are built at a time. The ratios are of
wall time within one run of this program; CPU and memory are those of the whole tree of processes.
"""

import argparse
import ctypes
import itertools
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import yaml
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

ROOT = Path(__file__).parents[1]
FULL, SMALL = "evidence-base", "nine"
CHARTS = 9
FORMATS = ("html", "pdf")
BESIDE_LOOP = {SMALL: 8.0, FULL: 5.0}
BESIDE_FUNCTIONS = 1.15
CPU_OF_REPORT, CPU_OF_CHART = 1.0, 0.10
PEAK = 2.5 * 2**30
FLAT = 1.1  # times what a report costs at first, the most that one later on may cost
GOLDEN = 0.618034  # steps of so much of a whole never leave a gap, wherever they end
BESIDE = "loop, times the wall time of the engine"
LATER = "later half of reports, times the seconds of the earlier"
SUBREAPER = 36  # of prctl: orphans of this tree come to this process, so that their CPU is counted


@dataclass(frozen=True)
class Cost:
    """Seconds of wall time and of CPU, and the most memory the processes held at once, bytes."""

    wall: float
    cpu: float
    peak: int


def measured(work: Callable[[], object]) -> Cost:
    """Return what a piece of work costs, processes that outlive their parents included."""
    before, start, most, done = _cpu(), time.monotonic(), [0], threading.Event()

    def watch() -> None:
        while not done.wait(0.2):
            most[0] = max(most[0], sum(_held(process) for process in _tree()))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work()
    finally:
        wall = time.monotonic() - start
        done.set()
        watcher.join()
    _reap()
    return Cost(wall, _cpu() - before, most[0])


def _cpu() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _reap() -> None:
    """Wait for every process that was started below this one."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def _tree() -> Iterator[int]:
    """Yield the processes below this one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    below = {os.getpid()}
    while found := {one for one, parent in parents.items() if parent in below} - below:
        below |= found
    yield from below - {os.getpid()}


def _held(process: int) -> int:
    """Return the memory of a process, what it shares with others counted in part."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def small_notebook(full: NotebookNode) -> NotebookNode:
    """Return a notebook of nine charts and nine tables, made of the evidence base's cells."""
    code = [cell.source for cell in full.cells if cell.cell_type == "code"]
    start, shown = code[:2], [source for source in code if "sources_table(" in source]
    cells = [new_code_cell(start[0], metadata={"tags": ["parameters"]}), new_code_cell(start[1])]
    names = [source.partition("(")[2].rstrip(")") for source in code
             if source.startswith("indicator_chart(")]  # fmt: skip
    lines = [line for source in code for line in source.splitlines()]
    for name in names[:CHARTS]:
        made = next(line for line in lines if line.startswith(f"{name} = "))
        parts = [made, f"indicator_chart({name})", f"indicator_table({name})"]
        cells += [new_code_cell(part) for part in parts]
    cells += [new_code_cell(shown[0])]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={
        "kernelspec": kernel, "sendlib": {"report": SMALL, "language": "en-GB"},
    })  # fmt: skip


def write_params(count: int, folder: Path) -> list[Path]:
    """Write params files of councils with nothing but defaults, as many of them of every kind.

    Codes go by kind of council, and reports are built in order of file names: here any few of them
    are from all over the list.
    """
    from sendlib.contracts.areas import COUNCILS

    order = sorted(range(len(COUNCILS)), key=lambda place: place * GOLDEN % 1)
    codes = sorted(COUNCILS)
    folder.mkdir(exist_ok=True)
    paths = [folder / f"council-{number:03}.yml" for number in range(count)]
    for path, place in zip(paths, order, strict=False):
        path.write_text(yaml.safe_dump({"area": codes[place]}), encoding="utf-8")
    return paths


def by_loop(paths: Sequence[Path], notebook: Path, folder: Path) -> None:
    """Run what people write in a shell: papermill, then nbconvert for each format."""
    folder.mkdir()
    for path in paths:
        executed = folder / f"{path.stem}.ipynb"
        _quietly("papermill", notebook, executed, "-f", path, "-k", "python3")
        for format_ in FORMATS:
            _quietly("nbconvert", "--to", f"sendlib-{format_}", executed)


def by_engine(paths: Sequence[Path], report: str, folder: Path, *, jobs: int) -> None:
    """Build the reports by `sendlib build`."""
    if not paths:
        return
    _quietly(
        "sendlib.cli.main", "build", *paths, "--report", report, "--format", ",".join(FORMATS),
        "--out", folder, "--jobs", jobs,
    )  # fmt: skip


def _quietly(module: str, *words: object) -> None:
    call = f"import sys; from {module} import main; sys.exit(main())"
    starts = {"papermill": "-m", "nbconvert": "-m"}
    command = [sys.executable, "-m", module] if module in starts else [sys.executable, "-c", call]
    ended = subprocess.run(
        [*command, *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        raise SystemExit(f"{module} ended with {ended.returncode}: {ended.stderr[-2000:]}")


def as_function(task: tuple[Path, Path, Path]) -> None:
    """Run a notebook's code in this process, and write the files that a build writes."""
    from sendlib.params.load import load_params, to_notebook
    from sendlib.report.outputs import report_files
    from sendlib.run.make import inputs_of
    from sendlib.run.own import public_params
    from sendlib.run.shown import shown_of

    path, notebook, folder = task
    report = notebook.stem.replace("_", "-")
    read = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
    names: dict[str, Any] = {}
    params = load_params(path)
    for cell in read.cells:
        if cell.cell_type == "code":
            last = _run(cell.source, names)
            if "parameters" in cell.metadata.get("tags", ()):
                names |= to_notebook(params)
            cell.outputs = [_output(last)] if hasattr(last, "_repr_mimebundle_") else []
    _, files = report_files(
        shown_of(read, params, report), name=report, inputs=inputs_of(read),
        params=public_params(params), formats=FORMATS,
    )  # fmt: skip
    for name, content in files.items():
        written = folder / path.stem / name
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes(content)


def _run(source: str, names: dict[str, Any]) -> object:
    import ast

    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if last is None:
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # type: ignore[attr-defined]


def _output(view: Any) -> NotebookNode:
    data, metadata = view._repr_mimebundle_()
    data, metadata = json.loads(json.dumps([data, metadata]))
    return NotebookNode(output_type="display_data", data=data, metadata=NotebookNode(metadata))  # type: ignore[no-untyped-call]


def beside_functions(
    paths: Sequence[Path], notebook: Path, report: str, at: Path, *, jobs: int
) -> tuple[float, float]:
    """Return wall time of plain functions, and of the engine once its template is ready.

    The functions are called before and after, so that a machine that gets quicker or slower
    meanwhile favours neither.
    """
    from sendlib.params.load import load_params
    from sendlib.run.build import build
    from sendlib.run.jobs import Job
    from sendlib.run.plan import Step
    from sendlib.run.supervise import ENVIRONMENT

    os.environ |= {name: value for name, value in ENVIRONMENT.items() if name not in os.environ}
    tasks = [(path, notebook, at) for path in paths]
    steps = [
        Step(Job(path.stem, load_params(path), report, FORMATS), ("measured",)) for path in paths
    ]
    context = multiprocessing.get_context("spawn")
    with context.Pool(jobs, initializer=__import__, initargs=("sendlib.run.warm",)) as pool:
        pool.map(as_function, [tasks[0]] * jobs, chunksize=1)  # what loads at first use is loaded
        build(steps[:1], out=at / "first", workers=1)  # the template is there
        before = _seconds_of(lambda: pool.map(as_function, tasks, chunksize=1))
        engine = _seconds_of(lambda: build(steps, out=at / "engine", workers=jobs))
        after = _seconds_of(lambda: pool.map(as_function, tasks, chunksize=1))
    return (before + after) / 2, engine


def _seconds_of(work: Callable[[], object]) -> float:
    start = time.monotonic()
    work()
    return time.monotonic() - start


def main() -> int:
    """Measure and print; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--councils", type=int, nargs="+", default=[8, 32], help="numbers of them")
    parser.add_argument("--loop", type=int, help="councils of the loop; else the last number")
    parser.add_argument("--report", choices=(SMALL, FULL), default=FULL)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--parts", default="loop,functions,cost", help="with commas between")
    parser.add_argument("--alone", help=argparse.SUPPRESS)  # how this program calls itself
    given = parser.parse_args()
    if given.alone:
        named, notebook, report, at, jobs = json.loads(given.alone)
        paths = [Path(name) for name in named]
        print(json.dumps(beside_functions(paths, Path(notebook), report, Path(at), jobs=jobs)))
        return 0
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory(prefix="run-engine-") as scratch:
        return _measure(given, Path(scratch))


def _measure(given: argparse.Namespace, scratch: Path) -> int:
    notebooks = scratch / "notebooks"
    notebooks.mkdir()
    full = nbformat.read(ROOT / "notebooks/evidence_base.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    chosen = full if given.report == FULL else small_notebook(full)
    notebook = notebooks / f"{given.report.replace('-', '_')}.ipynb"
    nbformat.write(chosen, notebook)  # type: ignore[no-untyped-call]
    os.environ["SENDLIB_NOTEBOOKS"] = str(notebooks)
    charts = sum("_chart(" in cell.source or "_map(" in cell.source for cell in chosen.cells)
    paths = write_params(max(given.councils), scratch / "params")
    by_engine(paths[:1], given.report, scratch / "first", jobs=1)  # the store is filled
    rounds = []
    for number in range(given.rounds):
        at = scratch / f"round-{number}"
        at.mkdir()
        rounds.append(_round(given, notebook, paths, at))
    totals = {
        name: statistics.median(one[name] for one in rounds if name in one)
        for name in dict.fromkeys(name for one in rounds for name in one)
    }
    print(f"{given.report}, {charts} charts, {given.rounds} rounds, medians:")
    for name, value in totals.items():
        print(f"  {name}: {value:.3g}")
    return int(_is_missed(totals, given.report, charts))


def _round(
    given: argparse.Namespace, notebook: Path, paths: Sequence[Path], at: Path
) -> dict[str, float]:
    found: dict[str, float] = {}
    most, parts = max(given.councils), given.parts.split(",")
    looped = given.loop or most  # the loop's reports have nothing in common, so few tell of many
    for count in given.councils if "cost" in parts or "loop" in parts else ():
        folder = at / f"engine-{count}"
        cost = measured(
            lambda: by_engine(paths[:count], given.report, folder, jobs=given.jobs)  # noqa: B023
        )
        found[f"engine, {count} councils, wall s a report"] = cost.wall / count
        found[_cpu_of(count)] = cost.cpu / count
        found[f"engine, {count} councils, peak MiB"] = cost.peak / 2**20
    for few, many in itertools.pairwise(given.councils) if "cost" in parts else ():
        added = found[_cpu_of(many)] * many - found[_cpu_of(few)] * few
        found[f"engine, {few} to {many} councils, CPU s each more report"] = added / (many - few)
    if "cost" in parts and most > 1:
        found |= _later(at / f"engine-{most}")
    if "loop" in parts:
        cost = measured(lambda: by_loop(paths[:looped], notebook, at / "loop"))
        found[f"loop, {looped} councils, wall s a report"] = cost.wall / looped
        found[f"loop, {looped} councils, CPU s a report"] = cost.cpu / looped
        found[BESIDE] = (cost.wall / looped) / found[f"engine, {most} councils, wall s a report"]
    if "functions" in parts:
        # a process of its own, with which the template of its forks ends
        given_to = json.dumps(
            [[*map(str, paths)], str(notebook), given.report, str(at), given.jobs]
        )
        command = [sys.executable, __file__, "--alone", given_to]
        told = subprocess.check_output(command, cwd=ROOT, text=True)
        _reap()  # so that no process of it is left to be counted with what comes after
        functions, engine = json.loads(told.splitlines()[-1])
        found[f"functions, {most} councils, wall s a report"] = functions / most
        found["engine beside plain functions"] = engine / functions
    return found


def _later(folder: Path) -> dict[str, float]:
    """Return what later reports of a run took beside earlier ones, and each section that grew."""
    reports = json.loads((folder / "run.json").read_text(encoding="utf-8"))["reports"]
    middle = len(reports) // 2
    earlier, later = _seconds(reports[:middle]), _seconds(reports[middle:])
    grew = {
        name: later[name] / taken
        for name, taken in earlier.items()
        if name in later and (name == LATER or later[name] > FLAT * taken)
    }
    return {name: grew[name] for name in sorted(grew, key=lambda name: name != LATER)}


def _seconds(reports: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return medians of the seconds of reports, and of each section that is among the slowest."""
    taken: dict[str, list[float]] = {LATER: [one["seconds"] for one in reports]}
    for one in reports:
        for title, seconds in one["sections"].items():
            taken.setdefault(f"{LATER}, section {title}", []).append(seconds)
    return {
        name: statistics.median(some)
        for name, some in taken.items()
        if 2 * len(some) > len(reports)
    }


def _cpu_of(councils: int) -> str:
    return f"engine, {councils} councils, CPU s a report"


def _is_missed(found: dict[str, float], report: str, charts: int) -> bool:
    most = CPU_OF_REPORT + CPU_OF_CHART * charts
    return any(
        ("CPU s a report" in name and name.startswith("engine") and value > most)
        or (name == BESIDE and value < BESIDE_LOOP[report])
        or (name == "engine beside plain functions" and value > BESIDE_FUNCTIONS)
        or ("peak MiB" in name and value * 2**20 > PEAK)
        or (name == LATER and value > FLAT)
        for name, value in found.items()
    )


if __name__ == "__main__":
    sys.exit(main())
