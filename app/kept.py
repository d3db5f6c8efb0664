"""Serving what the spool keeps: strong ETag, Last-Modified, 304, ranges, gzip."""

import re
from urllib.parse import quote

from flask import Response, make_response, redirect, request, send_file

from app.folding import without_accents
from app.spool import Rendition
from gis.xmltext import printable

CACHE_CONTROL = "public, no-cache"
"""Anyone may keep it, and asks each time whether it still holds: a 304 costs next to nothing."""


def send_kept(kept: Rendition, media_type: str, file_name: str = "") -> Response:
    """The bytes of a rendition; a download under `file_name` when one is given.

    Last-Modified is when they were rendered: never before the change that they tell of.
    """
    packed = request.accept_encodings.quality("gzip") > 0 and "Range" not in request.headers
    response = send_file(
        kept.gzip_path if packed else kept.path,
        mimetype=media_type,
        conditional=True,
        etag=f"{kept.sha256}-gzip" if packed else kept.sha256,
        last_modified=kept.rendered_at.replace(microsecond=0),
    )
    if packed and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.vary.add("Accept-Encoding")
    response.headers.pop("Content-Disposition", None)
    if file_name:
        response.headers["Content-Disposition"] = attachment(file_name)
    return response


def moved_for_good(path: str) -> Response:
    """301 to `path` with the same query.

    Asked anew each time: a slug may be taken back, and browsers keep a 301 for ever.
    """
    query = request.query_string.decode("ascii", "replace")
    response = redirect(f"{path}?{query}" if query else path, code=301)
    response.headers["Cache-Control"] = CACHE_CONTROL
    return make_response(response)


def attachment(file_name: str) -> str:
    """Content-Disposition with an accented name (RFC 6266), and a plain one for old clients."""
    file_name = " ".join(printable(file_name).split())
    plain = re.sub(r'["\\]', "'", without_accents(file_name).replace("–", "-"))
    plain = plain.encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name)}"
