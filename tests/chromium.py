"""Finds a Chromium for the browser tests, and installs one where there is none.

`python tests/chromium.py` prints its path. Browser tests never skip: where no Chromium can be had, it
says why and ends with exit code 1.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
# Quiet: no sandbox (root in a container), no calls of its own.
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _candidates() -> Iterator[str]:
    for name in NAMES:
        path = shutil.which(name)
        if path:
            yield path
    yield MAC
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _runs(path: str) -> bool:
    """True where the program starts: a package may leave a stub that only tells how to install it."""
    if not Path(path).exists():
        return False
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


@cache
def find() -> str | None:
    """The path of a Chromium that starts, or None."""
    return next((path for path in _candidates() if _runs(path)), None)


def _install() -> None:
    """Debian's package as root, else the build that Playwright brings. Failures are told by the commands themselves."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)
        find.cache_clear()
        if find():
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], stdout=sys.stderr, check=False)
    find.cache_clear()


def main() -> int:
    """Print the path of a Chromium, installed where need be; 1 where there is none."""
    if not find():
        print("No Chromium found: installing one for the browser tests.", file=sys.stderr)
        _install()
    path = find()
    if path is None:
        print("No Chromium could be installed. Install `chromium` with your system's packages, then run this again.", file=sys.stderr)
        return 1
    print(f"browser for the tests: {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
