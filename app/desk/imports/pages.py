"""Importing: files are dropped, looked at, and become routes, lines, stages and variants."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus

import shapely
from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import DataError

from app import here
from app.access import Access, allow
from app.actions.imports import title_of
from app.actions.revisions import Clash
from app.actions.surroundings import lock_surroundings
from app.actions.uploads import keep_rest, store_upload
from app.database import db
from app.desk.imports.choices import NEW_STAGE, Becomes, choice_of, for_all
from app.desk.imports.found import Likeness, Reading, likenesses
from app.desk.imports.plans import Plan, Planning
from app.desk.route.facts_form import LICENCES
from app.desk.route_pages import title_of as title_of_route
from app.errors import Refusal
from app.messages import sentence
from app.models import Upload
from app.queries.uploads import KEPT, own_upload, pending_uploads, routes_seen
from app.signed_in import the_person
from gis.errors import GisError, ReadError
from gis.formats.track import Contents, Track
from gis.readers.grouping import as_one_route, routes_apart, routes_in
from gis.readers.reading import read_file
from gis.vocabulary import Practice, RouteKind

SHOWN = 20
"""Routes of a file that are looked at together; the others follow when these are done."""
GROUPED = {"": routes_in, "one": lambda contents: (as_one_route(contents),), "apart": routes_apart}
MOST_REFUSED = 20
DONE = ("draft", "line", "variant")


@dataclass(frozen=True)
class Page:
    """A file as it is shown: its first routes, and what is to become of each."""

    upload: Upload
    contents: Contents
    tracks: tuple[Track, ...]
    planning: Planning
    plans: tuple[Plan, ...]

    @property
    def left(self) -> tuple[Track, ...]:
        """The routes that are not shown yet."""
        return self.tracks[len(self.plans) :]

    @property
    def is_ready(self) -> bool:
        """Whether all that is shown can be done."""
        return all(plan.is_ready for plan in self.plans)

    @property
    def refused(self) -> list["Unstored"]:
        """The parts of the file that could not be read."""
        return [
            Unstored(one.name, sentence(one.error)) for one in self.contents.refused[:MOST_REFUSED]
        ]

    @property
    def drawn(self) -> list[dict[str, object]]:
        """The lines for the map."""
        return [
            {"number": plan.found.number, "pieces": plan.found.drawn}
            for plan in self.plans
            if plan.found.intake
        ]

    @property
    def pieces(self) -> list[Sequence[Sequence[float]]]:
        """The same, coarser, all in one drawing."""
        found = [plan.found for plan in self.plans if plan.found.intake]
        return [piece for one in found for piece in one.sketch.pieces]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the lines."""
        lines = [plan.found.line for plan in self.plans if plan.found.intake]
        west, south, east, north = shapely.total_bounds(lines)
        return float(west), float(south), float(east), float(north)


@dataclass(frozen=True)
class Unstored:
    """A file that was refused, and why."""

    file_name: str
    reason: str


@allow(Access.OFFICER)
def imports() -> ResponseReturnValue:
    """Where files are dropped, and those that wait."""
    if request.method == "GET":
        return _imports_page()
    stored: list[int] = []
    unstored: list[Unstored] = []
    for file in request.files.getlist("files"):
        if not file.filename:
            continue
        try:
            with db.writing():
                content = file.stream.read()
                upload = store_upload(db.session, the_person(), file.filename, content, here.now())
                stored.append(upload.id)
        except GisError as error:
            unstored.append(Unstored(file.filename, sentence(error)))
    if not stored and not unstored:
        unstored.append(Unstored("", _("Choisissez d’abord un fichier.")))
    addresses = [url_for("desk.imported", upload_id=one) for one in stored]
    if request.accept_mimetypes.best == "application/json":
        refused = [one.reason for one in unstored]
        status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.CREATED
        return jsonify(addresses=addresses, refused=refused), status
    if unstored:
        return _imports_page(unstored), HTTPStatus.UNPROCESSABLE_ENTITY
    return redirect(addresses[0] if len(addresses) == 1 else url_for("desk.imports"), 303)


@allow(Access.OFFICER)
def imported(upload_id: int) -> ResponseReturnValue:
    """One's own file: what it holds, what each route of it is to become; and that, done."""
    if request.method == "GET":
        return _imported_page(_page(_own(upload_id)))
    is_clash = False
    try:
        with db.writing():
            upload = own_upload(db.session, the_person(), upload_id, here.now(), lock=True)
            if upload is None or request.form.get("of") != _digest(upload):
                return redirect(url_for("desk.imports", gone=1), 303)
            page = _page(upload)
            if request.form.get("do") == "import" and page.is_ready:
                return _carried_out(page)
    except Clash:
        page, is_clash = _page(_own(upload_id)), True
    is_clash = is_clash or any(plan.clash for plan in page.plans)
    status = HTTPStatus.PRECONDITION_FAILED if is_clash else HTTPStatus.OK
    return _imported_page(page, is_clash=is_clash), status


