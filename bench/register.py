"""A register of synthetic routes in a database of its own."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import numpy as np
from shapely import MultiLineString
from sqlalchemy import (
    URL,
    Select,
    Text,
    cast,
    create_engine,
    func,
    insert,
    make_url,
    select,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session

from app import localdb, schema
from app.actions.publication import publish_route
from app.actions.routes import add_route, set_line
from app.models import Base, Organisation, Route, RouteText, Snapshot
from app.models.organisation import OrganisationKind
from gis.sheets import LICENCE_OUVERTE
from gis.vocabulary import Language, Practice, RouteKind, Shape

NAME = f"balise_bench_{os.getpid()}"


@contextmanager
def database() -> Iterator[URL]:
    """An empty, migrated database, dropped afterwards."""
    with localdb.running() as address:
        server = make_url(address)
        engine = create_engine(server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)"))
            connection.execute(text(f"CREATE DATABASE {NAME}"))
        url = server.set(database=NAME)
        fresh = create_engine(url)
        with fresh.begin() as connection:
            connection.execute(text("CREATE EXTENSION postgis"))
            schema.migrate(connection)
        fresh.dispose()
        try:
            yield url
        finally:
            with engine.connect() as connection:
                connection.execute(text(f"DROP DATABASE {NAME} WITH (FORCE)"))
            engine.dispose()


def a_line(points: int) -> MultiLineString:
    """One piece of `points` vertices across the territory, with heights."""
    east = np.linspace(0.1, 0.9, points)
    return MultiLineString(
        [np.column_stack((east, 43.7 + 0.1 * np.sin(east * 40), 150 + 50 * np.sin(east * 90)))]
    )


def a_published_route(session: Session, points: int) -> Route:
    """One route of `points` vertices, published."""
    owner = Organisation(key="bench", name="Banc d’essai", kind=OrganisationKind.COMMITTEE)
    words = "Une véloroute d’essai entre vignes et bastides, le long de la rivière. " * 6
    route = add_route(
        session,
        Route(
            number="V00",
            kind=RouteKind.VELOROUTE,
            practices=[Practice.TOURING_CYCLING],
            shape=Shape.LINEAR,
            owner=owner,
            licence=LICENCE_OUVERTE.name,
            licence_url=LICENCE_OUVERTE.url,
            redistributable=True,
            texts=[
                RouteText(
                    language=language,
                    title=f"Véloroute d’essai ({language})",
                    summary=words[:200],
                    description=words,
                    departure="Condom",
                    arrival="Éauze",
                )
                for language in Language
            ],
        ),
        "essai",
    )
    set_line(session, route, a_line(points))
    publish_route(session, route, datetime(2026, 5, 12, tzinfo=UTC))
    return route


def multiply(session: Session, route: Route, times: int) -> None:
    """Copies a published route and its snapshot `times` - 1 times, within the database."""
    session.flush()
    routes = Route.__table__.alias("copied")
    copies = func.generate_series(2, times).table_valued()
    _insert(session, Route, select(Route).join(copies, true()).where(Route.id == route.id), {})
    changed = {
        "route_id": routes.c.id,
        "slug": Snapshot.slug + cast(routes.c.id, Text),
        "sheet": func.jsonb_set(Snapshot.sheet, array(["id"]), func.to_jsonb(routes.c.id)),
    }
    originals = select(Snapshot).join(routes, routes.c.id != route.id)
    _insert(session, Snapshot, originals.where(Snapshot.route_id == route.id), changed)


def scatter(session: Session) -> None:
    """Gives every copied route a line of its own, 20 to 30 km long, evenly over the territory."""
    session.flush()
    session.execute(text(_SCATTER))
    session.execute(text(_OWN_LINES))
    session.commit()
    session.execute(text("ANALYZE route_line"))
    session.execute(text("ANALYZE snapshot"))


# The positions are Roberts' R2 sequence: even without being a grid.
_SCATTER = """
    INSERT INTO route_line (route_id, version, geom, length_m, findings, source)
    SELECT route.id, 1,
        ST_Affine(line.geom, 0.3, 0, 0, 0.3,
            -0.2 + mod(route.id * 0.7548776662, 1), 30.25 + mod(route.id * 0.5698402910, 1) * 0.7),
        line.length_m, line.findings, line.source
    FROM route_line AS line, route
    WHERE NOT EXISTS (SELECT FROM route_line WHERE route_id = route.id)
"""
_OWN_LINES = """
    UPDATE snapshot SET line_id = route_line.id
    FROM route_line WHERE route_line.route_id = snapshot.route_id
"""


def _insert(
    session: Session, model: type[Base], rows: Select[Any], changed: Mapping[str, Any]
) -> None:
    """Stores rows again under new ids, some of their columns changed."""
    columns = [
        column
        for column in model.__table__.columns
        if column.name != "id" and column.computed is None
    ]
    values = [changed.get(column.name, column) for column in columns]
    session.execute(
        insert(model).from_select(
            [column.name for column in columns], rows.with_only_columns(*values)
        )
    )
