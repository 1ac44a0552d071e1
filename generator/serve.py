"""A local server for contributors: the site, built again whenever a file is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TICK = 250  # milliseconds between two looks at whether to stop
WATCHED = ("data", "seeds", "content", "overrides", "mkdocs.yml")


class Handler(SimpleHTTPRequestHandler):
    """Files of the site, never kept by the browser; the site's own page where there is none."""

    def end_headers(self) -> None:
        """The headers that every answer carries."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """A folder without a page is not listed."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged: the reports of the build are what counts here."""


def start(site: Path, host: str, port: int) -> ThreadingHTTPServer:
    """A running server of the folder `site`; port 0 takes a free one (`server_address` tells which).

    Raises OSError where the address is taken or not ours.
    """
    server = ThreadingHTTPServer((host, port), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def watch(folder: Path, ready: Callable[[], None], rebuild: Callable[[], None]) -> None:
    """Call `ready` once every save will be seen, then `rebuild` after each burst of saved files, until Ctrl-C is pressed."""
    from watchfiles import DefaultFilter, watch as changes

    watched = [folder / name for name in WATCHED if (folder / name).exists()]
    told = False
    for saved in changes(*watched, watch_filter=DefaultFilter(), raise_interrupt=False, rust_timeout=TICK, yield_on_timeout=True):
        if not told:
            ready()
            told = True
        if saved:
            rebuild()
