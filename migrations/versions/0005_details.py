"""What is said along a route: steps, sections, closures; themes."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects.postgresql import JSONB

revision = "0005"
down_revision = "0004"

TIMESTAMP = sa.DateTime(timezone=True)


def words(name: str, *values: str) -> sa.Enum:
    """A closed list, as text held by a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at_m", sa.Double(), nullable=False),
        sa.Column("texts", JSONB, nullable=False),
        sa.Column("to_check", sa.Boolean(), nullable=False),
        sa.CheckConstraint("texts ->> 'fr' <> ''", name=op.f("ck_step_french_text")),
        sa.CheckConstraint("at_m >= 0", name=op.f("ck_step_place")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_step_number")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_step_route_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
        sa.UniqueConstraint(
            "route_id",
            "number",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_step_route_id_number"),
        ),
    )
    op.create_table(
        "section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("from_m", sa.Double(), nullable=False),
        sa.Column("to_m", sa.Double(), nullable=False),
        sa.Column(
            "way_type",
            words("waytype", "greenway", "cycle_track", "shared_road", "track", "path", "water"),
            nullable=True,
        ),
        sa.Column(
            "surface",
            words("surface", "asphalt", "compacted", "gravel", "earth", "water"),
            nullable=True,
        ),
        sa.Column("traffic", words("traffic", "none", "low", "moderate", "high"), nullable=True),
        sa.Column("state", words("sectionstate", "open", "project", "closed"), nullable=False),
        sa.CheckConstraint("from_m >= 0 AND to_m > from_m", name=op.f("ck_section_stretch")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_section_route_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section")),
    )
    op.create_index("ix_section_route_id", "section", ["route_id"])
    op.create_table(
        "closure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("geom", Geometry(geometry_type=None, spatial_index=False), nullable=False),
        sa.Column("detour", Geometry(geometry_type=None, spatial_index=False), nullable=True),
        sa.Column(
            "reason",
            words(
                "closurereason",
                "works",
                "flood",
                "hunting",
                "forestry",
                "wildlife",
                "event",
                "other",
            ),
            nullable=False,
        ),
        sa.Column(
            "effect", words("closureeffect", "closed", "restricted", "caution"), nullable=False
        ),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("texts", JSONB, nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIMESTAMP, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "GeometryType(geom) = 'MULTILINESTRING' AND ST_SRID(geom) = 4326"
            " AND NOT ST_IsEmpty(geom)",
            name=op.f("ck_closure_geom"),
        ),
        sa.CheckConstraint("texts ->> 'fr' <> ''", name=op.f("ck_closure_french_text")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_closure_days")),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["organisation.id"], name=op.f("fk_closure_owner_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index("ix_closure_geom", "closure", ["geom"], postgresql_using="gist")
    op.create_table(
        "theme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("texts", JSONB, nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("texts -> 'fr' ->> 'name' <> ''", name=op.f("ck_theme_french_name")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme")),
        sa.UniqueConstraint("slug", name=op.f("uq_theme_slug")),
    )
    op.create_table(
        "theme_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("theme_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "num_nonnulls(route_id, place_id) = 1", name=op.f("ck_theme_item_one_thing")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_theme_item_place_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_theme_item_route_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["theme_id"], ["theme.id"], name=op.f("fk_theme_item_theme_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_item")),
        sa.UniqueConstraint(
            "theme_id",
            "position",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_theme_item_theme_id_position"),
        ),
    )
    op.create_index("ix_theme_item_route_id", "theme_item", ["route_id"])


def downgrade() -> None:
    op.drop_table("theme_item")
    op.drop_table("theme")
    op.drop_table("closure")
    op.drop_table("section")
    op.drop_table("step")
