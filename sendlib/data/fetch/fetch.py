"""Every registered file into its place: downloaded, checked, and put there as a whole."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Literal

import httpx

from sendlib.data.fetch.arrival import Arrival, Carrier
from sendlib.data.fetch.download import discard, part_of
from sendlib.data.fetch.integrity import file_sha256, is_registered, require_whole
from sendlib.data.fetch.receipts import Receipt, read_receipts, write_receipt
from sendlib.data.fetch.servers import server_addresses
from sendlib.data.fetch.transfer import Transfer
from sendlib.data.register import Register, Source
from sendlib.data.ways import Arcgis, ByHand, Nomis, ZipMember
from sendlib.errors import SourceError

TIMEOUT_SECONDS = 60.0

Progress = Callable[[str, int, int | None], None]
# kept: another edition than the registered one lies there and was left; by hand: it is absent
Status = Literal["downloaded", "up to date", "kept", "by hand"]


class ChangedFileError(SourceError):
    """The publisher's file is not the registered edition, and nobody said to take it."""


@dataclass(frozen=True)
class Fetched:
    """What became of one registered file: its path in the register, and a line for the user."""

    path: str
    status: Status
    detail: str


@dataclass(frozen=True)
class Gathered:
    """What became of all files; `failed` has one paragraph with the remedy per failure."""

    fetched: tuple[Fetched, ...]
    failed: tuple[str, ...]


