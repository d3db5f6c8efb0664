"""Headers of answers: of pages, open files, redirects, packed answers and static files."""

import gzip
import re

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from app.access import Access, allow
from app.compression import init_compression
from app.site.static_files import FOLDER, version_of

GPX = "/itineraires/gr65-via-podiensis.gpx"
PACKED = {"Accept-Encoding": "gzip"}


@pytest.mark.parametrize("path", [GPX, "/feeds/cirkwi/circuits.xml", "/tiles/routes/8/128/93.mvt"])
def test_a_page_of_another_site_may_ask_for_open_files_with_conditions(
    demo_client: FlaskClient, path: str
) -> None:
    asked = demo_client.options(path, headers={"Origin": "https://ailleurs.example"})
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Origin"] == "*"
    for name in ("If-None-Match", "If-Modified-Since", "Range"):
        assert name in asked.headers["Access-Control-Allow-Headers"]
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert asked.headers["Access-Control-Max-Age"] == "86400"
    exposed = demo_client.get(path).headers["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "Content-Disposition", "Content-Range", "Retry-After"} <= set(exposed)


def test_a_page_is_not_open_to_scripts_of_other_sites(demo_client: FlaskClient) -> None:
    assert "Access-Control-Allow-Origin" not in demo_client.get("/fr/").headers
    assert "Access-Control-Allow-Headers" not in demo_client.options("/fr/").headers


@pytest.mark.parametrize("path", ["/fr", "/feeds", "/fr//itineraires/x"])
def test_a_redirect_to_the_right_address_names_no_host(demo_client: FlaskClient, path: str) -> None:
    answer = demo_client.open(path=path, base_url="http://elsewhere.example:81")
    assert answer.status_code == 308
    assert re.match(r"/[^/]", answer.headers["Location"])
    assert "elsewhere" not in answer.text


def test_a_redirect_keeps_its_query(demo_client: FlaskClient) -> None:
    assert demo_client.get("/fr?q=a%26b").headers["Location"] == "/fr/?q=a%26b"


@pytest.mark.parametrize("path", ["/fr/", "/fr/rien", "/feeds/", "/tiles/routes.json"])
def test_what_is_made_on_the_spot_travels_packed_to_those_who_take_it(
    demo_client: FlaskClient, path: str
) -> None:
    headers = {"Accept": "text/html"}
    plain = demo_client.get(path, headers=headers)
    packed = demo_client.get(path, headers={**headers, **PACKED})
    assert "Content-Encoding" not in plain.headers
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
    if len(plain.data) > 1000:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
        assert gzip.decompress(packed.data) == plain.data


def test_gzip_that_is_refused_is_not_sent(demo_client: FlaskClient) -> None:
    answer = demo_client.get("/fr/", headers={"Accept-Encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in answer.headers


def test_a_tile_is_packed_once_and_its_etag_is_not_the_plain_ones(
    demo_client: FlaskClient,
) -> None:
    tile = "/tiles/routes/8/128/93.mvt"
    packed = demo_client.get(tile, headers=PACKED)
    assert gzip.decompress(packed.data) == demo_client.get(tile).data
    etag, is_weak = packed.get_etag()
    assert etag and is_weak
    again = demo_client.get(tile, headers={**PACKED, "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_a_kept_file_is_not_packed_twice(demo_client: FlaskClient) -> None:
    packed = demo_client.get(GPX, headers=PACKED)
    assert gzip.decompress(packed.data).startswith(b"<?xml")


def test_only_large_text_is_packed_and_a_strong_etag_becomes_weak() -> None:
    app = Flask("packing")
    init_compression(app)

    @app.get("/<kind>/<int:size>")
    @allow(Access.PUBLIC)
    def body(kind: str, size: int) -> Response:
        answer = Response(b"a" * size, mimetype=kind.replace("-", "/"))
        answer.set_etag("strong")
        return answer

    client = app.test_client()
    page = client.get("/text-html/2000", headers=PACKED)
    assert page.headers["Content-Encoding"] == "gzip"
    assert page.headers["ETag"] == 'W/"strong"'
    assert client.get("/text-html/2000").headers["ETag"] == '"strong"'
    assert "Content-Encoding" not in client.get("/text-html/900", headers=PACKED).headers
    assert "Content-Encoding" not in client.get("/image-png/2000", headers=PACKED).headers


def static_addresses(client: FlaskClient) -> list[str]:
    return re.findall(r'"(/static/[^"]+)"', client.get("/fr/").text)


def test_static_files_are_kept_for_ever_under_addresses_that_change_with_them(
    demo_client: FlaskClient,
) -> None:
    addresses = static_addresses(demo_client)
    assert len(addresses) >= 9
    for address in addresses:
        answer = demo_client.get(address)
        assert answer.status_code == 200, address
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["ETag"].startswith('W/"')
        assert address.startswith((f"/static/{version_of(FOLDER)}/", "/static/vendor/"))


def test_scripts_name_scripts_that_are_served(demo_client: FlaskClient) -> None:
    (first,) = (one for one in static_addresses(demo_client) if one.endswith("/home.js"))
    waiting, seen = [first], set[str]()
    while waiting:
        address = waiting.pop()
        answer = demo_client.get(address)
        assert answer.status_code == 200, address
        seen.add(address)
        for name in re.findall(r'^import .* from "([^"]+)";', answer.text, re.M):
            below = address.rsplit("/", 1)[0]
            found = name if name.startswith("/") else f"{below}/{name.removeprefix('./')}"
            if found not in seen and "/vendor/" not in found:
                waiting.append(found)
            elif found not in seen:
                assert demo_client.get(found).status_code == 200, found
    assert len(seen) > 8


def test_the_version_follows_what_is_in_the_files(tmp_path) -> None:
    (tmp_path / "css").mkdir()
    sheet = tmp_path / "css" / "page.css"
    sheet.write_text("a {}")
    before = version_of(tmp_path)
    (tmp_path / "css" / "page.css.gz").write_bytes(b"packed")
    assert version_of(tmp_path) == before
    sheet.write_text("b {}")
    assert version_of(tmp_path) != before


def test_a_packed_twin_older_than_its_file_is_not_served(tmp_path) -> None:
    import os

    from app.site.static_files import _StaticFiles

    for name in ("fresh.css", "stale.css"):
        (tmp_path / name).write_text("a {}" * 500)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(b"a {}" * 500))
    os.utime(tmp_path / "stale.css.gz", (1, 1))
    app = Flask("static", static_folder=None)
    files = _StaticFiles(app.wsgi_app)
    files.add_files(str(tmp_path), prefix="static/")
    app.wsgi_app = files
    client = app.test_client()
    fresh = client.get("/static/fresh.css", headers=PACKED)
    assert fresh.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get("/static/stale.css", headers=PACKED).headers
    assert client.get("/static/fresh.css.gz").status_code == 404
