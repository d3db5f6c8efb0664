"""Runs migrations on the connection that `app.schema` hands over."""

from typing import Any

from alembic import context
from alembic.autogenerate.api import AutogenContext
from geoalchemy2 import Geometry, alembic_helpers
from sqlalchemy.types import TypeDecorator

from app.models import Base


def render_plain(kind: str, item: Any, autogen: AutogenContext) -> str | bool:
    """Renders our geometry types as plain `Geometry`: a migration never imports the app."""
    if isinstance(item, TypeDecorator) and isinstance(item.impl_instance, Geometry):
        item = item.impl_instance
    rendered = alembic_helpers.render_item(kind, item, autogen)
    return str(rendered) if rendered else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    include_object=alembic_helpers.include_object,
    process_revision_directives=alembic_helpers.writer,
    render_item=render_plain,
)
with context.begin_transaction():
    context.run_migrations()
