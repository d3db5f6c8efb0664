"""The feeds: their list, their bytes, and what changed in them."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

import orjson
from flask import (
    Blueprint,
    Response,
    abort,
    jsonify,
    make_response,
    render_template,
    request,
    send_file,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app import here
from app.access import Access, allow
from app.database import db
from app.errors import Refusal
from app.feeds import SUBJECTS, kept_feed
from app.kept import send_kept
from app.queries.changes import changes_since, last_change
from app.sentences import MESSAGES
from gis.feeds import FEEDS, SCHEMAS, Feed
from gis.sheets import LICENCE_OUVERTE, LicenceSheet


@dataclass(frozen=True)
class FeedRow:
    """A feed as the list shows it."""

    name: str
    title: str
    url: str
    changes_url: str
    media_type: str
    licence: LicenceSheet
    modified_at: datetime | None
    documentation: str
    schema_url: str


@allow(Access.PUBLIC)
def feed_list() -> ResponseReturnValue:
    """Every feed, as a page or as JSON."""
    rows = [_row(feed) for feed in FEEDS.values()]
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    is_page = best != "application/json"
    answer = (
        make_response(render_template("api/feeds.html", feeds=rows))
        if is_page
        else Response(orjson.dumps({"feeds": rows}), mimetype="application/json")
    )
    answer.vary.update(["Accept", "Accept-Language"])
    return answer


@allow(Access.PUBLIC)
def feed(name: str) -> ResponseReturnValue:
    """One feed."""
    found = _feed(name)
    return send_kept(kept_feed(db.session, here.settings(), found), found.media_type)


@allow(Access.PUBLIC)
def schema(name: str) -> ResponseReturnValue:
    """The schema that a feed is valid against."""
    if name not in {feed.schema for feed in FEEDS.values()}:
        abort(404)
    return send_file(SCHEMAS / name, mimetype="application/xml", max_age=3600)


@allow(Access.PUBLIC)
def changes(name: str) -> ResponseReturnValue:
    """The ids in a feed that changed, or are gone, since a moment."""
    found = changes_since(db.session, SUBJECTS[_feed(name).of], _since())
    return jsonify(
        changed=found.changed,
        deleted=found.deleted,
        next_since=found.next_since.isoformat().replace("+00:00", "Z"),
    )


def add_to(api: Blueprint) -> None:
    """The addresses of this room."""
    api.add_url_rule("/feeds/", view_func=feed_list)
    api.add_url_rule("/feeds/schemas/<name>", view_func=schema, endpoint="feed_schema")
    api.add_url_rule("/feeds/<path:name>/changes.json", view_func=changes, endpoint="feed_changes")
    api.add_url_rule("/feeds/<path:name>", view_func=feed)


def _feed(name: str) -> Feed:
    return FEEDS[name] if name in FEEDS else abort(404)


def _row(feed: Feed) -> FeedRow:
    public_url = here.settings().public_url
    return FeedRow(
        name=feed.name,
        title=str(MESSAGES[feed.title]),
        url=f"{public_url}/feeds/{feed.name}",
        changes_url=f"{public_url}/feeds/{feed.name}/changes.json",
        media_type=feed.media_type,
        licence=LICENCE_OUVERTE,
        modified_at=last_change(db.session, SUBJECTS[feed.of]),
        documentation=feed.documentation,
        schema_url=f"{public_url}/feeds/schemas/{feed.schema}" if feed.schema else "",
    )


def _since() -> datetime:
    asked = request.args.get("since", "1970-01-01T00:00:00Z")
    try:
        moment = datetime.fromisoformat(asked.replace(" ", "+"))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise Refusal(
            HTTPStatus.BAD_REQUEST,
            _("« since » attend un instant avec son fuseau, comme 2026-05-12T08:00:00Z."),
        )
    return moment
