"""The editors' JSON: what the desk's pages and scripts with a token read and write."""

from flask import Blueprint

from app.api.registry import history, lines, parts, publication, routes
from app.api.registry.addresses import know_ids


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    api.record_once(know_ids)
    for room in (routes, parts, lines, history, publication):
        room.add_to(api)
