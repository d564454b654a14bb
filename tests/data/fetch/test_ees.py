import pytest

from sendlib.data.fetch.ees import api_csv_url, catalogue_csv_url, release_zip_url
from sendlib.data.ways import EesApi, EesCsv, EesZip
from sendlib.errors import SourceError

VERSION = "4c3eb898-bfd5-4081-9a96-4aa9abe32090"
PLANS = [{"id": f"p{i}", "title": f"Publication {i}"} for i in range(45)]
SETS = [{"id": "d1", "title": "Caseload"}, {"id": "d2", "title": "New plans"}]


@pytest.fixture
def api(publisher, json_answer):
    def listed(entries):
        def page(query):
            number, size = int(query["page"]), int(query["pageSize"])
            pages = -(-len(entries) // size)
            paging = {"page": number, "pageSize": size, "totalPages": pages, "totalResults": 45}
            shown = entries[(number - 1) * size : number * size]
            return json_answer({"paging": paging, "results": shown})

        return page

    publisher.answer("/ees_api/publications", listed(PLANS))
    publisher.answer("/ees_api/publications/p44/data-sets", listed(SETS))
    publisher.answer("/ees_api/publications/p0/data-sets", listed([]))
    return publisher


def way(publication="Publication 44", data_set="New plans", version=None):
    return EesApi(kind="ees_api", publication=publication, data_set=data_set, version=version)


def test_a_data_set_is_found_by_titles_through_all_pages(api, transfer, servers):
    assert api_csv_url(transfer, way(), servers) == f"{servers['ees_api']}/data-sets/d2/csv"
    asked = api.asked("/ees_api/publications")
    assert [request["query"]["page"] for request in asked] == ["1", "2", "3"]
    assert asked[0]["query"]["search"] == "Publication 44"


@pytest.mark.usefixtures("api")
def test_a_version_of_a_data_set_can_be_asked_for(transfer, servers):
    url = api_csv_url(transfer, way(version="1.2"), servers)
    assert url.endswith("/data-sets/d2/csv?dataSetVersion=1.2")


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("Publicaton 44", "x"), "no “Publicaton 44”; the nearest is “Publication 44”"),
        (("Publication 44", "Requests"), "no “Requests”$"),
        (("Publication 0", "Caseload"), "no “Caseload”$"),
    ],
)
@pytest.mark.usefixtures("api")
def test_a_title_that_is_not_listed_is_an_error(transfer, servers, titles, found):
    with pytest.raises(SourceError, match=found):
        api_csv_url(transfer, way(*titles), servers)


@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"results": []}'])
def test_another_interface_is_an_error(publisher, transfer, servers, body):
    publisher.serve("/ees_api/publications", body)
    with pytest.raises(SourceError, match="the interface may have changed"):
        api_csv_url(transfer, way(), servers)


def test_the_zip_of_a_release_has_the_address_of_its_version(transfer, servers):
    release = EesZip(kind="ees_zip", publication="plans", release="2025", release_version=VERSION)
    assert release_zip_url(transfer, release, servers) == (
        f"{servers['ees_content']}/releases/{VERSION}/files?fromPage=ReleaseDownloads"
    )


def test_the_version_of_a_release_is_looked_up(publisher, transfer, servers, json_answer):
    publisher.answer(
        "/ees_content/publications/plans/releases/2022/data-content",
        lambda _query: json_answer({"releaseVersionId": "v9", "dataSets": []}),
    )
    release = EesZip(kind="ees_zip", publication="plans", release="2022")
    assert "/releases/v9/files" in release_zip_url(transfer, release, servers)


def test_a_data_set_of_the_catalogue_has_a_fixed_address(servers):
    data_set = EesCsv(kind="ees_csv", data_set=VERSION)
    assert catalogue_csv_url(data_set, servers) == (
        f"{servers['ees_site']}/data-catalogue/data-set/{VERSION}/csv"
    )
