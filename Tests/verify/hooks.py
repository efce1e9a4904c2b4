"""A webhook server on loopback that counts what arrives, and can hold its answer back."""

from collections import Counter
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any


@dataclass
class Hooks:
    """Use as a context manager; `arrived` counts whole requests by path."""

    arrived: Counter[str] = field(default_factory=Counter)
    # Answers to this path wait for `release`.
    held: str | None = None
    received: Event = field(default_factory=Event)
    release: Event = field(default_factory=Event)
    lock: Lock = field(default_factory=Lock)

    def __enter__(self) -> "Hooks":
        hooks = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:  # noqa: N802
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if not body:
                    self.send_error(400)
                    return
                with hooks.lock:
                    hooks.arrived[self.path] += 1
                if self.path == hooks.held:
                    hooks.received.set()
                    hooks.release.wait(30)
                try:
                    self.send_response(200)
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"ok")
                except OSError:
                    pass  # the client was killed meanwhile

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}{path}"

    def forget(self) -> None:
        with self.lock:
            self.arrived.clear()
        self.held = None
        self.received.clear()
        self.release.clear()
