"""The network of ways that a drawn line can follow."""

from alembic import op

revision = "0010"
down_revision = "0009"

TRAVELLERS = (
    "foot", "road_bike", "touring_bike", "gravel_bike", "mountain_bike", "horse", "boat",
)  # fmt: skip
FACTORS = ",\n".join(
    f"{traveller}_{way} REAL" for traveller in TRAVELLERS for way in ("forward", "backward")
)
STATEMENTS = (
    """
    CREATE TABLE network (
        id SERIAL CONSTRAINT pk_network PRIMARY KEY CONSTRAINT ck_network_one CHECK (id = 1),
        name VARCHAR NOT NULL,
        imported_at TIMESTAMPTZ NOT NULL,
        length_m DOUBLE PRECISION NOT NULL,
        lengths_m JSONB NOT NULL,
        west DOUBLE PRECISION NOT NULL,
        south DOUBLE PRECISION NOT NULL,
        east DOUBLE PRECISION NOT NULL,
        north DOUBLE PRECISION NOT NULL
    )
    """,
    f"""
    CREATE TABLE network_way (
        id BIGSERIAL CONSTRAINT pk_network_way PRIMARY KEY,
        source BIGINT NOT NULL,
        target BIGINT NOT NULL,
        geom geometry(LINESTRING, 4326) NOT NULL,
        length_m DOUBLE PRECISION NOT NULL,
        {FACTORS}
    )
    """,
    "CREATE INDEX ix_network_way_geom ON network_way USING gist (geom)",
)


def upgrade() -> None:
    for statement in STATEMENTS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("DROP TABLE network_way")
    op.execute("DROP TABLE network")
