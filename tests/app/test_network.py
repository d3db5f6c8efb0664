"""The network: imported whole in the place of the former one, or not at all."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.actions.network import import_network
from app.models import NetworkWay
from app.queries.ways import network_summary
from gis.errors import GisError, ReadError
from gis.ways_rules import Traveller
from tests.grid import points
from tests.networks import an_extract
from tests.realdata import realdata

NOW = datetime(2026, 5, 12, 8, 0, tzinfo=UTC)
PICTURE = "a----b----c"
pytestmark = pytest.mark.usefixtures("pgrouting")
PATH, STREET = {"highway": "path", "bicycle": "no"}, {"highway": "residential", "oneway": "yes"}


def stored(session: Session) -> list[tuple[str, str, float | None, float | None]]:
    rows = session.execute(
        select(
            NetworkWay.source,
            NetworkWay.target,
            NetworkWay.touring_bike_forward,
            NetworkWay.touring_bike_backward,
        ).order_by(NetworkWay.id)
    )
    return [(chr(source), chr(target), *factors) for source, target, *factors in rows]


def test_what_is_stored_is_summed_up(session: Session, tmp_path: Path) -> None:
    path = an_extract(tmp_path, PICTURE, [("ab", PATH), ("bc", STREET)])
    imported = import_network(session, path, "dessin", NOW)
    found = network_summary(session)
    assert found is not None
    assert (found.name, found.imported_at) == ("dessin", NOW)
    assert imported.ways == 2
    assert found.length_m == imported.length_m == pytest.approx(1000, rel=2e-3)
    assert found.lengths_m == imported.lengths_m
    assert found.lengths_m[Traveller.FOOT] == pytest.approx(1000, rel=2e-3)
    assert found.lengths_m[Traveller.TOURING_BIKE] == pytest.approx(500, rel=2e-3)
    assert found.lengths_m[Traveller.BOAT] == 0
    (west, north), (east, _) = points(PICTURE)["a"], points(PICTURE)["c"]
    assert found.bounds == pytest.approx((west, north, east, north), abs=1e-6)


def test_a_direction_that_is_shut_is_stored_as_unknown(session: Session, tmp_path: Path) -> None:
    path = an_extract(tmp_path, PICTURE, [("ab", PATH), ("bc", STREET)])
    import_network(session, path, "dessin", NOW)
    assert stored(session) == [("a", "b", None, None), ("b", "c", pytest.approx(1.2), None)]


def test_an_import_takes_the_place_of_the_one_before(session: Session, tmp_path: Path) -> None:
    import_network(session, an_extract(tmp_path, PICTURE, [("abc", PATH)]), "premier", NOW)
    import_network(session, an_extract(tmp_path, PICTURE, [("bc", PATH)]), "second", NOW)
    assert [row[:2] for row in stored(session)] == [("b", "c")]
    found = network_summary(session)
    assert found is not None
    assert found.name == "second"


def test_a_refused_extract_leaves_the_one_before(session: Session, tmp_path: Path) -> None:
    import_network(session, an_extract(tmp_path, PICTURE, [("abc", PATH)]), "premier", NOW)
    before = network_summary(session)
    damaged = tmp_path / "damaged.osm.pbf"
    damaged.write_bytes(b"\0\0\0\r\n\tOSMHeader")
    with pytest.raises(ReadError):
        import_network(session, damaged, "second", NOW)
    assert network_summary(session) == before
    assert len(stored(session)) == 1


def test_what_goes_wrong_while_storing_leaves_the_one_before(
    session: Session, tmp_path: Path
) -> None:
    path = an_extract(tmp_path, PICTURE, [("abc", PATH)])
    import_network(session, path, "premier", NOW)

    def breaking(batches: object, total: int | None) -> object:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_network(session, path, "second", NOW, storing=breaking)  # type: ignore[arg-type]
    found = network_summary(session)
    assert found is not None
    assert found.name == "premier"
    assert len(stored(session)) == 1


def test_whoever_watches_sees_ways_and_batches_pass(session: Session, tmp_path: Path) -> None:
    path = an_extract(tmp_path, PICTURE, [("ab", PATH), ("bc", STREET)])
    seen: list[tuple[str, int | None]] = []

    def reading(ways: Iterable[Any], total: int | None) -> Iterator[Any]:
        for way in ways:
            seen.append(("way", total))
            yield way

    def storing(batches: Iterable[Any], total: int | None) -> Iterator[Any]:
        for batch in batches:
            seen.append(("batch", total))
            yield batch

    import_network(session, path, "dessin", NOW, reading, storing)
    assert seen == [("way", None), ("way", None), ("batch", 1)]


def test_a_role_that_may_not_add_pgrouting_is_told_what_to_type(
    session: Session, tmp_path: Path
) -> None:
    path = an_extract(tmp_path, PICTURE, [("abc", PATH)])
    session.execute(text("DROP EXTENSION IF EXISTS pgrouting"))
    session.execute(text("CREATE ROLE balise_test_plain"))
    session.execute(text("GRANT ALL ON ALL TABLES IN SCHEMA public TO balise_test_plain"))
    session.execute(text("SET LOCAL ROLE balise_test_plain"))
    with pytest.raises(GisError) as refused:
        import_network(session, path, "dessin", NOW)
    session.execute(text("RESET ROLE"))
    assert refused.value.key == "network.may_not_add_pgrouting"
    assert refused.value.values == {"database": session.scalar(select(func.current_database()))}
    assert network_summary(session) is None


@pytest.mark.parametrize(
    ("name", "foot_km"),
    [("osm2pgsql__liechtenstein-2013-08-03", 941), ("osrm-backend__monaco", 468)],
)
def test_real_extracts_are_imported(session: Session, name: str, foot_km: float) -> None:
    import_network(session, realdata(f"osm/{name}.osm.pbf"), name, NOW)
    found = network_summary(session)
    assert found is not None
    assert found.lengths_m[Traveller.FOOT] / 1000 == pytest.approx(foot_km, abs=1)
    sums = session.execute(
        select(
            func.sum(NetworkWay.length_m),
            func.sum(func.ST_Length(func.geography(NetworkWay.geom))),
        )
    ).one()
    assert sums[0] == pytest.approx(found.length_m)
    assert sums[0] == pytest.approx(sums[1], rel=1e-6)
