"""Person: who works at the desk."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.organisation import Organisation
from app.models.registry import Base
from gis.vocabulary import Role

_ROLES = ", ".join(f"'{role}'" for role in Role)


class Person(Base):
    """Signs in by e-mail, in lower case; `password_hash` is argon2's, empty without a password.

    Who has left is not active: revisions go on naming them.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint(f"roles <@ ARRAY[{_ROLES}]::varchar[]", name="roles"),
        CheckConstraint("email = lower(email)", name="email"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    roles: Mapped[list[str]] = mapped_column(ARRAY(String))
    password_hash: Mapped[str]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"), default=True)
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())

    organisation: Mapped[Organisation] = relationship()
