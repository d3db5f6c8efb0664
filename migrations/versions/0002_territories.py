"""Territories, and what each line crosses of them; where each line starts and ends."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "0002"
down_revision = "0001"


def words(name: str, *values: str) -> sa.Enum:
    """A closed list, as text held by a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_table(
        "territory",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            words("territorykind", "departement", "epci", "commune", "office"),
            nullable=False,
        ),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("geom", Geometry("MULTIPOLYGON", srid=4326, spatial_index=False), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("NOT ST_IsEmpty(geom)", name=op.f("ck_territory_geom")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_territory")),
        sa.UniqueConstraint("kind", "code", name=op.f("uq_territory_kind_code")),
    )
    op.create_index("ix_territory_geom", "territory", ["geom"], postgresql_using="gist")
    op.create_table(
        "crossing",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("territory_id", sa.Integer(), nullable=False),
        sa.Column("from_m", sa.Double(), nullable=False),
        sa.Column("length_m", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["route_line.id"], name=op.f("fk_crossing_line_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["territory_id"],
            ["territory.id"],
            name=op.f("fk_crossing_territory_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("line_id", "territory_id", name=op.f("pk_crossing")),
    )
    op.create_index("ix_crossing_territory_id", "crossing", ["territory_id"])
    op.add_column(
        "route_line",
        sa.Column(
            "start_point",
            Geometry("POINT", srid=4326, spatial_index=False),
            sa.Computed("ST_Force2D(ST_StartPoint(ST_GeometryN(geom, 1)))", persisted=True),
            nullable=False,
        ),
    )
    op.add_column(
        "route_line",
        sa.Column(
            "end_point",
            Geometry("POINT", srid=4326, spatial_index=False),
            sa.Computed(
                "ST_Force2D(ST_EndPoint(ST_GeometryN(geom, ST_NumGeometries(geom))))",
                persisted=True,
            ),
            nullable=False,
        ),
    )


def downgrade() -> None:
    op.drop_column("route_line", "end_point")
    op.drop_column("route_line", "start_point")
    op.drop_table("crossing")
    op.drop_table("territory")
