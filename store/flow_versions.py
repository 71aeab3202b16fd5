"""Published flow versions: the source a conversation stays on until it ends."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now


class FlowVersion(Base):
    """One content of a flow's bundle. `sources` is a JSON object of file texts by file name."""

    __tablename__ = "flow_versions"
    __table_args__ = (Index("ix_flow_versions_name_version", "name", "version", unique=True),)

    id: Mapped[Key]
    name: Mapped[str]
    version: Mapped[str] = mapped_column(String(64))  # content hash
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str]  # in the flow's first language
    sources: Mapped[str] = mapped_column(Text, deferred=True)
    published_at: Mapped[datetime] = mapped_column(default=now)
