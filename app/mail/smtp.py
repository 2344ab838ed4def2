"""Handing a message to a mail server. Only the worker and the operator's commands come here.

Encrypted where the server offers it. Its certificate is verified unless it is on this machine,
where there is nobody in between; a password is never sent in the clear to another machine.
"""

import smtplib
import socket
import ssl
import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import partial
from ipaddress import ip_address

from app.config import MailServer
from app.jobs.inputs import Failed, Hopeless
from app.mail.message import Message

ANSWER_SECONDS = 20.0
WHOLE_SECONDS = 60.0
PERMANENT = 500  # the first code by which a server says: do not try this again


class SmtpTransport:
    """One connection a letter; returns once the server has taken it over."""

    def __init__(
        self, server: MailServer, *, sender: str, answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self._server = server
        self._sender = sender
        self._answer_seconds = answer_seconds

    def send(self, message: Message) -> None:
        """Hand the message over.

        Raises:
            Failed: the server is not there, breaks off, or wants it later.
            Hopeless: the server refuses this recipient or this message for good.
        """
        with _failures(), self._connected() as smtp:
            smtp.sendmail(self._sender, [message.to], message.content)

    def greet(self) -> None:
        """Connect, sign in, and leave again.

        Raises:
            Failed: one of these did not succeed.
        """
        with _failures(), self._connected() as smtp:
            smtp.noop()

    @contextmanager
    def _connected(self) -> Generator[smtplib.SMTP]:
        server, domain = self._server, self._sender.rpartition("@")[2]
        here = _is_here(server.host)
        context = ssl.create_default_context()
        if here:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        make = partial(smtplib.SMTP_SSL, context=context) if server.is_tls else smtplib.SMTP
        smtp = make(server.host, server.port, domain, timeout=self._answer_seconds)
        watch = threading.Timer(WHOLE_SECONDS, _break_off, [smtp])
        watch.daemon = True
        watch.start()
        try:
            smtp.ehlo()
            is_tls = server.is_tls
            if not is_tls and smtp.has_extn("starttls"):
                smtp.starttls(context=context)
                is_tls = True
            if server.user is not None:
                if not (is_tls or here):
                    raise Failed("NoEncryption")
                smtp.login(server.user, server.password)
            yield smtp
            with suppress(smtplib.SMTPException, OSError):
                smtp.quit()  # the letter is theirs, whatever they answer now
        finally:
            watch.cancel()
            smtp.close()


def _break_off(smtp: smtplib.SMTP) -> None:
    """End a talk that a slow server would draw out; what waits for its answer is told."""
    if smtp.sock is not None:
        with suppress(OSError):
            smtp.sock.shutdown(socket.SHUT_RDWR)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _failures() -> Generator[None]:
    """Every error as its class and the server's code; nothing of what the server said."""
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(error, next(iter(error.recipients.values()))[0]) from None
    except smtplib.SMTPDataError as error:
        raise _refused(error, error.smtp_code) from None
    except smtplib.SMTPResponseException as error:
        raise Failed(_told(error, error.smtp_code)) from None
    except smtplib.SMTPServerDisconnected as error:
        cause = error.__context__  # smtplib tells a time-out as a disconnection
        raise Failed(type(cause or error).__name__) from None
    except (smtplib.SMTPException, OSError) as error:
        raise Failed(type(error).__name__) from None


def _refused(error: smtplib.SMTPException, code: int) -> Failed:
    return (Hopeless if code >= PERMANENT else Failed)(_told(error, code))


def _told(error: smtplib.SMTPException, code: int) -> str:
    return f"{type(error).__name__} {code}"
