"""Building the message that mail servers take (RFC 5322), the same each time it is built."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.kit.text import cleaned
from app.mail.envelope import Posted

POLICY = SMTP.clone(cte_type="7bit")  # whatever server stands between, nothing needs 8 bits


def build(posted: Posted, *, sender: str) -> EmailMessage:
    """The message of a letter from ``sender``, an address."""
    letter = posted.letter
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(posted.written_at)
    message["Message-ID"] = f"<{posted.message_id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(_body(letter.body))
    message["Content-Language"] = letter.lang  # after the content, which replaces its headers
    for file in letter.attachments:
        main, _, rest = file.media_type.partition("/")
        sub, *parameters = rest.replace(" ", "").split(";")
        message.add_attachment(
            file.content,
            maintype=main,
            subtype=sub,
            filename=file.name,
            params=dict(parameter.split("=", 1) for parameter in parameters),
        )
    if message.is_multipart():
        message.set_boundary(f"part-{posted.message_id}")
    return message


def _body(text: str) -> str:
    """Plain lines: every kind of line break is one, and nothing unseen is left."""
    return "\n".join(cleaned(line) for line in text.splitlines()) + "\n"
