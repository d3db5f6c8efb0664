"""Migrations: numbered, linear, and equal to the models."""

import re
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine

from app import schema
from app.schema import _config

VERSIONS = Path("migrations/versions")


def test_migrations_are_numbered_from_0001_without_a_hole() -> None:
    names = sorted(path.name for path in VERSIONS.glob("*.py"))
    assert names
    for number, name in enumerate(names, start=1):
        assert re.fullmatch(rf"{number:04}_[a-z_]+\.py", name), name


def test_migrations_form_one_line() -> None:
    scripts = ScriptDirectory.from_config(_config())
    chain = [script.revision for script in scripts.walk_revisions()]
    assert chain == sorted(chain, reverse=True)
    assert len(scripts.get_heads()) == 1


def test_a_migration_never_imports_the_program() -> None:
    for path in VERSIONS.glob("*.py"):
        assert not re.search(r"^(from|import) (app|gis)\b", path.read_text(), re.MULTILINE)


def test_the_migrated_tables_are_those_of_the_models(migrated_url: URL) -> None:
    engine = create_engine(migrated_url)
    with engine.connect() as connection:
        assert schema.version(connection) == schema.head()
        schema.differences(connection)
    engine.dispose()
