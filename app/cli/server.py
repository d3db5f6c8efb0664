"""balise serve: the production server."""

import socket
from typing import Any

import click
from flask import Flask, current_app
from gunicorn.app.base import BaseApplication

from app.database import db


class _Server(BaseApplication):
    """gunicorn with threads, around the application that this command already made."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self.app = app
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.app


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on.",
)
@click.option("--workers", default=2, show_default=True, help="Processes, each with 8 threads.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the site."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        raise click.ClickException(f"{host}:{port}: {error.strerror}") from error
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    db.dispose()
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": 8,
        "worker_class": "gthread",
        "loglevel": "error",
        "control_socket_disable": True,
    }
    _Server(app, options).run()


COMMANDS = (serve,)
