"""The register: organisations, places, routes with their lines, texts and stages, snapshots."""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0001"
down_revision = None

TIMESTAMP = sa.DateTime(timezone=True)
TABLES = (
    "snapshot",
    "stage",
    "route_text",
    "route_slug",
    "change",
    "viewpoint",
    "route_line",
    "route",
    "place",
    "organisation",
)


def words(name: str, *values: str) -> sa.Enum:
    """A closed list, as text held by a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def simplified(name: str, tolerance_m: float) -> sa.Column:
    """A copy of the line in Web Mercator, simplified for tiles, that the database keeps."""
    return sa.Column(
        name,
        Geometry("MULTILINESTRING", srid=3857, spatial_index=False),
        sa.Computed(
            f"ST_Simplify(ST_Transform(ST_Force2D(geom), 3857), {tolerance_m}, true)",
            persisted=True,
        ),
        nullable=False,
    )


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column(
            "kind",
            words(
                "organisationkind", "committee", "tourist_office", "federation", "petr", "council"
            ),
            nullable=False,
        ),
        sa.Column("website", sa.String(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("key", name=op.f("uq_organisation_key")),
    )
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column(
            "kind",
            words(
                "placekind",
                "town",
                "viewpoint",
                "heritage",
                "water",
                "toilets",
                "picnic",
                "shelter",
                "bike_parking",
                "charging",
                "planting_site",
                "bathing",
                "fishing",
                "golf",
                "canoe",
            ),
            nullable=False,
        ),
        sa.Column("geom", Geometry("POINT", srid=4326, spatial_index=False), nullable=False),
        sa.Column("texts", JSONB, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIMESTAMP, server_default=sa.func.now(), nullable=False),
        sa.Column("modified_at", TIMESTAMP, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint("texts -> 'fr' ->> 'name' <> ''", name=op.f("ck_place_french_name")),
        sa.CheckConstraint("size BETWEEN 1 AND 3", name=op.f("ck_place_size")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_place")),
        sa.UniqueConstraint("key", name=op.f("uq_place_key")),
    )
    op.create_index("ix_place_geom", "place", ["geom"], postgresql_using="gist")
    op.create_table(
        "route",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column(
            "kind",
            words(
                "routekind",
                "veloroute",
                "voie_verte",
                "gr",
                "grp",
                "pr",
                "local_loop",
                "riding",
                "mountain_biking",
                "waterway",
                "cultural",
            ),
            nullable=False,
        ),
        sa.Column("practices", ARRAY(sa.String()), nullable=False),
        sa.Column("shape", words("shape", "loop", "linear", "out_and_back"), nullable=False),
        sa.Column("waymarking", sa.String(), nullable=False),
        sa.Column("difficulty", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("licence", sa.String(), nullable=False),
        sa.Column("licence_url", sa.String(), nullable=False),
        sa.Column("redistributable", sa.Boolean(), nullable=False),
        sa.Column("declared_gaps", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("verified_by", sa.String(), nullable=False),
        sa.Column("start_place_id", sa.Integer(), nullable=True),
        sa.Column("line_id", sa.Integer(), nullable=True),
        sa.Column("state", words("routestate", "draft", "published", "withdrawn"), nullable=False),
        sa.Column("created_at", TIMESTAMP, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "practices <@ ARRAY['walking', 'trail', 'road_cycling', 'touring_cycling', 'gravel',"
            " 'mountain_biking', 'riding', 'paddling']::varchar[]",
            name=op.f("ck_route_practices"),
        ),
        sa.CheckConstraint("difficulty BETWEEN 1 AND 5", name=op.f("ck_route_difficulty")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisation.id"], name=op.f("fk_route_owner_id")),
        sa.ForeignKeyConstraint(
            ["start_place_id"], ["place.id"], name=op.f("fk_route_start_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route")),
    )
    op.create_table(
        "viewpoint",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("bearing_deg", sa.Integer(), nullable=False),
        sa.Column("from_deg", sa.Integer(), nullable=False),
        sa.Column("to_deg", sa.Integer(), nullable=False),
        sa.Column("orientation_table", sa.Boolean(), nullable=False),
        sa.Column(
            "state", words("viewpointstate", "identified", "validated", "promoted"), nullable=False
        ),
        sa.CheckConstraint(
            "bearing_deg BETWEEN 0 AND 360 AND from_deg BETWEEN 0 AND 360"
            " AND to_deg BETWEEN 0 AND 360",
            name=op.f("ck_viewpoint_bearings"),
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_viewpoint_place_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_viewpoint")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column(
            "xid",
            sa.BigInteger(),
            server_default=sa.text("CAST(CAST(pg_current_xact_id() AS text) AS bigint)"),
            nullable=False,
        ),
        sa.Column("subject", words("changesubject", "route", "place"), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("kind", words("changekind", "published", "withdrawn"), nullable=False),
        sa.Column("began_at", TIMESTAMP, server_default=sa.func.now(), nullable=False),
        sa.Column("at", TIMESTAMP, server_default=sa.func.clock_timestamp(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index("ix_change_subject_xid", "change", ["subject", "xid"])
    op.create_index("ix_change_subject_at", "change", ["subject", "at"])
    op.create_table(
        "route_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("geom", Geometry(None, spatial_index=False), nullable=False),
        simplified("far", 150),
        simplified("middle", 20),
        simplified("near", 2.5),
        sa.Column("length_m", sa.Double(), nullable=False),
        sa.Column("ascent_m", sa.Double(), nullable=True),
        sa.Column("descent_m", sa.Double(), nullable=True),
        sa.Column("lowest_m", sa.Double(), nullable=True),
        sa.Column("highest_m", sa.Double(), nullable=True),
        sa.Column("findings", JSONB, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", TIMESTAMP, server_default=sa.func.now(), nullable=False),
        sa.CheckConstraint(
            "GeometryType(geom) = 'MULTILINESTRING' AND ST_SRID(geom) = 4326"
            " AND NOT ST_IsEmpty(geom)",
            name=op.f("ck_route_line_geom"),
        ),
        sa.CheckConstraint("length_m > 0", name=op.f("ck_route_line_length")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_route_line_route_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_route_line")),
        sa.UniqueConstraint("route_id", "version", name=op.f("uq_route_line_route_id_version")),
    )
    op.create_foreign_key("fk_route_line_id", "route", "route_line", ["line_id"], ["id"])
    op.execute("ALTER TABLE route_line ALTER COLUMN geom SET STORAGE EXTERNAL")
    op.create_index("ix_route_line_far", "route_line", ["far"], postgresql_using="gist")
    op.create_index("ix_route_line_middle", "route_line", ["middle"], postgresql_using="gist")
    op.create_index("ix_route_line_near", "route_line", ["near"], postgresql_using="gist")
    op.create_table(
        "route_slug",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_route_slug_route_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_route_slug")),
    )
    op.create_index(
        "uq_route_slug_in_use", "route_slug", ["route_id"], unique=True, postgresql_where="in_use"
    )
    op.create_table(
        "route_text",
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("language", words("language", "fr", "en", "es"), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("arrival", sa.String(), nullable=False),
        sa.Column("access", sa.String(), nullable=False),
        sa.Column("accessibility", sa.String(), nullable=False),
        sa.Column("parking", sa.String(), nullable=False),
        sa.Column("public_transport", sa.String(), nullable=False),
        sa.Column("advice", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_route_text_route_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("route_id", "language", name=op.f("pk_route_text")),
    )
    op.create_table(
        "stage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("end_place_id", sa.Integer(), nullable=False),
        sa.Column("end_m", sa.Double(), nullable=False),
        sa.CheckConstraint("end_m > 0", name=op.f("ck_stage_end")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_stage_number")),
        sa.ForeignKeyConstraint(["end_place_id"], ["place.id"], name=op.f("fk_stage_end_place_id")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_stage_route_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage")),
        sa.UniqueConstraint(
            "route_id",
            "number",
            deferrable=True,
            initially="DEFERRED",
            name=op.f("uq_stage_route_id_number"),
        ),
    )
    op.create_table(
        "snapshot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("route_id", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("search_text", sa.String(), nullable=False),
        sa.Column(
            "kind",
            words(
                "routekind",
                "veloroute",
                "voie_verte",
                "gr",
                "grp",
                "pr",
                "local_loop",
                "riding",
                "mountain_biking",
                "waterway",
                "cultural",
            ),
            nullable=False,
        ),
        sa.Column("practices", ARRAY(sa.String()), nullable=False),
        sa.Column("length_m", sa.Double(), nullable=False),
        sa.Column("stage_count", sa.Integer(), nullable=False),
        sa.Column("durations_min", JSONB, nullable=False),
        sa.Column("redistributable", sa.Boolean(), nullable=False),
        sa.Column("sheet", JSONB, nullable=False),
        sa.Column("published_at", TIMESTAMP, nullable=False),
        sa.ForeignKeyConstraint(["line_id"], ["route_line.id"], name=op.f("fk_snapshot_line_id")),
        sa.ForeignKeyConstraint(
            ["route_id"], ["route.id"], name=op.f("fk_snapshot_route_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snapshot")),
    )
    op.create_index("ix_snapshot_line_id", "snapshot", ["line_id"], postgresql_where="current")
    op.create_index("ix_snapshot_list", "snapshot", ["sort_key", "id"], postgresql_where="current")
    op.create_index(
        "uq_snapshot_current", "snapshot", ["route_id"], unique=True, postgresql_where="current"
    )


def downgrade() -> None:
    op.drop_constraint("fk_route_line_id", "route")
    for table in TABLES:
        op.drop_table(table)
