"""Answers that are made on the spot travel packed; what is kept on disk is packed already."""

import gzip

from flask import Flask, Response, request

MEDIA_TYPES = {
    "application/geo+json",
    "application/json",
    "application/problem+json",
    "application/vnd.mapbox-vector-tile",
    "text/html",
}
LEAST_BYTES = 1000
LEVEL = 5


def _pack(response: Response) -> Response:
    if response.mimetype not in MEDIA_TYPES or response.direct_passthrough:
        return response
    if response.is_streamed or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) > LEAST_BYTES and request.accept_encodings.quality("gzip") > 0:
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        etag, is_weak = response.get_etag()
        if etag and not is_weak:
            response.set_etag(etag, weak=True)
    return response


def init_compression(app: Flask) -> None:
    """Packs every answer that gains by it, for those who take gzip."""
    app.after_request(_pack)
