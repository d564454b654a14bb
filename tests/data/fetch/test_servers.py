import pytest

from sendlib.data.fetch.servers import SERVERS, server_addresses
from sendlib.errors import SourceError


def test_a_servers_address_gives_way_to_the_environment_and_that_to_the_argument(monkeypatch):
    monkeypatch.setenv("SENDLIB_NOMIS", "https://mirror.example/nomis/")
    monkeypatch.setenv("SENDLIB_GITHUB", "https://mirror.example/github")
    addresses = server_addresses({"github": "http://127.0.0.1:1/"})
    assert addresses["nomis"] == "https://mirror.example/nomis"
    assert addresses["github"] == "http://127.0.0.1:1"
    assert addresses["arcgis"] == SERVERS["arcgis"]


def test_an_unknown_server_is_refused_with_the_known_ones():
    with pytest.raises(SourceError, match="no such server: git, hub; the servers are ees_api"):
        server_addresses({"hub": "x", "git": "x"})
