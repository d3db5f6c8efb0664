"""Headers of every answer: nothing from elsewhere, nothing to elsewhere."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request

from app.config import Settings

OPEN_PREFIXES = ("/itineraires/", "/feeds/", "/tiles/", "/static/")
"""Files, feeds and tiles may be read by pages of other sites."""


def content_security_policy(settings: Settings) -> str:
    """Own scripts and styles only; pictures also from the configured base map."""
    tiles = urlsplit(settings.basemap_tiles)
    basemap = f" {tiles.scheme}://{tiles.netloc}" if tiles.netloc else ""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            f"img-src 'self' data:{basemap}",
            f"connect-src 'self'{basemap}",
            "worker-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def _protect(response: Response) -> Response:
    response.headers.setdefault(
        "Content-Security-Policy", current_app.extensions["content_security_policy"]
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    response.headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()"
    if request.path.startswith(OPEN_PREFIXES):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
    return response


def init_headers(app: Flask, settings: Settings) -> None:
    """Adds them to every answer."""
    app.extensions["content_security_policy"] = content_security_policy(settings)
    app.after_request(_protect)
