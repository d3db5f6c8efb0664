"""What the demonstration says along its routes: steps, sections, closures, themes."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions.closures import add_closure
from app.actions.sections import set_sections
from app.actions.steps import set_steps
from app.models import Closure, Route, RouteLine, RouteSlug, Theme, ThemeItem
from app.queries.places import places_by_key
from gis.along import cut
from gis.sheets import SectionSheet
from gis.vocabulary import (
    ClosureEffect,
    ClosureReason,
    Language,
    SectionState,
    Surface,
    Traffic,
    WayType,
)

Json = dict[str, Any]


def add_details(session: Session, data: Path, route: Route, slug: str) -> None:
    """Gives a route the steps and sections that `data/demo` has for it."""
    details = _details(data)["routes"].get(slug, {})
    set_steps(
        session,
        route,
        [
            (step["at_km"] * 1000, {Language(language): step[language] for language in Language})
            for step in details.get("steps", ())
        ],
    )
    assert route.line is not None
    set_sections(session, route, _sections(details.get("sections", ()), route.line.length_m))


def load_themes(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the themes of `data/demo`; yields how many they are."""
    themes = _details(data)["themes"]
    for position, entry in enumerate(themes, start=1):
        routes = [_route(session, slug).id for slug in entry["routes"]]
        places = places_by_key(session, entry["places"])
        items = [{"route_id": route_id} for route_id in routes]
        items += [{"place_id": places[key].id} for key in entry["places"]]
        theme = Theme(
            slug=entry["slug"], position=position, texts=entry["texts"], is_demo=True,
            items=[ThemeItem(position=at, **item) for at, item in enumerate(items, start=1)],
        )  # fmt: skip
        session.add(theme)
    session.flush()
    yield f"{len(themes)} thèmes"


def load_closures(session: Session, data: Path, now: datetime) -> Iterator[str]:
    """Stores the disturbances of `data/demo`, dated around `now`; yields how many they are."""
    closures = _details(data)["closures"]
    for entry in closures:
        route = _route(session, entry["route"])
        line = session.scalars(select(RouteLine.geom).where(RouteLine.id == route.line_id)).one()
        closure = Closure(
            geom=cut(line, entry["from_km"] * 1000, entry["to_km"] * 1000),
            reason=ClosureReason(entry["reason"]),
            effect=ClosureEffect(entry["effect"]),
            starts_on=(now + timedelta(days=entry["starts_in_days"])).date(),
            ends_on=(now + timedelta(days=entry["ends_in_days"])).date(),
            texts=entry["texts"],
            owner_id=route.owner_id,
            is_public=entry["is_public"],
            is_demo=True,
        )
        add_closure(session, closure)
    yield f"{len(closures)} perturbations"


@cache
def _details(data: Path) -> Json:
    read: Json = json.loads((data / "demo" / "details.json").read_text("utf-8"))
    return read


def _route(session: Session, slug: str) -> Route:
    return session.scalars(select(Route).join(RouteSlug).where(RouteSlug.slug == slug)).one()


def _sections(entries: list[Json], length_m: float) -> list[SectionSheet]:
    """Each begins where the one before it ends, the last ends with the line."""
    found: list[SectionSheet] = []
    for entry in entries:
        found.append(
            SectionSheet(
                from_m=found[-1].to_m if found else 0.0,
                to_m=entry["to_km"] * 1000 if "to_km" in entry else length_m,
                way_type=WayType(entry["way_type"]),
                surface=Surface(entry["surface"]),
                traffic=Traffic(entry["traffic"]),
                state=SectionState(entry.get("state", SectionState.OPEN)),
            )
        )
    return found
