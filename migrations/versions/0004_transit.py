"""Public transport: feeds, stops, lines, calendars, trips and their times."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0004"
down_revision = "0003"

TIMESTAMP = sa.DateTime(timezone=True)


def words(name: str, *values: str) -> sa.Enum:
    """A closed list, as text held by a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "transit_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("imported_at", TIMESTAMP, server_default=sa.func.now(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_transit_feed")),
        sa.UniqueConstraint("key", name=op.f("uq_transit_feed_key")),
    )
    op.create_table(
        "stop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("geom", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
        sa.Column("station", sa.String(), nullable=False),
        sa.Column("mode", words("transitmode", "coach", "train", "tram", "ferry"), nullable=True),
        sa.Column("served_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["transit_feed.id"], name=op.f("fk_stop_feed_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stop")),
        sa.UniqueConstraint("feed_id", "code", name=op.f("uq_stop_feed_id_code")),
    )
    op.create_index("ix_stop_geom", "stop", ["geom"], postgresql_using="gist")
    op.create_table(
        "bus_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("mode", words("transitmode", "coach", "train", "tram", "ferry"), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["transit_feed.id"], name=op.f("fk_bus_line_feed_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bus_line")),
        sa.UniqueConstraint("feed_id", "code", name=op.f("uq_bus_line_feed_id_code")),
    )
    op.create_table(
        "service_calendar",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("weekdays", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("added", ARRAY(sa.Date()), nullable=False),
        sa.Column("removed", ARRAY(sa.Date()), nullable=False),
        sa.CheckConstraint("weekdays BETWEEN 0 AND 127", name=op.f("ck_service_calendar_weekdays")),
        sa.ForeignKeyConstraint(
            ["feed_id"],
            ["transit_feed.id"],
            name=op.f("fk_service_calendar_feed_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_calendar")),
        sa.UniqueConstraint("feed_id", "code", name=op.f("uq_service_calendar_feed_id_code")),
    )
    op.create_table(
        "trip",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("calendar_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("headsign", sa.String(), nullable=False),
        sa.Column("takes_bikes", sa.Boolean(), nullable=True),
        sa.Column("headways", JSONB, nullable=False),
        sa.ForeignKeyConstraint(
            ["calendar_id"],
            ["service_calendar.id"],
            name=op.f("fk_trip_calendar_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["feed_id"], ["transit_feed.id"], name=op.f("fk_trip_feed_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["bus_line.id"], name=op.f("fk_trip_line_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trip")),
    )
    op.create_index("ix_trip_calendar_id", "trip", ["calendar_id"])
    op.create_index("ix_trip_feed_id", "trip", ["feed_id"])
    op.create_index("ix_trip_line_id", "trip", ["line_id"])
    op.create_table(
        "stop_time",
        sa.Column("trip_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Integer(), nullable=False),
        sa.Column("arrival_s", sa.Integer(), nullable=False),
        sa.Column("departure_s", sa.Integer(), nullable=False),
        sa.Column("boards", sa.Boolean(), nullable=False),
        sa.Column("alights", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stop_id"], ["stop.id"], name=op.f("fk_stop_time_stop_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["trip_id"], ["trip.id"], name=op.f("fk_stop_time_trip_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("trip_id", "position", name=op.f("pk_stop_time")),
    )
    op.create_index("ix_stop_time_stop_id", "stop_time", ["stop_id"])


def downgrade() -> None:
    op.drop_table("stop_time")
    op.drop_table("trip")
    op.drop_table("service_calendar")
    op.drop_table("bus_line")
    op.drop_table("stop")
    op.drop_table("transit_feed")
