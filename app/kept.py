"""Serving what the spool keeps: strong ETag, Last-Modified, 304, ranges, gzip."""

from datetime import UTC, datetime
from urllib.parse import quote

from flask import Response, request, send_file

from app.folding import without_accents
from app.spool import Rendition

CACHE_CONTROL = "public, no-cache"
"""Anyone may keep it, and asks each time whether it still holds: a 304 costs next to nothing."""


def send_kept(
    kept: Rendition, media_type: str, modified_at: datetime, file_name: str = ""
) -> Response:
    """The bytes of a rendition; a download under `file_name` when one is given."""
    packed = request.accept_encodings.quality("gzip") > 0 and "Range" not in request.headers
    response = send_file(
        kept.gzip_path if packed else kept.path,
        mimetype=media_type,
        conditional=True,
        etag=f"{kept.sha256}-gzip" if packed else kept.sha256,
        last_modified=modified_at.astimezone(UTC).replace(microsecond=0),
    )
    if packed and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = CACHE_CONTROL
    response.vary.add("Accept-Encoding")
    response.headers.pop("Content-Disposition", None)
    if file_name:
        response.headers["Content-Disposition"] = attachment(file_name)
    return response


def attachment(file_name: str) -> str:
    """Content-Disposition with an accented name (RFC 6266), and a plain one for old clients."""
    plain = without_accents(file_name).replace("–", "-").replace('"', "'")
    plain = plain.encode("ascii", "ignore").decode()
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name)}"
