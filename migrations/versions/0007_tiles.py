"""What tiles ask of each publication: its lane, and its number out of the document."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column(
        "snapshot", sa.Column("lane", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    number = sa.Computed("sheet ->> 'number'", persisted=True)
    op.add_column("snapshot", sa.Column("number", sa.String(), number, nullable=False))


def downgrade() -> None:
    op.drop_column("snapshot", "number")
    op.drop_column("snapshot", "lane")
