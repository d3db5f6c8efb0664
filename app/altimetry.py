"""IGN's altimetry service: heights that no terrain model here knows, where it is switched on."""

import json
import threading
import time
from collections.abc import Sequence
from functools import lru_cache
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

import numpy as np

from gis.readers.raw_points import HIGHEST_HEIGHT_M, LOWEST_HEIGHT_M
from gis.terrain.heights import Floats, Heights, HeightsError

MODEL = "IGN RGE ALTI"
RESOURCE = "ign_rge_alti_wld"
MOST_AT_ONCE = 5000
MOST_POINTS = 50_000
APART_S = 0.2
"""Five calls a second, as IGN asks."""
TIMEOUT_S = 10
PATIENCE_S = 10
"""A service that wants to be left alone for longer is not waited for."""
REST_S = 60
"""After a failure it is not asked again for so long: a page asks for several lines."""
MOST_BYTES = 2_000_000
TOO_MANY = 429
DECIMALS = 6


class _NoRedirect(HTTPRedirectHandler):
    """Points are sent where the setting says, and nowhere else."""

    def redirect_request(self, *_args: Any) -> None:
        """Follows none."""


class Altimetry:
    """The service at one address; a HeightSource that several threads may share."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._opener = build_opener(_NoRedirect)
        self._turn = threading.Lock()
        self._next_at = 0.0
        self._rests_until = 0.0
        # A line that is looked at, rehearsed and then stored is asked for once.
        self._remembered = lru_cache(maxsize=32)(self._asked)

    def heights(self, lon: Floats, lat: Floats) -> Heights:
        """See HeightSource: all points that it was asked for, or HeightsError."""
        if len(lon) > MOST_POINTS:
            raise HeightsError("terrain.service_too_many", limit=MOST_POINTS)
        lon_words, lat_words = _words(lon), _words(lat)
        metres: list[float] = []
        for start in range(0, len(lon), MOST_AT_ONCE):
            part = slice(start, start + MOST_AT_ONCE)
            metres += self._remembered("|".join(lon_words[part]), "|".join(lat_words[part]))
        found = np.array(metres, np.float64)
        found[(found < LOWEST_HEIGHT_M) | (found > HIGHEST_HEIGHT_M)] = np.nan
        return Heights(found, () if np.isnan(found).all() else (MODEL,))

    def _asked(self, lon: str, lat: str) -> list[float]:
        """One call, and another where the service says when it will have time for it."""
        body = {
            "lon": lon,
            "lat": lat,
            "resource": RESOURCE,
            "delimiter": "|",
            "indent": "false",
            "measures": "false",
            "zonly": "true",
        }
        asking = Request(self.url, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with self._turn:
            if time.monotonic() < self._rests_until:
                raise HeightsError("terrain.service_silent")
            try:
                return _numbers(self._answer(asking), lon.count("|") + 1)
            except HeightsError:
                self._rests_until = time.monotonic() + REST_S
                raise

    def _answer(self, asking: Request) -> bytes:
        try:
            return self._sent(asking)
        except HTTPError as refusal:
            if refusal.code != TOO_MANY:
                raise HeightsError("terrain.service_refused", status=refusal.code) from None
            wait_s = _seconds(refusal.headers.get("Retry-After", ""))
        except (OSError, HTTPException, ValueError):
            raise HeightsError("terrain.service_silent") from None
        if wait_s > PATIENCE_S:
            raise HeightsError("terrain.service_busy")
        self._next_at = time.monotonic() + wait_s
        try:
            return self._sent(asking)
        except (OSError, HTTPException, ValueError):
            raise HeightsError("terrain.service_busy") from None

    def _sent(self, asking: Request) -> bytes:
        time.sleep(max(0.0, self._next_at - time.monotonic()))
        self._next_at = time.monotonic() + APART_S
        with self._opener.open(asking, timeout=TIMEOUT_S) as answer:
            content: bytes = answer.read(MOST_BYTES)
            return content


@lru_cache(maxsize=4)
def altimetry_at(url: str) -> Altimetry:
    """The service at an address, the same one each time: it counts its calls."""
    return Altimetry(url)


def _words(degrees: Floats) -> list[str]:
    return [f"{one:.{DECIMALS}f}" for one in degrees.tolist()]


def _seconds(word: str) -> float:
    """What Retry-After says; a date, or nonsense, is too long."""
    return float(word) if word.isdecimal() else PATIENCE_S + 1.0


def _numbers(content: bytes, count: int) -> list[float]:
    """The heights of an answer: as many numbers as points. Raises HeightsError."""
    try:
        found: Sequence[Any] = json.loads(content)["elevations"]
        numbers = [float(one["z"] if isinstance(one, dict) else one) for one in found]
    except (ValueError, TypeError, LookupError, RecursionError):
        raise HeightsError("terrain.service_odd") from None
    if len(numbers) != count or not np.isfinite(numbers).all():
        raise HeightsError("terrain.service_odd")
    return numbers
