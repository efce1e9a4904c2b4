"""A web server that misbehaves by path, and remembers every request."""

import http.client
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: http.client.HTTPMessage
    body: bytes
    at: float


@dataclass
class FaultyServer:
    """Paths are /BEHAVIOUR/anything; what comes after is the secret of the one who asks."""

    origin: str = ""
    # Where /redirect leads.
    elsewhere: str = ""
    seen: list[Request] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: threading.Event = field(default_factory=threading.Event)

    def requests(self, path: str) -> list[Request]:
        with self.lock:
            return [request for request in self.seen if request.path == path]

    def note(self, request: Request) -> int:
        """How many there were of the same path before."""
        with self.lock:
            self.seen.append(request)
            return sum(other.path == request.path for other in self.seen) - 1


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    faulty: FaultyServer

    def log_message(self, *_: object) -> None:
        pass

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        request = Request(self.command, self.path, self.headers, body, time.monotonic())
        number = self.faulty.note(request)
        behaviour = urlsplit(self.path).path.split("/")[1]
        try:
            BEHAVIOURS.get(behaviour, Handler.answer)(self, number)
        except (BrokenPipeError, ConnectionResetError):
            pass

    do_PUT = do_POST

    def answer(self, number: int = 0, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def close(self, number: int = 0) -> None:
        self.close_connection = True

    def hang(self, number: int = 0) -> None:
        self.faulty.closing.wait(60)
        self.close_connection = True

    def late(self, number: int = 0) -> None:
        self.faulty.closing.wait(4)
        self.answer()

    def flaky(self, number: int) -> None:
        self.answer(status=503 if number == 0 else 200)

    def busy(self, number: int) -> None:
        if number == 0:
            self.answer(status=429, Retry_After="3")
        else:
            self.answer()

    def half(self, number: int = 0) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbroken")
        self.close_connection = True

    def half_head(self, number: int = 0) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Le")
        self.close_connection = True

    def endless(self, number: int = 0) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.faulty.closing.is_set():
            self.wfile.write(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")

    def endless_head(self, number: int = 0) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.faulty.closing.is_set():
            self.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")

    def garbage(self, number: int = 0) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH\r\n")
        self.close_connection = True

    def redirect(self, number: int = 0) -> None:
        self.answer(status=307, Location=self.faulty.elsewhere)

    def elsewhere(self, number: int = 0) -> None:
        """A bucket in eu-west-1, as S3 tells it to those who sign for another region."""
        if "/eu-west-1/s3/" in self.headers.get("Authorization", ""):
            self.answer()
        else:
            self.answer(status=301, x_amz_bucket_region="eu-west-1", Location=self.faulty.elsewhere)


BEHAVIOURS: dict[str, Callable[[Handler, int], None]] = {
    "close": Handler.close,
    "hang": Handler.hang,
    "late": Handler.late,
    "flaky": Handler.flaky,
    "busy": Handler.busy,
    "half": Handler.half,
    "half-head": Handler.half_head,
    "endless": Handler.endless,
    "endless-head": Handler.endless_head,
    "garbage": Handler.garbage,
    "redirect": Handler.redirect,
    "elsewhere": Handler.elsewhere,
    "pause": lambda handler, _: handler.answer(status=429, Retry_After="3600"),
    "500": lambda handler, _: handler.answer(status=500),
    "504": lambda handler, _: handler.answer(status=504),
    "404": lambda handler, _: handler.answer(status=404),
}


@contextmanager
def faulty_server(context: ssl.SSLContext | None = None) -> Iterator[FaultyServer]:
    """Over TLS as localhost where a context is given."""
    faulty = FaultyServer()
    handler = type("FaultyHandler", (Handler,), {"faulty": faulty})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    port = server.server_address[1]
    faulty.origin = f"https://localhost:{port}" if context else f"http://127.0.0.1:{port}"
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield faulty
    finally:
        faulty.closing.set()
        server.shutdown()
        server.server_close()
