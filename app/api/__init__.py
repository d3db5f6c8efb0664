"""The machines' door: files, feeds, tiles, and what tools ask of a site."""

from flask import Blueprint

from app.api import feeds, files, site_files, tiles

api = Blueprint("api", __name__)
for room in (feeds, files, site_files, tiles):
    room.add_to(api)
