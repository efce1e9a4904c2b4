"""Mail servers: aiosmtpd where all goes well, and a scripted one that fails at a chosen point."""

import logging
import socket
import socketserver
import ssl
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword


@dataclass
class Inbox:
    """What a server took: envelopes as aiosmtpd has them, and who logged in over what."""

    letters: list[Envelope] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("gone@"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.letters.append(envelope)
        self.encrypted.append(server.transport.get_extra_info("ssl_object") is not None)
        return "250 OK"


class Listening(Controller):
    """Waits no longer for itself than it must: its own check would speak to a server that wants TLS."""

    def _trigger_server(self) -> None:
        with socket.create_connection((self.hostname, self.port), timeout=5):
            pass


# aiosmtpd warns of a login without STARTTLS, where the whole connection is TLS.
warnings.filterwarnings("ignore", message="Requiring AUTH while not requiring TLS")
logging.getLogger("mail.log").setLevel(logging.ERROR)


@contextmanager
def mail_server(
    host: str, *, login: tuple[str, str] | None = None, tls: ssl.SSLContext | None = None,
    starttls: ssl.SSLContext | None = None,
) -> Iterator[tuple[int, Inbox]]:
    inbox = Inbox()

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        if not isinstance(data, LoginPassword):
            return AuthResult(success=False, handled=False)
        given = (data.login.decode(), data.password.decode())
        inbox.logins.append(given)
        return AuthResult(success=given == login, handled=False)

    with socket.socket() as probe:
        probe.bind((host, 0))
        port = probe.getsockname()[1]
    controller = Listening(
        inbox, hostname=host, port=port, ssl_context=tls, tls_context=starttls,
        require_starttls=starttls is not None, auth_required=login is not None,
        auth_require_tls=tls is None, authenticator=authenticate if login else None,
    )
    controller.start()
    try:
        yield port, inbox
    finally:
        controller.stop()


class Script(socketserver.StreamRequestHandler):
    """Says yes to everything up to the point where the script has it fail."""

    faults: "Faults"

    def handle(self) -> None:
        faults = self.faults
        with faults.lock:
            faults.sessions += 1
            number = faults.sessions
        if faults.at == "greeting":
            return self.fail()
        self.say("220 scripted")
        while line := self.rfile.readline():
            verb = line.decode(errors="replace").split(" ")[0].split(":")[0].strip().upper()
            if verb == "EHLO":
                self.say("250-scripted\r\n250 AUTH PLAIN")
            elif verb == "QUIT":
                return self.say("221 bye")
            elif verb == "AUTH":
                self.say("334 ")
                told = self.rfile.readline().decode().strip()
                if faults.at == "login":
                    return self.say(f"535 5.7.8 no, not {told}")
                self.say("235 ok")
            elif verb == "DATA":
                if faults.at == "data":
                    return self.reset()
                self.say("354 go on")
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    pass
                with faults.lock:
                    faults.messages += 1
                if faults.at == "later" and number == 1:
                    self.say("451 4.7.1 greylisted")
                elif faults.at == "end":
                    return self.fail()
                elif faults.at == "spam":
                    self.say("554 5.7.1 spam")
                else:
                    self.say("250 queued")
            elif verb == "RCPT" and faults.at == "receivers":
                self.say("550 5.1.1 no such user")
            else:
                self.say("250 ok")

    def say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")

    def fail(self) -> None:
        if self.faults.hangs:
            self.faults.closing.wait(60)

    def reset(self) -> None:
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")


@dataclass
class Faults:
    at: str
    hangs: bool = False
    port: int = 0
    sessions: int = 0
    # Those whose end the server saw.
    messages: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)


@contextmanager
def failing_mail_server(at: str, *, hangs: bool = False) -> Iterator[Faults]:
    """Fails at `greeting`, `login`, `receivers`, `data`, `end`, `spam` or, once, with `later`."""
    faults = Faults(at, hangs)
    handler = type("FaultyScript", (Script,), {"faults": faults})
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    faults.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield faults
    finally:
        faults.closing.set()
        server.shutdown()
        server.server_close()
