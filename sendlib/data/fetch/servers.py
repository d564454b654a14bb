"""The publishers' servers, which tests and a council's mirror can replace."""

import os
from collections.abc import Mapping

from sendlib.data.ways import Server
from sendlib.errors import SourceError

# Explore Education Statistics: API v1, the content API behind its pages, and the site itself;
# DfE and Data to Insight repositories; Nomis; the server of the ONS Open Geography Portal
SERVERS: dict[Server, str] = {
    "ees_api": "https://api.education.gov.uk/statistics/v1",
    "ees_content": "https://content.explore-education-statistics.service.gov.uk/api",
    "ees_site": "https://explore-education-statistics.service.gov.uk",
    "github": "https://raw.githubusercontent.com",
    "nomis": "https://www.nomisweb.co.uk/api/v01",
    "arcgis": "https://services1.arcgis.com/ESMARspQHYMw9BZ9/arcgis/rest/services",
}


def server_addresses(base_urls: Mapping[str, str] | None = None) -> dict[Server, str]:
    """Return every server's address, without a slash at the end.

    A server's own address gives way to the environment's (`SENDLIB_EES_API`, `SENDLIB_NOMIS`,
    ...), and that to `base_urls`.

    Raises:
        SourceError: `base_urls` names a server there is not.
    """
    given = dict(base_urls or {})
    unknown = sorted(set(given) - set(SERVERS))
    if unknown:
        raise SourceError(
            f"no such server: {', '.join(unknown)}; the servers are {', '.join(SERVERS)}"
        )
    return {
        name: (given.get(name) or os.environ.get(f"SENDLIB_{name.upper()}") or address).rstrip("/")
        for name, address in SERVERS.items()
    }
