"""The application under test, with two peers beside it: a bare file, and gpxpy at each request."""

import os
from io import StringIO
from pathlib import Path

import gpxpy
from flask import Flask, Response, send_file

from app import create_app
from app.access import Access, allow

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

    return app


app = _with_peers(create_app())
