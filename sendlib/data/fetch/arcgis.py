"""Layers of the ONS Open Geography Portal, page by page, written as one GeoJSON file.

The server cuts a page at its own limit and says so with `exceededTransferLimit`; the next page is
asked for with `resultOffset`. Its errors come with status 200 and an `error` in the answer.
"""

import json
from collections.abc import Mapping
from typing import Any

from sendlib.data.fetch.transfer import RETRIED_STATUSES, Transfer
from sendlib.data.ways import Arcgis, Server
from sendlib.errors import SourceError


def arcgis_geojson(transfer: Transfer, way: Arcgis, servers: Mapping[Server, str]) -> bytes:
    """Return a layer as GeoJSON, its features in the order of their code, complete or not at all.

    Raises:
        SourceError: the answer is no GeoJSON, or features are missing or come twice.
    """
    url = f"{servers['arcgis']}/{way.service}/FeatureServer/{way.layer}/query"
    features = _features(transfer, url, way)
    codes = {feature["properties"][way.key] for feature in features}
    if len(features) != way.rows or len(codes) != way.rows:
        raise SourceError(
            f"{url}: {len(features)} features with {len(codes)} codes came, "
            f"{way.rows} are expected, each once"
        )
    features.sort(key=lambda feature: str(feature["properties"][way.key]))
    layer = {"type": "FeatureCollection", "name": way.service, "features": features}
    return (json.dumps(layer, ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def _features(transfer: Transfer, url: str, way: Arcgis) -> list[dict[str, Any]]:
    params = {**way.query, "f": "geojson", "orderByFields": way.key}
    features: list[dict[str, Any]] = []
    while True:
        offset = {"resultOffset": str(len(features))}
        answer = transfer.json(url, {**params, **offset}, refusal=_refusal)
        page = _page(answer, url, way.key)
        features += page
        if not page or not _is_cut(answer):
            return features


def _refusal(answer: Any) -> str | None:
    """Return an error that another attempt may mend; raise one that it cannot."""
    error = answer.get("error") if isinstance(answer, dict) else None
    if not isinstance(error, dict):
        return None
    found = f"the server answers with error {error.get('code')}: {error.get('message')}"
    if error.get("code") not in RETRIED_STATUSES:
        raise SourceError(found)
    return found


def _page(answer: Any, url: str, key: str) -> list[dict[str, Any]]:
    page = answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(page, list) or not all(
        isinstance(feature, dict) and key in (feature.get("properties") or {}) for feature in page
    ):
        raise SourceError(f"{url}: the answer is not GeoJSON whose features have a {key}")
    return page


def _is_cut(answer: dict[str, Any]) -> bool:
    """Whether there are more features; servers differ in where they say so."""
    properties = answer.get("properties") or {}
    return bool(answer.get("exceededTransferLimit") or properties.get("exceededTransferLimit"))
