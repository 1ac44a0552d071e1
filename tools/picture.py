"""Makes the picture of README.md out of a site that was built: `.venv/bin/python tools/picture.py site`. Playwright comes with `make test`.

The window is 1280 wide, at scale 1, with light colours, whatever those of the machine.
"""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

import chromium  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "home.png"
WIDTH, HEIGHT = 1280, 900  # CSS pixels
MOST = 250_000  # bytes: the picture is loaded by everybody who looks at the repository


class Quiet(SimpleHTTPRequestHandler):
    """Serves the site and logs nothing."""

    def log_message(self, *_: object) -> None:
        pass


def take(site: Path, picture: Path = PICTURE) -> int:
    """Write the picture of the home page; gives its bytes."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    picture.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1, color_scheme="light", reduced_motion="reduce")
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/", wait_until="networkidle")
        page.screenshot(path=picture)
        browser.close()
    server.shutdown()
    return picture.stat().st_size


if __name__ == "__main__":
    size = take(Path(sys.argv[1]))
    print(f"{PICTURE.relative_to(ROOT)}: {size} bytes")
    sys.exit(size > MOST)
