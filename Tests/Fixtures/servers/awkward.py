"""An HTTP server that misbehaves on request; Python's standard library only.

python3 awkward.py [tls]
Prints one JSON line {"port": ..., "certificate": ...} once it listens, and stops when its standard
input closes, so that it never outlives the test that started it.
"""

import gzip
import json
import os
import socket
import ssl
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

LOCK = threading.Lock()
COUNTS = {"connections": 0, "running": 0, "most": 0, "broken": 0}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Else Nagle's algorithm and delayed acknowledgements add 40 ms to every answer.
    disable_nagle_algorithm = True
    wbufsize = -1

    def setup(self):
        super().setup()
        with LOCK:
            COUNTS["connections"] += 1

    def log_message(self, *arguments):
        pass

    def answer(self, body=b"", status=200, headers=(), length=None):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def handle_any(self):
        parts = urlsplit(self.path)
        self.query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        length = int(self.headers.get("Content-Length", 0))
        self.body = self.rfile.read(length)
        getattr(self, "on_" + parts.path.strip("/").split("/")[0], self.on_echo)()

    do_GET = do_POST = do_PUT = do_HEAD = do_DELETE = handle_any

    def on_echo(self):
        lines = [[name, value] for name, value in self.headers.items()]
        document = {"method": self.command, "target": self.path, "headers": lines, "body": self.body.decode("latin-1")}
        self.answer(json.dumps(document).encode(), headers=[("X-Twice", "a"), ("x-twice", "b")])

    def on_counts(self):
        with LOCK:
            self.answer(json.dumps(COUNTS).encode())

    def on_status(self):
        self.answer(b"said so", status=int(self.query["code"]))

    def on_chunked(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Trailer", "X-Late")
        self.end_headers()
        for part in (b"one ", b"two ", b"three"):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
            self.wfile.flush()
        self.wfile.write(b"0\r\nX-Late: trailer\r\n\r\n")

    def on_gzip(self):
        self.answer(gzip.compress(b"packed " * 1000), headers=[("Content-Encoding", "gzip")])

    def on_deflate(self):
        self.answer(zlib.compress(b"packed " * 1000), headers=[("Content-Encoding", "deflate")])

    def on_brokengzip(self):
        self.answer(b"this was never compressed", headers=[("Content-Encoding", "gzip")])

    def on_bomb(self):
        self.answer(gzip.compress(bytes(50 << 20), 9), headers=[("Content-Encoding", "gzip")])

    def on_large(self):
        """As many bytes as asked, without saying how many."""
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        for _ in range(int(self.query["kilobytes"])):
            self.wfile.write(bytes(1024))
        self.close_connection = True

    def on_announced(self):
        self.answer(b"x", length=1 << 40)
        self.close_connection = True

    def on_headers(self):
        self.answer(b"ok", headers=[(f"X-Filler-{n}", "x" * 1000) for n in range(int(self.query["count"]))])

    def on_longheader(self):
        self.answer(b"ok", headers=[("X-Filler", "x" * 500_000)])

    def on_redirect(self):
        self.answer(status=int(self.query.get("status", 302)), headers=[("Location", self.query["to"])])

    def on_hang(self):
        with LOCK:
            COUNTS["running"] += 1
        self.connection.settimeout(60)
        try:
            # Readable once the client has gone: nothing else is sent on this connection.
            if self.connection.recv(1) == b"":
                with LOCK:
                    COUNTS["broken"] += 1
        except OSError:
            pass
        with LOCK:
            COUNTS["running"] -= 1
        self.close_connection = True

    def on_stall(self):
        """Half a body, then nothing more."""
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")
        self.wfile.flush()
        self.on_hang()

    def on_busy(self):
        with LOCK:
            COUNTS["running"] += 1
            COUNTS["most"] = max(COUNTS["most"], COUNTS["running"])
        time.sleep(0.02)
        with LOCK:
            COUNTS["running"] -= 1
        self.answer(self.query.get("n", "").encode())

    def on_reset(self):
        self.answer(b"half", length=1000)
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def on_truncated(self):
        self.answer(b"half", length=1000)
        self.close_connection = True

    def on_silent(self):
        self.close_connection = True

    def on_garbage(self):
        self.wfile.write(b"220 smtp.example.com ready\r\n")
        self.close_connection = True


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256

    def handle_error(self, request, client_address):
        pass


def certificate(folder):
    key, chain = os.path.join(folder, "key.pem"), os.path.join(folder, "certificate.pem")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", key, "-out", chain],
        check=True, capture_output=True)
    return key, chain


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = Server(("127.0.0.1", 0), Handler)
        chain = None
        if "tls" in sys.argv[1:]:
            key, chain = certificate(folder)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(chain, key)
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(json.dumps({"port": server.server_address[1], "certificate": chain}), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
