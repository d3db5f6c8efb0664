"""The machines' door: files, feeds, tiles, the editors' JSON, and what tools ask of a site."""

from flask import Blueprint

from app.api import drawing, feeds, files, openapi, registry, site_files, tiles

api = Blueprint("api", __name__)
for room in (feeds, files, registry, drawing, openapi, site_files, tiles):
    room.add_to(api)
