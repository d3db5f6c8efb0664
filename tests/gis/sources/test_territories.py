"""Territories from GeoJSON as French sources write it, and everything that is refused."""

import json
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from gis.errors import GisError, ReadError
from gis.sources.territories import read_territories
from gis.vocabulary import TerritoryKind
from tests.realdata import realdata

SQUARE = [[0.3, 43.9], [0.5, 43.9], [0.5, 44.0], [0.3, 44.0], [0.3, 43.9]]
BOW_TIE = [[0.3, 43.9], [0.5, 44.0], [0.5, 43.9], [0.3, 44.0], [0.3, 43.9]]


def a_feature(
    coordinates: Any = None, kind: str = "Polygon", **properties: object
) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties or {"code": "32107", "nom": "Condom"},
        "geometry": {"type": kind, "coordinates": coordinates or [SQUARE]},
    }


def content(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def refusal(data: bytes, kind: TerritoryKind | None = None) -> str:
    with pytest.raises(ReadError) as refused:
        read_territories(data, kind)
    return refused.value.key


def test_the_real_communes_of_the_gers_are_all_read() -> None:
    data = realdata("admin/france-geojson__communes-32-gers.geojson").read_bytes()
    records = read_territories(data)
    assert len(records) == 462
    assert {record.kind for record in records} == {TerritoryKind.COMMUNE}
    assert all(record.geom.is_valid and record.code.startswith("32") for record in records)
    assert next(record.name for record in records if record.code == "32107") == "Condom"
    source = json.loads(data)["features"]
    area = sum(shapely.from_geojson(json.dumps(one["geometry"])).area for one in source)
    assert sum(record.geom.area for record in records) == pytest.approx(area)


def test_a_file_of_one_feature_is_read() -> None:
    data = realdata("admin/france-geojson__departement-32-gers.geojson").read_bytes()
    (gers,) = read_territories(data)
    assert (gers.kind, gers.code, gers.name) == (TerritoryKind.DEPARTEMENT, "32", "Gers")


@pytest.mark.parametrize(
    ("properties", "kind", "code", "name"),
    [
        ({"code": "32107", "nom": "Condom"}, TerritoryKind.COMMUNE, "32107", "Condom"),
        ({"INSEE_COM": "2A004", "NOM": "Ajaccio", "SIREN_EPCI": "242010056"},
         TerritoryKind.COMMUNE, "2A004", "Ajaccio"),
        ({"insee": 32107, "name": "Condom"}, TerritoryKind.COMMUNE, "32107", "Condom"),
        ({"CODE_SIREN": "200066926", "NOM": "CA Grand Auch"},
         TerritoryKind.EPCI, "200066926", "CA Grand Auch"),
        ({"siren": 200066926, "raison_sociale": "CA  Grand\nAuch"},
         TerritoryKind.EPCI, "200066926", "CA Grand Auch"),
        ({"INSEE_DEP": "32", "NOM": "Gers"}, TerritoryKind.DEPARTEMENT, "32", "Gers"),
        ({"code": "974", "nom": "La Réunion"}, TerritoryKind.DEPARTEMENT, "974", "La Réunion"),
    ],
)  # fmt: skip
def test_keys_and_codes_are_read_as_french_files_write_them(
    properties: dict[str, object], kind: TerritoryKind, code: str, name: str
) -> None:
    (record,) = read_territories(content(a_feature(**properties)))
    assert (record.kind, record.code, record.name) == (kind, code, name)


def test_an_office_takes_any_code_when_its_kind_is_given() -> None:
    data = content(a_feature(code="ot-tenareze", nom="OT de la Ténarèze"))
    assert refusal(data) == "territories.unknown_code"
    (office,) = read_territories(data, TerritoryKind.OFFICE)
    assert (office.kind, office.code) == (TerritoryKind.OFFICE, "ot-tenareze")


def test_a_code_of_another_kind_than_the_one_given_is_refused() -> None:
    assert refusal(content(a_feature()), TerritoryKind.EPCI) == "territories.other_kind"


def test_the_code_of_the_kind_given_is_chosen_among_several() -> None:
    data = content(a_feature(insee_com="32107", siren_epci="243200417", nom="Condom"))
    assert read_territories(data, TerritoryKind.EPCI)[0].code == "243200417"
    assert read_territories(data, TerritoryKind.COMMUNE)[0].code == "32107"


def test_a_ring_that_crosses_itself_is_repaired() -> None:
    (record,) = read_territories(content(a_feature([BOW_TIE])))
    assert record.geom.is_valid
    assert record.geom.area == pytest.approx(0.01)


def test_heights_are_left_out_and_open_rings_closed() -> None:
    ring = [[*position, 100.0] for position in SQUARE[:-1]]
    (record,) = read_territories(content(a_feature([ring])))
    assert not record.geom.has_z
    assert record.geom.area == pytest.approx(0.02)


def test_holes_and_several_parts_are_kept() -> None:
    hole = [[0.35, 43.92], [0.4, 43.92], [0.4, 43.95], [0.35, 43.92]]
    island = [[0.6, 43.9], [0.7, 43.9], [0.7, 44.0], [0.6, 43.9]]
    (record,) = read_territories(content(a_feature([[SQUARE, hole], [island]], "MultiPolygon")))
    assert record.geom.area == pytest.approx(0.02 - 0.00075 + 0.005)


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "territories.not_geojson"),
        (b"\xff\xfe\x00", "territories.not_geojson"),
        (b"<gpx/>", "territories.not_geojson"),
        (b"[]", "territories.not_geojson"),
        (b'{"type":"FeatureCollection","features":{}}', "territories.not_geojson"),
        (content(), "territories.empty"),
        (b"[" * 100_000, "territories.too_deep"),
        (content("Condom"), "territories.no_code"),
        (content({"type": "Feature", "properties": None}), "territories.no_code"),
        (content(a_feature(nom="Condom")), "territories.no_code"),
        (content(a_feature(code=True, nom="Condom")), "territories.no_code"),
        (content(a_feature(code="3" * 90, nom="Condom")), "territories.no_code"),
        (content(a_feature(code="32107")), "territories.no_name"),
        (content(a_feature(code="32107", nom="\x00 \n")), "territories.no_name"),
        (content(a_feature(code="3210", nom="Condom")), "territories.unknown_code"),
        (content(a_feature(), a_feature()), "territories.twice"),
        (content(a_feature([0.3, 43.9], "Point")), "territories.not_an_area"),
        (content({**a_feature(), "geometry": None}), "territories.not_an_area"),
        (content(a_feature([SQUARE[:2]])), "territories.not_an_area"),
        (content(a_feature([[[0.3]] * 4])), "territories.not_an_area"),
        (content(a_feature([[[0.3, "43.9"]] * 4])), "territories.not_an_area"),
        (content(a_feature([[[0.3, None]] * 4])), "territories.not_an_area"),
        (content(a_feature([[[0.3, 43.9], [0.3]] * 4])), "territories.not_an_area"),
        (content(a_feature([[[10**40, 0]] * 4])), "territories.not_an_area"),
        (content(a_feature([[SQUARE[0]] * 4])), "territories.not_an_area"),
        (content(a_feature([[[463_000, 6_310_000]] * 4])), "territories.in_metres"),
        (content(a_feature([[[0.3, 143.9], *SQUARE[1:]]])), "territories.out_of_range"),
        (content(a_feature()).replace(b"43.9", b"1e999"), "territories.out_of_range"),
        (content(a_feature()).replace(b"43.9", b"NaN"), "territories.not_a_number"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_reason(data: bytes, key: str) -> None:
    assert refusal(data) == key


def test_coordinates_without_bottom_are_refused() -> None:
    deep = b"[" * 400 + b"]" * 400
    data = content(a_feature()).replace(json.dumps([SQUARE]).encode(), deep)
    assert refusal(data) == "territories.not_an_area"


any_json = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=20,
)


@given(any_json, any_json, any_json, st.sampled_from(["Polygon", "MultiPolygon", "Point"]))
def test_whatever_is_sent_is_records_or_one_reason(
    code: object, name: object, coordinates: object, kind: str
) -> None:
    feature = a_feature(code=code, nom=name)
    feature["geometry"] = {"type": kind, "coordinates": coordinates}
    for data in (content(feature), content(coordinates), json.dumps(coordinates).encode()):
        try:
            assert all(record.geom.is_valid for record in read_territories(data))
        except GisError as refused:
            assert refused.key.startswith("territories.")


@given(st.binary(max_size=60), st.integers(0, 200))
def test_bytes_broken_anywhere_are_records_or_one_reason(noise: bytes, at: int) -> None:
    whole = content(a_feature())
    for data in (noise, whole[:at], whole[:at] + noise + whole[at + len(noise) :]):
        try:
            read_territories(data)
        except GisError as refused:
            assert refused.key.startswith("territories.")
