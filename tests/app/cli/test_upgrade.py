"""A register of an earlier version, brought to the newest: what it held is compared anew."""

from pathlib import Path

from alembic import command
from click.testing import CliRunner
from sqlalchemy import URL, create_engine, select
from sqlalchemy.orm import Session

from app.cli import balise
from app.models import Beside
from app.schema import _config
from tests.conftest import _database, an_app
from tests.stored import a_stored_route, a_stored_town


def test_places_of_a_former_register_stand_beside_its_lines(
    server_url: URL, tmp_path: Path
) -> None:
    with _database(server_url, "balise_upgrade") as url:
        engine = create_engine(url)
        with Session(engine) as session, session.begin():
            route = a_stored_route(session)
            town = a_stored_town(session, "Larressingle", 0.40, 43.905)
            line_id, town_id = route.line_id, town.id
        with engine.begin() as connection:
            command.downgrade(_config(connection), "0001")
        app = an_app(url, tmp_path)
        with app.app_context():
            told = CliRunner().invoke(balise, ["migrate"], catch_exceptions=False)
        assert told.exit_code == 0
        with Session(engine) as session:
            assert session.execute(select(Beside.line_id, Beside.place_id)).all() == [
                (line_id, town_id)
            ]
        engine.dispose()
