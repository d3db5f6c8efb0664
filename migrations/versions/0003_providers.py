"""Providers, labels and their schemes; the places beside each line."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0003"
down_revision = "0002"

PLACES = (
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
)
PROVIDERS = ("lodging", "rental", "repair", "restaurant", "visit", "tourist_office")
ACCUEIL_VELO = {
    "key": "accueil-velo",
    "names": {"fr": "Accueil Vélo", "en": "Accueil Vélo", "es": "Accueil Vélo"},
    "practices": ["road_cycling", "touring_cycling", "gravel", "mountain_biking"],
    "kinds": list(PROVIDERS),
    "reach_m": 5000,
    "validity_years": 3,
    "criteria": {
        "all": [
            {
                "fr": "conseils sur les itinéraires cyclables",
                "en": "advice on cycle routes",
                "es": "información sobre las rutas ciclistas",
            },
            {
                "fr": "accueil adapté aux cyclistes",
                "en": "a welcome that suits cyclists",
                "es": "acogida adaptada a los ciclistas",
            },
            {
                "fr": "stationnement vélo sûr et gratuit",
                "en": "safe, free bicycle parking",
                "es": "aparcamiento de bicicletas seguro y gratuito",
            },
            {
                "fr": "dépôt des bagages",
                "en": "a place to leave luggage",
                "es": "consigna de equipaje",
            },
            {
                "fr": "recharge du téléphone et du GPS",
                "en": "charging for phones and GPS devices",
                "es": "recarga de teléfono y GPS",
            },
            {
                "fr": "recharge des vélos électriques",
                "en": "charging for electric bicycles",
                "es": "recarga de bicicletas eléctricas",
            },
            {
                "fr": "kit de réparation",
                "en": "a repair kit",
                "es": "kit de reparación",
            },
        ]
    },
}
"""The common criteria of the 2025 rules of France Vélo Tourisme, in short."""


def words(name: str, *values: str) -> sa.Enum:
    """A closed list, as text held by a CHECK."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def hold_kinds(*kinds: str) -> None:
    """Lets places be of these kinds and no other."""
    name = op.f("ck_place_placekind")
    op.drop_constraint(name, "place")
    listed = ", ".join(f"'{kind}'" for kind in kinds)
    op.create_check_constraint(name, "place", f"kind IN ({listed})")


def upgrade() -> None:
    hold_kinds(*PLACES, *PROVIDERS)
    op.create_table(
        "provider",
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("website", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_provider_place_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_provider")),
    )
    op.create_table(
        "label_scheme",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("names", JSONB, nullable=False),
        sa.Column("practices", ARRAY(sa.String()), nullable=False),
        sa.Column("kinds", ARRAY(sa.String()), nullable=False),
        sa.Column("reach_m", sa.Double(), nullable=False),
        sa.Column("validity_years", sa.Integer(), nullable=False),
        sa.Column("criteria", JSONB, nullable=False),
        sa.CheckConstraint("reach_m > 0", name=op.f("ck_label_scheme_reach")),
        sa.CheckConstraint("validity_years > 0", name=op.f("ck_label_scheme_validity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label_scheme")),
        sa.UniqueConstraint("key", name=op.f("uq_label_scheme_key")),
    )
    op.bulk_insert(
        sa.table(
            "label_scheme",
            sa.column("key"),
            sa.column("names", JSONB),
            sa.column("practices", ARRAY(sa.String)),
            sa.column("kinds", ARRAY(sa.String)),
            sa.column("reach_m"),
            sa.column("validity_years"),
            sa.column("criteria", JSONB),
        ),
        [ACCUEIL_VELO],
    )
    op.create_table(
        "label",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("scheme_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            words("labelstate", "candidate", "audited", "labelled", "expired", "withdrawn"),
            nullable=False,
        ),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("awarded_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("evaluator", sa.String(), nullable=False),
        sa.Column("criteria_met", JSONB, nullable=False),
        sa.CheckConstraint(
            "state IN ('candidate', 'audited', 'withdrawn')"
            " OR num_nulls(awarded_on, expires_on) = 0",
            name=op.f("ck_label_days"),
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"],
            ["provider.place_id"],
            name=op.f("fk_label_provider_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["scheme_id"], ["label_scheme.id"], name=op.f("fk_label_scheme_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
    )
    op.create_index("ix_label_provider_id", "label", ["provider_id"])
    op.create_table(
        "beside",
        sa.Column("line_id", sa.Integer(), nullable=False),
        sa.Column("place_id", sa.Integer(), nullable=False),
        sa.Column("at_m", sa.Double(), nullable=False),
        sa.Column("aside_m", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["line_id"], ["route_line.id"], name=op.f("fk_beside_line_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.id"], name=op.f("fk_beside_place_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("line_id", "place_id", name=op.f("pk_beside")),
    )
    op.create_index("ix_beside_place_id", "beside", ["place_id"])


def downgrade() -> None:
    op.drop_table("beside")
    op.drop_table("label")
    op.drop_table("label_scheme")
    op.drop_table("provider")
    hold_kinds(*PLACES)
