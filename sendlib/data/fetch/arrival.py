"""One registered file to its `.part`, by whichever way the register says."""

import shutil
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sendlib.data.fetch.arcgis import arcgis_geojson
from sendlib.data.fetch.download import Received, download
from sendlib.data.fetch.ees import api_csv_url, catalogue_csv_url, release_zip_url
from sendlib.data.fetch.nomis import nomis_csv
from sendlib.data.fetch.transfer import Transfer
from sendlib.data.ways import Arcgis, EesApi, EesCsv, EesZip, File, Nomis, Server, ZipMember
from sendlib.errors import SourceError


@dataclass(frozen=True)
class Arrival:
    """Where a file came from, and the server's mark of this version of it."""

    url: str
    etag: str | None


@dataclass(frozen=True)
class Carrier:
    """What it takes to bring a file: a client, the servers, and the folder of the others."""

    transfer: Transfer
    servers: Mapping[Server, str]
    folder: Path

    def bring(
        self,
        way: EesZip | EesCsv | EesApi | File | ZipMember | Nomis | Arcgis,
        part: Path,
        *,
        known_etag: str | None,
        received: Received,
    ) -> Arrival | None:
        """Bring a file to `part`; return None if the server has no newer one.

        Raises:
            SourceError: it cannot be had, or not whole.
        """
        if isinstance(way, ZipMember):
            return self._taken_out(way, part)
        if isinstance(way, Nomis):
            table = nomis_csv(self.transfer, way, self.servers)
            return _written(part, table, f"{self.servers['nomis']}/dataset/{way.dataset}")
        if isinstance(way, Arcgis):
            layer = arcgis_geojson(self.transfer, way, self.servers)
            return _written(part, layer, f"{self.servers['arcgis']}/{way.service}")
        url = self._address(way)
        version = download(self.transfer, url, part, known_etag=known_etag, received=received)
        return Arrival(url, version.etag) if version else None

    def _address(self, way: EesZip | EesCsv | EesApi | File) -> str:
        if isinstance(way, EesZip):
            return release_zip_url(self.transfer, way, self.servers)
        if isinstance(way, EesCsv):
            return catalogue_csv_url(way, self.servers)
        if isinstance(way, EesApi):
            return api_csv_url(self.transfer, way, self.servers)
        return f"{self.servers[way.server]}/{way.address}"

    def _taken_out(self, way: ZipMember, part: Path) -> Arrival:
        archive = self.folder / way.archive
        if not archive.exists():
            raise SourceError(f"it is inside {way.archive}, which is not there")
        try:
            with (
                zipfile.ZipFile(archive) as zipped,
                zipped.open(way.member) as member,
                part.open("wb") as file,
            ):
                shutil.copyfileobj(member, file)
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            part.unlink(missing_ok=True)
            raise SourceError(f"{way.archive} has no readable {way.member}: {error}") from error
        return Arrival(f"{way.archive}/{way.member}", None)


def _written(part: Path, content: bytes, url: str) -> Arrival:
    part.write_bytes(content)
    return Arrival(url, None)
