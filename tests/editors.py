"""Somebody who keeps editing a site, and remembers what it said it had stored."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from io import BytesIO
from random import Random
from threading import Event, Thread
from typing import Any

import numpy as np
from PIL import ExifTags, Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from app.actions.sign_in import page_secret_of
from app.models import Part
from app.signed_in import COOKIE, PAGE_SECRET
from tests.gpx_texts import gpx, point, track
from tests.killing import PATIENCE_S, Server
from tests.pictures import a_picture

FACTS_OF_A_PR = {"kind": "pr", "practices": ["walking"]}
ROUTES_AT_ONCE = 2
"""Each editor goes on with its newest routes."""


@dataclass(frozen=True)
class Kept:
    """What the server said it had stored: a part's version, and what had been sent."""

    route_id: int
    part: Part
    version: int
    sent: dict[str, Any]


class Editor(Thread):
    """Edits without a pause, by the API with a token and at the desk with a cookie."""

    def __init__(self, server: Server, token: str, cookie: str, seed: int) -> None:
        super().__init__(daemon=True)
        self.server = server
        self.token = token
        self.cookie = cookie
        self.seed = seed
        self.chance = Random(seed)
        self.done = Event()
        self.routes: list[int] = []
        self.kept: list[Kept] = []
        self.files: dict[str, bytes] = {}
        self.touched: set[int] = set()
        self.interrupted: list[str] = []
        self.refused: list[str] = []

    def run(self) -> None:
        """One gesture after the other, until told to end."""
        begin = (self.import_route, self.import_at_the_desk)
        gestures: tuple[Callable[[], None], ...] = (
            *begin, self.save_text, self.save_facts, self.set_line, self.publish, self.add_photo,
        )  # fmt: skip
        while not self.done.is_set():
            gesture = self.chance.choice(gestures if self.routes else begin)
            try:
                gesture()
            except ConnectionRefusedError:
                time.sleep(0.02)
            except (OSError, HTTPException, ValueError):
                self.interrupted.append(gesture.__name__)
                time.sleep(0.02)

    def import_route(self) -> None:
        """A new route, its line with it."""
        body = {"title": self._words(), **FACTS_OF_A_PR, "line": self._line()}
        found = self._send("POST", "/api/routes", body)
        if found is not None:
            self._begun(found[0]["id"], body["line"])

    def import_at_the_desk(self) -> None:
        """A file, and then the route that it becomes."""
        name, line = f"{self.seed}-{len(self.files)}.gpx", self._line()
        vertices = "".join(point(lat, lon, ele) for lon, lat, ele in line["coordinates"][0])
        content = gpx(track(vertices, self._words()))
        file = {"files": FileStorage(BytesIO(content), name)}
        _, found, _ = self._fill_in("/bureau/imports", file, Accept="application/json")
        self.files[name] = content
        becomes = {
            "of": hashlib.sha256(content).hexdigest(),
            "becomes-1": "route",
            "kind": "pr",
            "practice": "walking",
            "do": "import",
        }
        status, _, headers = self._fill_in(found["addresses"][0], becomes)
        before, _, route_id = headers.get("Location", "").partition("?draft=")
        if status != 303 or not before.endswith("/imports/faits"):
            self.refused.append(f"import at the desk: {status} {before}")
        else:
            self._begun(int(route_id), line)

    def add_photo(self) -> None:
        """A photo whose author's name nobody else has."""
        route_id, credit = self._any_route(), f"{self.seed} {len(self.kept)}"
        exif = Image.Exif()
        exif[ExifTags.Base.Artist] = credit
        drawn = np.frombuffer(self.chance.randbytes(600 * 20 * 3), np.uint8).reshape(20, 600, 3)
        picture = a_picture(drawn=drawn, exif=exif)
        address = f"/bureau/itineraires/{route_id}/photos/ajouter"
        status, _, _ = self._fill_in(address, {"pictures": FileStorage(BytesIO(picture), "a.jpg")})
        if status == 303:
            self.kept.append(Kept(route_id, Part.PHOTOS, 0, {"credit": credit}))
        else:
            self.refused.append(f"add photo: {status}")

    def save_text(self) -> None:
        """The French words, all of them."""
        self._change(
            Part.TEXT_FR,
            "texts/fr",
            lambda before: {
                **before,
                "title": self._words(),
                "description": "\n\n".join(self._words() for _ in range(50)),
                "departure": "Condom",
                "arrival": "Éauze",
            },
        )

    def save_facts(self) -> None:
        """Number, difficulty and stated climb."""
        self._change(
            Part.FACTS,
            "facts",
            lambda before: {
                **before,
                "number": self.chance.choice(["V82", "GR65", "12"]),
                "difficulty": self.chance.randint(1, 5),
                "stated": {"ascent_m": self.chance.randint(0, 900)},
            },
        )

    def set_line(self) -> None:
        """Another line."""
        self._change(Part.LINE, "line", lambda _before: self._line())

    def publish(self) -> None:
        """French, for all to see."""
        route_id = self._any_route()
        address = f"/api/routes/{route_id}/publication"
        _, version = self._read(address)
        body = {"languages": ["fr"]}
        if found := self._send("POST", address, body, version):
            self.kept.append(Kept(route_id, Part.PUBLICATION, found[1], {}))

    def _begun(self, route_id: int, line: dict[str, Any]) -> None:
        self.routes = [*self.routes, route_id][-ROUTES_AT_ONCE:]
        self.touched.add(route_id)
        self.kept.append(Kept(route_id, Part.LINE, 1, line))

    def _any_route(self) -> int:
        route_id = self.chance.choice(self.routes)
        self.touched.add(route_id)
        return route_id

    def _change(self, part: Part, name: str, change: Callable[[Any], dict[str, Any]]) -> None:
        route_id = self._any_route()
        address = f"/api/routes/{route_id}/{name}"
        before, version = self._read(address)
        sent = change(before)
        if found := self._send("PUT", address, sent, version):
            self.kept.append(Kept(route_id, part, found[1], sent))

    def _read(self, address: str) -> tuple[Any, int]:
        status, found, headers = self._ask("GET", address)
        if status != 200:
            raise OSError(status)
        return found, _version(headers.get("ETag", ""))

    def _send(
        self, method: str, address: str, body: Any, version: int | None = None
    ) -> tuple[Any, int] | None:
        """What was acknowledged and its version; None for what was refused."""
        seen = {} if version is None else {"If-Match": f'"{version}"'}
        status, found, headers = self._ask(method, address, body, seen)
        if status >= 500:
            raise OSError(status)
        if status >= 400:
            self.refused.append(found.get("key", str(status)))
            return None
        return found, _version(headers.get("ETag", ""))

    def _ask(self, method: str, address: str, body: Any = None, seen: Any = None) -> Any:
        """An answer of the API."""
        content = json.dumps(body).encode() if body is not None else b""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        return self.server.ask(method, address, content, {**headers, **(seen or {})})

    def _fill_in(self, address: str, fields: dict[str, Any], **headers: str) -> Any:
        """The answer to a form of the desk. Raises OSError for a server's failure."""
        secret = {PAGE_SECRET: page_secret_of(self.cookie)}
        boundary, content = encode_multipart({**fields, **secret})
        kind = f"multipart/form-data; boundary={boundary}"
        sent = {"Cookie": f"{COOKIE}={self.cookie}", "Content-Type": kind, **headers}
        answer = self.server.ask("POST", address, content, sent)
        if answer[0] >= 500:
            raise OSError(answer[0])
        return answer

    def _words(self) -> str:
        return " ".join(self.chance.choices(["chemin", "pont", "église", "bois", "gué"], k=6))

    def _line(self) -> dict[str, Any]:
        lon, lat = self.chance.uniform(0, 1), self.chance.uniform(43.4, 44)
        lon, lat = round(lon, 6), round(lat, 6)
        piece = [[round(lon + n / 1000, 6), lat, 100.0 + n % 7] for n in range(30)]
        return {"type": "MultiLineString", "coordinates": [piece]}


def wait_for_more(editors: list[Editor], more: int) -> None:
    """Waits until that many more gestures were acknowledged."""
    enough, deadline = _acknowledged(editors) + more, time.monotonic() + PATIENCE_S
    while _acknowledged(editors) < enough:
        if time.monotonic() > deadline:
            raise TimeoutError("nothing is acknowledged any more")
        time.sleep(0.01)


def _acknowledged(editors: list[Editor]) -> int:
    return sum(len(editor.kept) for editor in editors)


def _version(etag: str) -> int:
    return int(etag.removeprefix("W/").strip('"') or 0)
