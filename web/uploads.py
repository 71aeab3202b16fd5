"""Files that visitors send as answers."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from pathlib import PurePath

from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from store.conversations import Upload
from store.database import db
from store.writing import writing
from web.conversations.faults import database_faults

LONGEST_NAME = 200


def described(file: FileStorage) -> dict[str, str]:
    """An upload's fields as the question expects them, with an id that is not taken yet."""
    name = PurePath((file.filename or "").replace("\\", "/")).name[:LONGEST_NAME] or "file"
    file.stream.seek(0, 2)
    size = file.stream.tell()
    file.stream.seek(0)
    kind = file.mimetype or "application/octet-stream"
    return {"id": secrets.token_urlsafe(24), "name": name, "size": str(size), "type": kind}


def keep(file: FileStorage, fields: Mapping[str, str], *, flow: str, slot: str, token: str) -> None:
    """Keep the file under the id it was described with. Raises `DatabaseBusy`, `StorageFull`."""
    with database_faults(), writing() as session:
        session.add(
            Upload(
                id=fields["id"],
                conversation_token=token,
                flow=flow,
                slot=slot,
                name=fields["name"],
                type=fields["type"],
                size=int(fields["size"]),
                content=file.stream.read(),
            )
        )


def kept(upload_id: str, *, token: str) -> dict[str, str] | None:
    """The fields of a file kept before in this conversation; a form's word is not taken for it."""
    found = db.session.execute(
        select(Upload.id, Upload.name, Upload.size, Upload.type).where(
            Upload.id == upload_id, Upload.conversation_token == token
        )
    ).first()
    if found is None:
        return None
    return {"id": found.id, "name": found.name, "size": str(found.size), "type": found.type}
