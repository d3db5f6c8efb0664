"""The public site: pages for hikers, in three languages."""

from flask import Blueprint

from app.site import accueil_velo, home, photos, route, viewpoints, without_car
from app.site.globals import init_site as init_site
from app.site.static_files import init_static_files as init_static_files

site = Blueprint("site", __name__)
for room in (home, route, photos, viewpoints, accueil_velo, without_car):
    room.add_to(site)
