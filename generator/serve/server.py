"""HTTP for one reader on one machine: the files of a site, with a script in each page that hears of the next build.

The script is added to what is sent, never to what stands on the disk. A page knows the print of what it shows; it is loaded again
when the server tells it another one, so that a page that did not change stays as it is.
"""

from __future__ import annotations

import ipaddress
import json
import re
import socket
import socketserver
import sys
import threading
from collections.abc import Callable, Sequence
from hashlib import blake2b
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from ..frozen import dataclass
from ..packaged import packaged
from .news import News, Told

OWN = "/.onrecord/"  # no file of a site has a name that begins with a dot
STILL_HERE = 15  # seconds without news after which a sign of life is sent, which also shows that the reader has gone
NOT_FOUND = "404.html"
OCTETS = "application/octet-stream"
TYPES = MappingProxyType({
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "mjs": "text/javascript; charset=utf-8",
    "json": "application/json", "map": "application/json", "webmanifest": "application/manifest+json", "xml": "application/xml",
    "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8", "md": "text/markdown; charset=utf-8", "svg": "image/svg+xml", "png": "image/png",
    "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp", "ico": "image/x-icon", "woff": "font/woff", "woff2": "font/woff2",
    "wasm": "application/wasm", "pdf": "application/pdf",
})  # our own table: the system's differs between machines
NOTHING_YET = (b'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>No page here yet</title></head>\n'
               b"<body><main><h1>No page here yet</h1><p>This page opens by itself once the site has it.</p></main></body>\n</html>\n")

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::[0-9]+)?")  # RFC 9110, 7.2: a name or an address, and a port

Read = Callable[[Sequence[str]], bytes | None]  # the parts of a path within the site → the file's bytes, None where there is none


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown to whom. `read`: gives the files; `host`: the name or address that was asked for; `base`: gives the path of the published
    site on its host, with slashes at both ends, since the page for what is not found has links that begin with it."""

    read: Read
    news: News
    host: str
    base: Callable[[], str]


def start(shown: Shown, port: int) -> tuple[Callable[[], None], int]:
    """Begin to serve; port 0 takes a free one. Gives what ends it, and the port. Raises OSError where the address is taken or not ours."""
    server = (_Server6 if ":" in shown.host else _Server)((shown.host, port), type("Bound", (_Handler,), {"shown": shown}))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def end() -> None:
        server.shutdown()
        server.server_close()

    return end, server.server_address[1]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # pages that are open wait for news without end

    def server_bind(self) -> None:
        """As `HTTPServer` has it, without asking the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = self.server_address[:2]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A reader who went away in the middle of an answer is nobody's fault. Everything else is our own bug, and is shown."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Server6(_Server):
    address_family = socket.AF_INET6


class _Handler(BaseHTTPRequestHandler):
    shown: Shown
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60  # seconds after which a connection that nobody uses is closed

    def do_GET(self) -> None:
        """A file of the site, the script, or the news."""
        if not is_own_host(self.headers.get("Host"), self.shown.host):
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, TYPES["txt"], b"This server is for readers on this machine.\n")
            return
        path, _, query = self.path.partition("?")
        if path == f"{OWN}live.js":
            self._answer(HTTPStatus.OK, TYPES["js"], _script())
        elif path == f"{OWN}news":
            self._tell(parse_qs(query).get("page", ["/"])[0])
        else:
            self._file(path, query)

    do_HEAD = do_GET

    def _file(self, path: str, query: str) -> None:
        told = self.shown.news.last  # before the file is read: a page may be newer than its print says, and is then loaded once more
        name, data = self._found(path)
        if data is None and self._found(f"{path}/")[1] is not None:
            self._answer(HTTPStatus.FOUND, TYPES["txt"], b"", f"{quote(unquote(path))}/" + (f"?{query}" if query else ""))
        elif data is None:
            self._answer(HTTPStatus.NOT_FOUND, TYPES["html"], with_script(self._not_found(), told))
        else:
            kind = TYPES.get(name.rpartition(".")[2].lower(), OCTETS)
            self._answer(HTTPStatus.OK, kind, with_script(data, told) if kind == TYPES["html"] else data)

    def _found(self, path: str) -> tuple[str, bytes | None]:
        """The name and the bytes of the file behind a path of an address: at the root, or below the path of the published site."""
        for parts in self._places(path):
            data = self.shown.read(parts)
            if data is not None:
                return parts[-1], data
        return "", None

    def _places(self, path: str) -> list[tuple[str, ...]]:
        """Where the file behind a path of an address may be."""
        base = self.shown.base()
        ways = (path, path.removeprefix(base) if base != "/" and path.startswith(base) else None)
        return [parts for within in ways if within is not None and (parts := parts_of(within))]

    def _not_found(self) -> bytes:
        return self.shown.read((NOT_FOUND,)) or NOTHING_YET

    def _answer(self, status: HTTPStatus, kind: str, body: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self._end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def _tell(self, page: str) -> None:
        """The state of a page now and after each build (Server-Sent Events, WHATWG HTML), until the reader has gone."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self._end_headers()
        with self.shown.news.listening("/".join(parts) for parts in self._places(page)):
            told: Told | None = self.shown.news.last
            while self.command != "HEAD" and told is not None:
                data = self._found(page)[1]
                state = {"print": print_of(self._not_found() if data is None else data, told), "report": told.report}
                self.wfile.write(f"data: {json.dumps(state)}\n\n".encode("ascii"))
                last = told.number
                while (told := self.shown.news.after(last, STILL_HERE)) is None:
                    self.wfile.write(b": still here\n\n")

    def version_string(self) -> str:
        """What the server calls itself."""
        return "onrecord"

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: the reports of the build are what counts here."""


def is_own_host(header: str | None, asked_for: str) -> bool:
    """Whether a request's `Host` is this machine by a name that nobody else can give it.

    Another site may have its own name lead here (DNS rebinding) and so read what is served; it cannot do that with an address.
    """
    named = _HOST.fullmatch((header or "").lower())
    host = named[1].strip("[]") if named else ""
    if host and host in ("localhost", asked_for.lower()):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def parts_of(path: str) -> tuple[str, ...] | None:
    """The parts of a file's path within the site from the path of an address; None where no file can be behind it."""
    parts = tuple(unquote(path, errors="replace").removeprefix("/").split("/"))
    if parts[-1] == "":
        parts = (*parts[:-1], "index.html")
    return None if any(part in ("", ".", "..") or "\\" in part or "\0" in part for part in parts) else parts


def print_of(page: bytes, told: Told) -> str:
    """What a page shows, in short: another one where its bytes, or what it wears, are others."""
    return f"{told.dress}-{blake2b(page, digest_size=12).hexdigest()}"


def with_script(page: bytes, told: Told) -> bytes:
    """A page with the script that hears of builds, at the end of its body."""
    head, end, rest = page.rpartition(b"</body>")
    script = f'<script src="{OWN}live.js" data-print="{print_of(page, told)}"></script>'.encode("ascii")
    return head + script + end + rest if end else page + script


def _script() -> bytes:
    return packaged("serve/live.js")
