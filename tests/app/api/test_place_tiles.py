"""Vector tiles of places: what lies by the way comes close up, and labels that are held."""

from math import asinh, pi, radians, tan

from flask.testing import FlaskClient

from gis.vocabulary import PROVIDER_KINDS, PlaceKind
from tests.app.api.test_tiles import features

CONDOM = (0.3722, 43.9581)
BY_THE_WAY = set(PlaceKind) - {PlaceKind.TOWN, PlaceKind.VIEWPOINT}


def tile_of(z: int) -> str:
    """The address of the tile around Condom (slippy map numbering, OpenStreetMap wiki)."""
    lon, lat = CONDOM
    x = int((lon + 180) / 360 * 2**z)
    y = int((1 - asinh(tan(radians(lat))) / pi) / 2 * 2**z)
    return f"/tiles/places/{z}/{x}/{y}.mvt"


def kinds(client: FlaskClient, z: int) -> set[str]:
    return {place["kind"] for place in features(client.get(tile_of(z)).data, "places")}


def test_what_lies_by_the_way_appears_close_up_only(demo_client: FlaskClient) -> None:
    assert not kinds(demo_client, 11) & BY_THE_WAY
    assert {"water", "heritage", "lodging"} <= kinds(demo_client, 12)


def test_who_holds_a_label_is_told_from_who_does_not(demo_client: FlaskClient) -> None:
    places = features(demo_client.get(tile_of(12)).data, "places")
    labelled = {place["kind"] for place in places if place["labelled"] == 1}
    assert "lodging" in labelled
    assert labelled <= set(PROVIDER_KINDS)


def test_the_tilejson_names_every_field(demo_client: FlaskClient) -> None:
    (layer,) = demo_client.get("/tiles/places.json").get_json()["vector_layers"]
    places = features(demo_client.get(tile_of(12)).data, "places")
    assert set(places[0]) - {"mvt_id"} <= set(layer["fields"])