@allow(Access.OFFICER)
def discard_import(upload_id: int) -> ResponseReturnValue:
    """Throws one's own file away; nothing else goes with it."""
    with db.writing():
        upload = own_upload(db.session, the_person(), upload_id, here.now(), lock=True)
        if upload is not None:
            keep_rest(db.session, upload, [])
    return redirect(url_for("desk.imports", discarded=1), 303)


@allow(Access.OFFICER)
def imports_done() -> ResponseReturnValue:
    """What became what."""
    return _done_page()


def _imports_page(unstored: Sequence[Unstored] = ()) -> str:
    return render_template(
        "desk/imports.html",
        pending=pending_uploads(db.session, the_person(), here.now()),
        unstored=unstored,
        limit_mb=here.settings().max_upload_mb,
        kept_days=KEPT.days,
    )


def _imported_page(page: Page, *, is_clash: bool = False) -> str:
    like: dict[int, list[Likeness]] = {
        plan.found.number: likenesses(db.session, the_person(), plan.found)
        for plan in page.plans
        if plan.found.intake
    }
    return render_template(
        "desk/imports_found.html",
        page=page,
        like=like,
        is_clash=is_clash,
        of=_digest(page.upload),
        Becomes=Becomes,
        NEW_STAGE=NEW_STAGE,
        licences=[(name, name) for name in LICENCES],
        kinds=list(RouteKind),
        practices=list(Practice),
        title_of=title_of_route,
        person=the_person(),
    )


def _done_page(refused: Sequence[tuple[Plan, str]] = (), **done: Sequence[int]) -> str:
    asked = done or {what: request.args.getlist(what, type=int) for what in DONE}
    routes = {
        what: routes_seen(db.session, the_person(), list(ids)) for what, ids in asked.items() if ids
    }
    left = request.args.get("left", type=int)
    return render_template(
        "desk/imports_done.html", done=routes, refused=refused, left=left, title_of=title_of_route
    )


def _carried_out(page: Page) -> ResponseReturnValue:
    """Does what is planned, each route whole or not at all; what was refused stays in the file."""
    lock_surroundings(db.session)
    done: dict[str, list[int]] = {}
    refused: list[tuple[Plan, str]] = []
    for plan in page.plans:
        try:
            with db.session.begin_nested():
                if made := page.planning.carry_out(plan, done.get("line", ())):
                    done.setdefault(made[0], []).append(made[1])
        except Clash:
            raise
        except GisError as error:
            refused.append((plan, sentence(error)))
        except DataError:
            refused.append((plan, sentence(ReadError("file.not_storable"))))
    tracks = [*(plan.found.track for plan, _why in refused), *page.left]
    name, upload_id = page.upload.file_name, page.upload.id
    left = [replace(track, name=title_of(track, name)) for track in tracks]
    keep_rest(db.session, page.upload, left)
    if refused:
        return _done_page(refused, **done), HTTPStatus.UNPROCESSABLE_ENTITY
    here = upload_id if left else None
    address = url_for("desk.imports_done", left=here, **done)  # type: ignore[arg-type]
    return redirect(address, 303)


def _page(upload: Upload) -> Page:
    """The file, with what the form of this request says of it."""
    contents = read_file(upload.content)
    wishes = for_all(request.values)
    tracks = GROUPED.get(wishes.grouped, routes_in)(contents)
    settings = here.settings()
    reading = Reading(settings, mend=wishes.mend)
    planning = Planning(db.session, the_person(), wishes, reading)
    plans = []
    for number, track in enumerate(tracks[:SHOWN], start=1):
        choice = choice_of(request.form, number)
        found = reading.found(number, track, upload.file_name, choice.repairs)
        if found.refusal and request.method == "GET":
            choice = replace(choice, becomes=Becomes.NOTHING)
        plans.append(planning.plan(found, choice))
    return Page(upload, contents, tracks, planning, tuple(plans))


def _own(upload_id: int) -> Upload:
    upload = own_upload(db.session, the_person(), upload_id, here.now())
    if upload is None:
        raise Refusal(HTTPStatus.NOT_FOUND, _("Ce fichier n’est plus là, ou n’est pas le vôtre."))
    return upload


def _digest(upload: Upload) -> str:
    return hashlib.sha256(upload.content).hexdigest()


def add_to(desk: Blueprint) -> None:
    """Adds these pages to the desk."""
    both = ["GET", "POST"]
    desk.add_url_rule("/imports", "imports", imports, methods=both)
    desk.add_url_rule("/imports/faits", "imports_done", imports_done)
    desk.add_url_rule("/imports/<int:upload_id>", "imported", imported, methods=both)
    desk.add_url_rule(
        "/imports/<int:upload_id>/jeter", "discard_import", discard_import, methods=["POST"]
    )
