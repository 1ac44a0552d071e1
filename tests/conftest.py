"""Fixtures that several test files use: the browser, a local server, the accessibility checker."""

from __future__ import annotations

import functools
import http.server
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import chromium  # noqa: E402


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium. A test that needs it fails, and never skips, where there is none."""
    path = chromium.find()
    if path is None:
        pytest.fail("no Chromium: `make test` installs one, or run `python tests/chromium.py`")
    return {**browser_type_launch_args, "executable_path": path, "args": chromium.ARGS}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: 404.html for what is not there, and no log."""

    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def served() -> Iterator[Callable[[Path], str]]:
    """Serve a folder on this machine: `served(folder)` gives its address, which ends in a slash."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


# The whole result is megabytes; what a test asks for is made in the page.
AXE = """async asked => {
  const found = await axe.run(document, asked);
  return [found.passes.length, found.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.html.slice(0, 160)}`))];
}"""


@pytest.fixture(scope="session")
def axe() -> Callable[[Any], list[str]]:
    """Check the page that is open for accessibility: `axe(page)` gives one line for each fault; `axe(page, *rules)` looks at these alone."""
    source = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8")

    def check(page: Any, *rules: str) -> list[str]:
        page.evaluate(f"{source};0")
        # All rules, those of WCAG 2.2 AA among them; the size of targets is one that has to be asked for.
        asked = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {"rules": {"target-size": {"enabled": True}}}
        passed, faults = page.evaluate(AXE, {**asked, "resultTypes": ["violations"]})
        assert passed or rules, "the checker found nothing to check"
        return list(faults)

    return check


ROOT = HERE.parent
RURITANIA = HERE / "dossiers" / "ruritania"


def build(folder: Path, out: Path, *more: str) -> Path:
    """A site built by the command as a contributor would; fails with the command's report."""
    run = subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), "build", "--out", str(out), *more],
                         cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return out


@pytest.fixture(scope="session")
def first_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own dossier."""
    return build(ROOT, tmp_path_factory.mktemp("first") / "site")


@pytest.fixture(scope="session")
def ruritania_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional dossier, which brings no chrome of its own."""
    return build(RURITANIA, tmp_path_factory.mktemp("ruritania") / "site")


@pytest.fixture
def within_a_minute() -> Iterator[None]:
    """Fails a test that takes over a minute of the processor: what goes over such texts again and again takes that and more. No speed is measured here."""
    began = time.process_time()
    yield
    assert time.process_time() - began < 60
