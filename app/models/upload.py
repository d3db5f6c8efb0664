"""Upload: a file dropped on the desk, until somebody has said what it becomes."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, func
from sqlalchemy.orm import Mapped, mapped_column

from app.models.registry import Base


class Upload(Base):
    """The bytes as they were sent; their owner alone reads them."""

    __tablename__ = "upload"
    __table_args__ = (Index("ix_upload_person_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    file_name: Mapped[str]
    content: Mapped[bytes] = mapped_column(deferred=True)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
