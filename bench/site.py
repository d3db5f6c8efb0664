"""The application under test, with peers beside it: a bare file, gpxpy, Leaflet-Geoman, nothing."""

import os
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import gpxpy
from flask import Flask, Response, send_file

from app import create_app
from app.access import Access, allow
from bench.geoman import add_geoman

PEER_FILE = Path(os.environ["BENCH_FILE"])


def _with_peers(app: Flask) -> Flask:
    model = gpxpy.parse(StringIO(PEER_FILE.read_text("utf-8"))) if PEER_FILE.exists() else None

    @app.get("/bench/file")
    @allow(Access.PUBLIC)
    def file() -> Response:
        return send_file(PEER_FILE, mimetype="application/gpx+xml", etag="bench")

    @app.get("/bench/gpxpy")
    @allow(Access.PUBLIC)
    def serialised() -> Response:
        assert model is not None
        return Response(model.to_xml(), mimetype="application/gpx+xml")

    add_geoman(app)
    app.wsgi_app = _with_bare_bytes(app.wsgi_app)  # type: ignore[method-assign]
    return app


def _with_bare_bytes(application: WSGIApplication) -> WSGIApplication:
    """`/bench/bytes?N` answers N bytes before Flask is asked: the floor of HTTP itself."""

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] != "/bench/bytes":
            return application(environ, start)
        body = bytes(int(environ["QUERY_STRING"]))
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]

    return answer


app = _with_peers(create_app())
