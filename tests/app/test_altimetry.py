"""The altimetry service: its protocol, its limits, and what is said when it fails."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator

import numpy as np
import pytest

from app import altimetry
from app.altimetry import MOST_POINTS, Altimetry
from gis.terrain.heights import Heights, HeightsError
from tests.altimetry import Service, a_service, height_at


@pytest.fixture
def service() -> Iterator[Service]:
    with a_service() as up:
        yield up


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long the client waited before each call; nobody waits for real."""
    clock, waited = [1000.0], list[float]()

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        clock[0] += seconds

    monkeypatch.setattr(altimetry.time, "sleep", sleep)
    monkeypatch.setattr(altimetry.time, "monotonic", lambda: clock[0])
    return waited


def asked(client: Altimetry, count: int, west: float = 0.3) -> Heights:
    lon = west + np.arange(count) / 1e5
    return client.heights(lon, np.full(count, 43.9))


def refusal(client: Altimetry, count: int = 3, west: float = 0.3) -> str:
    with pytest.raises(HeightsError) as refused:
        asked(client, count, west)
    return refused.value.key


@pytest.mark.parametrize("zonly_is_obeyed", [True, False])
def test_heights_are_told_and_named(service: Service, zonly_is_obeyed: bool) -> None:
    service.zonly_is_obeyed = zonly_is_obeyed
    found = asked(Altimetry(service.url), 3)
    assert found.metres.tolist() == [height_at(0.3 + at / 1e5, 43.9) for at in range(3)]
    assert found.models == ("IGN RGE ALTI",)


def test_what_the_service_does_not_know_is_unknown(service: Service) -> None:
    found = Altimetry(service.url).heights(np.array([-3.0, 0.3]), np.array([43.9, 43.9]))
    assert np.isnan(found.metres).tolist() == [True, False]
    assert asked(Altimetry(service.url), 2, west=-3).models == ()


def test_no_call_has_more_than_5000_points_and_five_go_a_second(
    service: Service, waits: list[float]
) -> None:
    found = asked(Altimetry(service.url), 12_001)
    assert service.calls == [5000, 5000, 2001]
    assert waits == pytest.approx([0, 0.2, 0.2])
    assert not np.isnan(found.metres).any() and len(found.metres) == 12_001


def test_the_same_points_are_asked_for_once(service: Service) -> None:
    client = Altimetry(service.url)
    assert np.array_equal(asked(client, 7).metres, asked(client, 7).metres)
    assert service.calls == [7]


def test_more_points_than_it_is_asked_for_are_refused_unasked(service: Service) -> None:
    assert refusal(Altimetry(service.url), MOST_POINTS + 1) == "terrain.service_too_many"
    assert service.calls == []


def test_asked_to_wait_it_waits_and_asks_again(service: Service, waits: list[float]) -> None:
    service.refusals = [(429, {"Retry-After": "5"}, b"")]
    assert len(asked(Altimetry(service.url), 3).metres) == 3
    assert waits == [0, 5]


@pytest.mark.parametrize("after", ["60", "", "Wed, 21 Oct 2026 07:28:00 GMT"])
def test_asked_to_wait_for_long_it_gives_up(
    service: Service, waits: list[float], after: str
) -> None:
    service.refusals = [(429, {"Retry-After": after} if after else {}, b"")]
    assert refusal(Altimetry(service.url)) == "terrain.service_busy"
    assert waits == [0]


def test_still_too_busy_after_waiting_it_gives_up(service: Service, waits: list[float]) -> None:
    service.refusals = [(429, {"Retry-After": "1"}, b"")] * 2
    assert refusal(Altimetry(service.url)) == "terrain.service_busy"


@pytest.mark.parametrize("status", [302, 400, 404, 405, 500, 503])
def test_a_refusal_is_told_with_its_code(service: Service, status: int) -> None:
    service.refusals = [(status, {"Location": "http://127.0.0.1:1/"}, b"no")]
    assert refusal(Altimetry(service.url)) == "terrain.service_refused"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"elevations": 3}',
        b'{"elevations": [1, 2]}',
        b'{"elevations": [1, 2, 3, 4]}',
        b'{"elevations": [1, null, 3]}',
        b'{"elevations": [1, "high", 3]}',
        b'{"elevations": [1, NaN, 3]}',
        b'{"elevations": [1, {"lon": 2}, 3]}',
        b'{"elevations": [1, 2, 3' + b" " * 3_000_000 + b"]}",
        b"[" * 100_000,
    ],
)
def test_an_answer_that_is_no_heights_is_refused(service: Service, body: bytes) -> None:
    service.refusals = [(200, {}, body)]
    assert refusal(Altimetry(service.url)) == "terrain.service_odd"


def test_nobody_at_the_address_is_told() -> None:
    with a_service() as gone:
        url = gone.url
    assert refusal(Altimetry(url)) == "terrain.service_silent"


def test_an_answer_that_stops_half_way_is_told(service: Service) -> None:
    service.refusals = [(200, {"Content-Length": "900"}, b'{"elevations": [1')]
    assert refusal(Altimetry(service.url)) in ("terrain.service_silent", "terrain.service_odd")


def test_after_a_failure_it_is_left_alone_for_a_minute(
    service: Service, waits: list[float]
) -> None:
    client = Altimetry(service.url)
    service.refusals = [(500, {}, b"")]
    assert refusal(client) == "terrain.service_refused"
    assert refusal(client) == "terrain.service_silent"
    assert len(service.calls) == 1
    altimetry.time.sleep(61)
    assert len(asked(client, 3).metres) == 3


def test_one_call_of_several_that_fails_leaves_no_height(
    service: Service, waits: list[float]
) -> None:
    client = Altimetry(service.url)
    asked(client, 5000)
    service.refusals = [(500, {}, b"")]
    assert refusal(client, 7000) == "terrain.service_refused"
    assert service.calls == [5000, 2000]


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("application/x-www-form-urlencoded", b"lon=1&lat=44&resource=ign_rge_alti_wld", 500),
        ("application/json", json.dumps({"lon": "1", "lat": "44"}).encode(), 405),
        (
            "application/json",
            json.dumps(
                {
                    "lon": "1" + "|1" * 5000,
                    "lat": "44" + "|44" * 5000,
                    "resource": "ign_rge_alti_wld",
                }
            ).encode(),
            400,
        ),
    ],
)
def test_the_stand_in_refuses_what_the_service_refuses(
    service: Service, content_type: str, body: bytes, status: int
) -> None:
    asking = urllib.request.Request(service.url, body, {"Content-Type": content_type})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asking)
    assert refused.value.code == status