def fetch(
    register: Register,
    folder: Path,
    *,
    only: Iterable[str] | None = None,
    refresh: bool = False,
    accept_changed: bool = False,
    client: httpx.Client | None = None,
    progress: Progress | None = None,
    base_urls: Mapping[str, str] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> list[Fetched]:
    """Bring every registered file to `folder`, as `gather` does.

    Raises:
        SourceError: some files could not be had; each is named with the remedy, and all others
            are in place.
    """
    gathered = gather(
        register,
        folder,
        only=only,
        refresh=refresh,
        accept_changed=accept_changed,
        client=client,
        progress=progress,
        base_urls=base_urls,
        sleep=sleep,
    )
    if gathered.failed:
        count = len(gathered.failed)
        faults = "\n".join(gathered.failed)
        raise SourceError(f"{count} file(s) could not be fetched, the others are there:\n{faults}")
    return list(gathered.fetched)


def gather(
    register: Register,
    folder: Path,
    *,
    only: Iterable[str] | None = None,
    refresh: bool = False,
    accept_changed: bool = False,
    client: httpx.Client | None = None,
    progress: Progress | None = None,
    base_urls: Mapping[str, str] | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Gathered:
    """Bring every registered file to `folder`, and go on where one fails.

    A file that is there is left as it is. A publisher's file that is not the registered edition
    is put in place only with `accept_changed`. A failed download can be gone on with later.

    Args:
        register: what to fetch and how.
        folder: data_raw; made if absent.
        only: paths, folders or patterns (`lait`, `*.zip`) to fetch; by default everything.
        refresh: ask the publishers also for files that are there.
        accept_changed: take a file that is not the registered edition.
        client: by default one that honours the system's proxy.
        progress: is told path, bytes so far and bytes in all, if known.
        base_urls: addresses of servers, by their names in `servers.SERVERS`.
        sleep: waits between attempts.

    Raises:
        SourceError: `only` or `base_urls` names something there is not.
    """
    servers = server_addresses(base_urls)
    sources = _chosen(register, only)
    own = client or httpx.Client(
        timeout=TIMEOUT_SECONDS, follow_redirects=True, headers={"User-Agent": "sendlib"}
    )
    try:
        errand = _Errand(
            carrier=Carrier(Transfer(own, sleep=sleep), servers, folder),
            folder=folder,
            refresh=refresh,
            accept_changed=accept_changed,
            progress=progress,
        )
        return _run(errand, sources)
    finally:
        if client is None:
            own.close()


def _chosen(register: Register, only: Iterable[str] | None) -> list[Source]:
    """Return the sources asked for, a file's archive always before the file."""
    wanted = [name.rstrip("/") for name in only] if only is not None else ["*"]
    paths = [source.path for source in register.sources]
    for name in wanted:
        if not any(_matches(path, name) for path in paths):
            near = get_close_matches(name, paths, n=1)
            hint = f"; the nearest is {near[0]}" if near else ""
            raise SourceError(f"no registered file is called {name}{hint}")
    chosen = [s for s in register.sources if any(_matches(s.path, name) for name in wanted)]
    return sorted(chosen, key=lambda source: isinstance(source.fetch, ZipMember))


def _matches(path: str, name: str) -> bool:
    return path.startswith(f"{name}/") or fnmatchcase(path, name)


def _run(errand: "_Errand", sources: list[Source]) -> Gathered:
    fetched, failed = [], []
    for source in sources:
        try:
            fetched.append(errand.go(source))
        except ChangedFileError as error:
            failed.append(f"- {source.path}: {error}")
        except OSError as error:
            failed.append(f"- {source.path}: cannot be put in place: {error}")
        except SourceError as error:
            failed.append(
                f"- {source.path}: {error}. Download it by hand from {source.page} "
                f"and put it at {errand.folder / source.path}"
            )
    return Gathered(tuple(fetched), tuple(failed))


@dataclass(frozen=True)
class _Errand:
    carrier: Carrier
    folder: Path
    refresh: bool
    accept_changed: bool
    progress: Progress | None

    def go(self, source: Source) -> Fetched:
        target = self.folder / source.path
        if target.exists() and (not self.refresh or isinstance(source.fetch, ByHand)):
            return _as_found(source, target)
        if isinstance(source.fetch, ByHand):
            instruction = f"{source.fetch.instruction} Page: {source.page}. Put it at {target}"
            return Fetched(source.path, "by hand", instruction)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = part_of(target)
        arrival = self.carrier.bring(
            source.fetch, part, known_etag=self._known_etag(source), received=self._told(source)
        )
        if arrival is None:
            return Fetched(source.path, "up to date", "the publisher has no newer file")
        return self._put_in_place(source, part, target, arrival)

    def _told(self, source: Source) -> Callable[[int, int | None], None]:
        def received(so_far: int, total: int | None) -> None:
            if self.progress:
                self.progress(source.path, so_far, total)

        return received

    def _known_etag(self, source: Source) -> str | None:
        """Return the server's mark of the file in place, if it is still the one that came."""
        target = self.folder / source.path
        receipt = read_receipts(self.folder).get(source.path)
        if receipt and target.exists() and file_sha256(target) == receipt.sha256:
            return receipt.etag
        return None

    def _put_in_place(self, source: Source, part: Path, target: Path, arrival: Arrival) -> Fetched:
        try:
            require_whole(part, source.path)
            detail = self._accepted(source, part, target)
        except SourceError:
            # what is damaged or unwanted is not a beginning to go on with
            discard(part)
            raise
        receipt = Receipt(arrival.url, arrival.etag, part.stat().st_size, file_sha256(part))
        part.replace(target)
        discard(part)
        write_receipt(self.folder, source.path, receipt)
        return Fetched(source.path, "downloaded", detail)

    def _accepted(self, source: Source, part: Path, target: Path) -> str:
        """Return what to tell of a file that may be put in place; refuse another edition."""
        if is_registered(part, source):
            return "the registered edition"
        if isinstance(source.fetch, Arcgis | Nomis) and not target.exists():
            return "put together from the publisher's interface, so not byte for byte as registered"
        found = file_sha256(part)
        if target.exists() and found == file_sha256(target):
            return "the same as the file that was there"
        if not self.accept_changed:
            raise ChangedFileError(
                f"the publisher's file changed: {part.stat().st_size:,} bytes with sha256 {found}, "
                f"registered are {source.size_bytes:,} bytes with {source.sha256}. "
                "It was not put in place: run with --accept-changed to take it"
            )
        return f"another edition than the registered one, accepted: sha256 {found}"


def _as_found(source: Source, target: Path) -> Fetched:
    if is_registered(target, source):
        return Fetched(source.path, "up to date", "the registered edition")
    return Fetched(source.path, "kept", "another edition than the registered one, left as it is")
