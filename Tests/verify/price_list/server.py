"""Serves a price list on loopback, whole files and streams, and says who asked for what."""

import gzip
import ssl
import subprocess
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread

# Pieces of a body that is too large to be held.
Stream = Callable[[], Iterator[bytes]]


class PriceListServer:
    """A server on loopback; use as a context manager. `files` may be changed while it runs."""

    def __init__(
        self, files: dict[str, bytes], packs: bool = False, certificate: Path | None = None
    ) -> None:
        self.files = files
        self.streams: dict[str, Stream] = {}
        # Paths whose connection is cut in the middle of the body, so many times.
        self.cut: dict[str, int] = {}
        # Paths that are answered with this status.
        self.status: dict[str, int] = {}
        self.packs = packs
        self.asked: list[str] = []
        self._lock = Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )

    @property
    def url(self) -> str:
        return f"{self._scheme}://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> "PriceListServer":
        Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def note(self, path: str) -> None:
        with self._lock:
            self.asked.append(path)

    def is_cut(self, path: str) -> bool:
        with self._lock:
            left = self.cut.get(path, 0)
            self.cut[path] = left - 1
            return left > 0


def self_signed(folder: Path) -> Path:
    """A key and a certificate for localhost that nobody vouches for, in one file."""
    file = folder / "localhost.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", file, "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )
    file.write_bytes(file.read_bytes() + (folder / "certificate.pem").read_bytes())
    return file


def _handler(server: PriceListServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # Else Nagle's algorithm and delayed acknowledgements add 40 ms to every answer.
        disable_nagle_algorithm = True
        wbufsize = -1

        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            server.note(self.path)
            try:
                if self.path in server.status:
                    self._whole(b"not now", server.status[self.path])
                elif self.path in server.streams:
                    self._stream(server.streams[self.path]())
                elif self.path in server.files:
                    self._whole(server.files[self.path], 200)
                else:
                    self._whole(b"<Error><Code>AccessDenied</Code></Error>", 403)
            except ConnectionError:
                self.close_connection = True

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, ssl.SSLError):  # the client went away
                pass

        def _whole(self, body: bytes, status: int) -> None:
            self.send_response(status)
            if server.packs and "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if server.is_cut(self.path):
                self.wfile.write(body[: len(body) // 2])
                self.close_connection = True
            else:
                self.wfile.write(body)

        def _stream(self, pieces: Iterator[bytes]) -> None:
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            for piece in pieces:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")

    return Handler
