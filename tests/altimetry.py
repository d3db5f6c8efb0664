"""A stand-in for IGN's altimetry service, which speaks as the real one does."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

MOST_POINTS = 5000
NO_HEIGHT = -99999
SEA_WEST_OF = -1.0
PATH = "/altimetrie/1.0/calcul/alti/rest/elevation.json"


def height_at(lon: float, lat: float) -> float:
    """What the stand-in knows, with two decimals; nothing west of the coast."""
    return NO_HEIGHT if lon < SEA_WEST_OF else round(100 + 10 * lon + lat, 2)


class Service(ThreadingHTTPServer):
    """Answers heights; `refusals` are answered first, one each: status, headers, body."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.calls: list[int] = []
        self.refusals: list[tuple[int, dict[str, str], bytes]] = []
        self.zonly_is_obeyed = True

    @property
    def url(self) -> str:
        """Where it is asked."""
        return f"http://127.0.0.1:{self.server_port}{PATH}"


class Handler(BaseHTTPRequestHandler):
    """The protocol: POST of JSON, or a refusal."""

    server: Service

    def do_POST(self) -> None:
        """Heights of the points in the body."""
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers.get("Content-Type") != "application/json":
            self._answer(500, b"Internal Server Error")
            return
        asked = json.loads(content)
        delimiter = asked.get("delimiter", "|")
        lons, lats = (
            [float(word) for word in asked[axis].split(delimiter)] for axis in ("lon", "lat")
        )
        self.server.calls.append(len(lons))
        if self.server.refusals:
            self._answer(*self.server.refusals.pop(0))
        elif self.path != PATH:
            self._answer(404, b"")
        elif "resource" not in asked:
            self._answer(405, b"Method Not Allowed")
        elif len(lons) != len(lats) or len(lons) > MOST_POINTS:
            self._answer(400, b'{"error": "trop de points"}')
        else:
            self._tell(lons, lats, asked.get("zonly") == "true")

    def _tell(self, lons: list[float], lats: list[float], zonly: bool) -> None:
        heights = [height_at(*at) for at in zip(lons, lats, strict=True)]
        told: list[Any] = heights
        if not (zonly and self.server.zonly_is_obeyed):
            told = [
                {"lon": lon, "lat": lat, "z": z, "acc": "Variable suivant la source de mesure"}
                for lon, lat, z in zip(lons, lats, heights, strict=True)
            ]
        self._answer(200, {}, json.dumps({"elevations": told}).encode())

    def _answer(self, status: int, *rest: Any) -> None:
        headers, body = rest if len(rest) == 2 else ({}, *rest)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@contextmanager
def a_service() -> Iterator[Service]:
    """The service, up."""
    with Service() as service:
        thread = threading.Thread(target=service.serve_forever, args=(0.01,))
        thread.start()
        yield service
        service.shutdown()
        thread.join()
