"""create_app(): the wiring, read from top to bottom."""

from flask import Flask

from app.access import init_access
from app.api import api
from app.compression import init_compression
from app.config import Settings
from app.database import database_url, db
from app.desk import desk
from app.errors import init_errors
from app.figures import FILTERS
from app.headers import init_headers, protection
from app.language import LANGUAGES, init_language
from app.proxies import init_proxies
from app.remembered import init_remembered
from app.site import init_site, init_static_files, site


def create_app(settings: Settings | None = None) -> Flask:
    """The WSGI application."""
    settings = settings or Settings()
    app = Flask("app", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload_mb * 1_000_000
    app.extensions["settings"] = settings
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    db.init_app(app, database_url(settings))
    init_language(app)
    init_access(app)
    init_compression(app)
    init_headers(app, settings)
    init_proxies(app, settings)
    init_errors(app)
    app.register_blueprint(site)
    app.register_blueprint(api)
    app.register_blueprint(desk)
    init_site(app)
    init_remembered(app, (*(f"/{language}/" for language in LANGUAGES), "/tiles/"))
    init_static_files(app, protection(settings))
    return app
