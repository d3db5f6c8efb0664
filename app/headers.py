"""Headers of every answer: nothing from elsewhere, nothing to elsewhere."""

from urllib.parse import urlsplit

from flask import Flask, Response, redirect, request

from app.config import Settings

OPEN_PREFIXES = ("/itineraires/", "/feeds/", "/tiles/")
"""Files, feeds and tiles may be read by pages of other sites."""
EXPOSED = "ETag, Last-Modified, Content-Disposition, Content-Range, Retry-After"
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since, Range",
    "Access-Control-Max-Age": "86400",
}


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


def protection(settings: Settings) -> dict[str, str]:
    """What every answer bears, static files too."""
    return {
        "Content-Security-Policy": content_security_policy(settings),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    }


def init_headers(app: Flask, settings: Settings) -> None:
    """Adds them to every answer."""
    always = protection(settings)

    def protect(response: Response) -> Response:
        response = _on_this_site(response)
        for name, value in always.items():
            response.headers.setdefault(name, value)
        if request.path.startswith(OPEN_PREFIXES):
            _open(response)
        return response

    app.after_request(protect)


def _open(response: Response) -> None:
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = EXPOSED
    if request.method == "OPTIONS":
        response.headers.update(PREFLIGHT)


def _on_this_site(response: Response) -> Response:
    """A redirect to the host that the client named becomes a relative one: it may have lied."""
    target = urlsplit(response.headers.get("Location", ""))
    if not target.netloc or target.netloc.lower() != request.host.lower():
        return response
    path = "/" + target._replace(scheme="", netloc="").geturl().lstrip("/")
    return redirect(path, response.status_code)  # type: ignore[return-value]
