"""Links of our mails that are counted, and which deeds were done by them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from store.database import Base
from store.types import Key, now


class MailLink(Base):
    """One counted link of one mail, or its open mark, which has neither words nor address.

    `token` is what the mail holds; it leads to `url` and nowhere else. `kind` is what following it
    is: link, offer or mail_read. It lives as long as the mail's row in the outbox.
    """

    __tablename__ = "mail_links"
    __table_args__ = (Index("ix_mail_links_place", "outbox_id", "place", unique=True),)

    id: Mapped[Key]
    token: Mapped[str] = mapped_column(String(43), unique=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("leads.id", ondelete="CASCADE"), index=True)
    outbox_id: Mapped[int] = mapped_column(ForeignKey("outbox.id", ondelete="CASCADE"))
    place: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    words: Mapped[str | None]
    url: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(default=now)


class MailPress(Base):
    """Says by which link of a mail a row of behaviour was done."""

    __tablename__ = "mail_presses"

    behaviour_id: Mapped[int] = mapped_column(
        ForeignKey("behaviour.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    mail_link_id: Mapped[int] = mapped_column(
        ForeignKey("mail_links.id", ondelete="CASCADE"), index=True
    )
