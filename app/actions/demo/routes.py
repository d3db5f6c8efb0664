"""The demonstration's routes, with their owners, stages, towns and viewpoints."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import shapely
from sqlalchemy.orm import Session

from app.actions.demo.details import add_details
from app.actions.places import publish_place
from app.actions.publication import publish_route
from app.actions.routes import add_route, set_line
from app.actions.stages import set_stages
from app.models import Organisation, Place, Route, RouteText, Viewpoint
from app.queries.places import places_by_key
from gis.line import line_from
from gis.readers.reading import read_file
from gis.sheets import LICENCE_OUVERTE
from gis.vocabulary import Language, PlaceKind, RouteKind, Shape


def load_routes(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Publishes the routes of `data/gpx`; yields each title."""
    demo: dict[str, Any] = json.loads((data / "demo" / "routes.json").read_text("utf-8"))
    owners = {one["key"]: Organisation(**_organisation(one)) for one in demo["organisations"]}
    session.add_all(owners.values())
    _add_places(session, demo)
    for entry in demo["routes"]:
        content = (data / "gpx" / entry["file"]).read_bytes()
        route = _add_route(session, entry, owners[entry["owner"]])
        (track,) = read_file(content).tracks
        line, noticed = line_from(track)
        set_line(session, route, line, source=entry["file"], noticed=(*track.findings, *noticed))
        keys = [end["place"] for end in entry["stages"]]
        places = places_by_key(session, keys)
        set_stages(session, route, [places[key] for key in keys])
        add_details(session, data, route, entry["slug"])
        publish_route(session, route, now)
        yield entry["texts"]["fr"]["title"]


def _organisation(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "website": entry["website"] or "", "is_demo": True}


def _add_places(session: Session, demo: dict[str, Any]) -> None:
    for town in demo["places"]:
        session.add(
            Place(
                key=town["key"],
                kind=PlaceKind(town["kind"]),
                geom=shapely.Point(town["lon"], town["lat"]),
                texts={"fr": {"name": town["name"]}},
                size=town["size"],
                is_demo=True,
            )
        )
    for seen in demo["viewpoints"]:
        place = Place(
            key=seen["key"],
            kind=PlaceKind.VIEWPOINT,
            geom=shapely.Point(seen["lon"], seen["lat"]),
            texts={
                language: {"name": name, "description": seen["descriptions"].get(language, "")}
                for language, name in seen["names"].items()
            },
            is_demo=True,
        )
        publish_place(session, place)
        fields = ("bearing_deg", "from_deg", "to_deg", "orientation_table", "state")
        session.add(Viewpoint(place_id=place.id, **{field: seen[field] for field in fields}))
    session.flush()


def _add_route(session: Session, entry: dict[str, Any], owner: Organisation) -> Route:
    route = Route(
        number=entry["number"] or "",
        kind=RouteKind(entry["kind"]),
        practices=entry["practices"],
        shape=Shape(entry["shape"]),
        waymarking=entry["waymarking"] or "",
        difficulty=entry["difficulty"],
        owner=owner,
        licence=LICENCE_OUVERTE.name,
        licence_url=LICENCE_OUVERTE.url,
        redistributable=True,
        declared_gaps=entry["declared_gaps"],
        is_demo=True,
        verified_on=date.fromisoformat(entry["verified_on"]),
        verified_by=entry["verified_by"],
        texts=[
            RouteText(language=Language(language), **words)
            for language, words in entry["texts"].items()
        ],
    )
    return add_route(session, route, wanted_slug=entry["slug"])
