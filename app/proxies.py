"""Proxies: whom to believe about who is asking, and how they came."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import Settings


def init_proxies(app: Flask, settings: Settings) -> None:
    """Takes address, scheme and host from the headers that our own proxies add, if there are any.

    Believed from anybody else, they would let a visitor choose an address of their own.
    """
    trusted = settings.trusted_proxies
    if trusted:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )
