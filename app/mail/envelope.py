"""What waits in the outbox: a letter sealed to the instance key, as one line of text.

Its identity and date are given when it is written, so that it stays the same letter however
often it has to be sent.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.kit.sealing import KeyPair, seal, unseal
from app.mail.inputs import Attachment, Letter


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter and what was settled when it was written."""

    message_id: str
    written_at: datetime
    letter: Letter


def sealed(posted: Posted, public: bytes) -> dict[str, str]:
    """The payload of a job."""
    letter = posted.letter
    plain = {
        "message_id": posted.message_id,
        "written_at": posted.written_at.isoformat(),
        "to": letter.to,
        "subject": letter.subject,
        "body": letter.body,
        "lang": letter.lang,
        "attachments": [
            [file.name, file.media_type, b64encode(file.content).decode()]
            for file in letter.attachments
        ],
        "unsubscribe": letter.unsubscribe,
    }
    return {"sealed": b64encode(seal(public, json.dumps(plain).encode())).decode()}


def opened(payload: Mapping[str, Any], pair: KeyPair) -> Posted:
    """Open the payload of a job.

    Raises:
        SealBroken: it was sealed to another key.
    """
    plain = json.loads(unseal(pair.private, b64decode(payload["sealed"]), public=pair.public))
    letter = Letter(
        to=plain["to"],
        subject=plain["subject"],
        body=plain["body"],
        lang=plain["lang"],
        attachments=tuple(
            Attachment(name, media_type, b64decode(content))
            for name, media_type, content in plain["attachments"]
        ),
        unsubscribe=plain["unsubscribe"],
    )
    return Posted(plain["message_id"], datetime.fromisoformat(plain["written_at"]), letter)
