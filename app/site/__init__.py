"""The public site: pages for hikers, in three languages."""

from flask import Blueprint

site = Blueprint("site", __name__)

from app.site import home, route  # noqa: E402, F401
from app.site.globals import init_site as init_site  # noqa: E402
