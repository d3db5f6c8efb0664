"""Stage ends and sections that a change of the line moved are to be checked, as steps are."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for table in ("stage", "section"):
        op.add_column(
            table,
            sa.Column("to_check", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        )


def downgrade() -> None:
    for table in ("section", "stage"):
        op.drop_column(table, "to_check")
