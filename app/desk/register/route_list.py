"""The list of routes at the desk, and the same for a spreadsheet."""

from dataclasses import dataclass, replace
from datetime import date

from flask import (
    Blueprint,
    Response,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from app import here
from app.access import Access, allow
from app.actions.bulk import MOST
from app.database import db
from app.desk.register.bulk import changes_of
from app.desk.register.spreadsheet import csv_lines
from app.desk.route_pages import title_of
from app.language import current_language
from app.queries.desk_filter import DeskFilter, Sort, Standing
from app.queries.desk_list import desk_page, owners_seen, quick_counts
from app.signed_in import the_person
from gis.vocabulary import Practice, RouteKind

QUICK = (
    (_l("Tous"), DeskFilter()),
    (_l("Modifiés par moi"), DeskFilter(mine=True)),
    (_l("À valider"), DeskFilter(state=Standing.WAITING)),
    (_l("Modifiés depuis la publication"), DeskFilter(state=Standing.CHANGED)),
    (_l("À contrôler"), DeskFilter(to_check=True)),
    (_l("Jamais vérifiés"), DeskFilter(never_verified=True)),
    (_l("À revérifier"), DeskFilter(long_ago=True)),
    (_l("Corbeille"), DeskFilter(trash=True)),
)
STANDINGS = {
    Standing.DRAFT: _l("Jamais publiés"),
    Standing.WAITING: _l("À valider"),
    Standing.PUBLISHED: _l("En ligne"),
    Standing.CHANGED: _l("Modifiés depuis la publication"),
    Standing.WITHDRAWN: _l("Retirés"),
}
SORTS = {
    Sort.MODIFIED: _l("Modifiés récemment"),
    Sort.NAME: _l("Par nom"),
    Sort.LENGTH: _l("Les plus longs"),
    Sort.VERIFIED: _l("À vérifier d’abord"),
}


@dataclass(frozen=True)
class QuickFilter:
    """One click: what it is called, how many routes it finds, whether it is what is shown."""

    name: str
    query: dict[str, str]
    count: int
    is_shown: bool


@allow(Access.SIGNED_IN)
def home() -> ResponseReturnValue:
    """The desk opens on the list."""
    return redirect(url_for("desk.routes"), 303)


@allow(Access.SIGNED_IN)
def routes() -> ResponseReturnValue:
    """The routes that somebody may see and that answer the filter of the address."""
    person, today = the_person(), here.today()
    desk_filter = DeskFilter.from_query(request.args)
    number = request.args.get("page", 1, type=int)
    quick = _quick_filters(desk_filter, today)
    return render_template(
        "desk/route_list.html",
        filter=desk_filter,
        query=desk_filter.to_query(),
        page=desk_page(db.session, desk_filter, person, today, current_language(), number),
        quick=quick,
        is_register_empty=not any(one.count for one in quick),
        owners=owners_seen(db.session, person),
        standings=STANDINGS,
        sorts=SORTS,
        kinds=tuple(RouteKind),
        practices=tuple(Practice),
        changes={} if desk_filter.trash else changes_of(person),
        most=MOST,
        title_of=title_of,
    )


@allow(Access.SIGNED_IN)
def routes_csv() -> ResponseReturnValue:
    """Every route that answers the filter of the address, as a spreadsheet reads it."""
    today = here.today()
    lines = csv_lines(DeskFilter.from_query(request.args), today)
    answer = Response(stream_with_context(lines), mimetype="text/csv")
    name = f"itineraires-{today.isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


def _quick_filters(shown: DeskFilter, today: date) -> list[QuickFilter]:
    filters = [desk_filter for _name, desk_filter in QUICK]
    counts = quick_counts(db.session, filters, the_person(), today)
    plain = replace(shown, sort=Sort.MODIFIED)
    return [
        QuickFilter(str(name), desk_filter.to_query(), count, desk_filter == plain)
        for (name, desk_filter), count in zip(QUICK, counts, strict=True)
    ]


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    desk.add_url_rule("/", "home", home)
    desk.add_url_rule("/itineraires", "routes", routes)
    desk.add_url_rule("/itineraires.csv", "routes_csv", routes_csv)
