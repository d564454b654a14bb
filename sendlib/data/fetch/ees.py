"""Addresses of files on Explore Education Statistics (EES).

API v1 lists publications and their data sets page by page (`page`, `pageSize`; the answer's
`paging.totalPages`) and gives a whole data set as CSV. The content API behind the site's pages
gives the id of a release's version, and everything of a release as one zip.
"""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from sendlib.data.fetch.transfer import Transfer
from sendlib.data.ways import EesApi, EesCsv, EesZip, Server
from sendlib.errors import SourceError

# the largest page that both lists allow
PAGE_SIZE = 20


def release_zip_url(transfer: Transfer, way: EesZip, servers: Mapping[Server, str]) -> str:
    """Return the address of the zip with everything of a release."""
    content = servers["ees_content"]
    version = way.release_version
    if version is None:
        url = f"{content}/publications/{way.publication}/releases/{way.release}/data-content"
        version = _field(transfer.json(url, {}), "releaseVersionId", url)
    return f"{content}/releases/{version}/files?fromPage=ReleaseDownloads"


def catalogue_csv_url(way: EesCsv, servers: Mapping[Server, str]) -> str:
    """Return the address of a data set of the data catalogue as CSV."""
    return f"{servers['ees_site']}/data-catalogue/data-set/{way.data_set}/csv"


def api_csv_url(transfer: Transfer, way: EesApi, servers: Mapping[Server, str]) -> str:
    """Return the address of a data set of the API as CSV, found by the titles of both."""
    api = servers["ees_api"]
    publication = _id_of(
        way.publication, _listed(transfer, f"{api}/publications", {"search": way.publication})
    )
    data_set = _id_of(
        way.data_set, _listed(transfer, f"{api}/publications/{publication}/data-sets", {})
    )
    version = f"?dataSetVersion={way.version}" if way.version else ""
    return f"{api}/data-sets/{data_set}/csv{version}"


def _listed(transfer: Transfer, url: str, params: dict[str, str]) -> Iterator[dict[str, Any]]:
    page, pages = 1, 1
    while page <= pages:
        answer = transfer.json(url, {**params, "page": str(page), "pageSize": str(PAGE_SIZE)})
        yield from _field(answer, "results", url)
        pages = _field(_field(answer, "paging", url), "totalPages", url)
        page += 1


def _id_of(title: str, entries: Iterator[dict[str, Any]]) -> str:
    ids = {str(entry.get("title")): str(entry.get("id")) for entry in entries}
    if title not in ids:
        near = get_close_matches(title, ids, n=1)
        hint = f"; the nearest is “{near[0]}”" if near else ""
        raise SourceError(f"Explore Education Statistics lists no “{title}”{hint}")
    return ids[title]


def _field(answer: Any, name: str, url: str) -> Any:
    if not isinstance(answer, dict) or name not in answer:
        raise SourceError(f"{url}: the answer has no {name}; the interface may have changed")
    return answer[name]
