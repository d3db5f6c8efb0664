"""The drawing room: what a page on which a line is being drawn asks, and what it saves."""

from flask import Blueprint

from app.api.drawing import around, gestures, heights, reading, saving, ways


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    for room in (gestures, heights, ways, around, reading, saving):
        room.add_to(api)
