"""Finds node and what the tests need of npm, and installs what is missing, outside of the checkout.

`python tests/node_tools.py` prints where it lies. The packages are those that `tests/node/package-lock.json` pins, by their hashes.
Tests that need them never skip: where they cannot be had, this says why and ends with exit code 1.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PINS = Path(__file__).parent / "node"
LEAST = 18  # the oldest major version of node that the packages run on


def _version() -> int:
    """The major version of node; 0 where none starts."""
    try:
        told = subprocess.run(["node", "--version"], capture_output=True, text=True, timeout=60, check=False).stdout
    except (OSError, subprocess.TimeoutExpired):
        return 0
    return int(told.strip().removeprefix("v").partition(".")[0] or 0)


def _has_node() -> bool:
    return _version() >= LEAST and shutil.which("npm") is not None


def folder(of: Path = PINS) -> Path:
    """Where the packages that a folder pins lie: in the user's cache, under a hash of the pins."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    pins = b"".join((of / name).read_bytes() for name in ("package.json", "package-lock.json"))
    return cache / "onrecord" / f"node-{hashlib.sha256(pins).hexdigest()[:16]}"


def tool(name: str, of: Path = PINS) -> Path | None:
    """A command of the packages, `tsc`; None where it, node or npm is missing."""
    path = folder(of) / "node_modules" / ".bin" / name
    return path if path.exists() and _has_node() else None


def ready(of: Path = PINS) -> str:
    """Install the packages where they are missing. Returns what went wrong, or nothing."""
    if not _has_node():
        return f"node {LEAST} or newer and npm are not installed. On Debian and Ubuntu: apt-get install nodejs npm"
    place = folder(of)
    if (place / "whole").exists():
        return ""
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(of / name, place / name)
    run = subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=place, capture_output=True, text=True, check=False)
    if run.returncode:
        return f"npm could not install what {of / 'package-lock.json'} pins:\n{run.stderr.strip()}"
    (place / "whole").touch()
    return ""


def _install_node() -> None:
    """Debian's packages, as root. Failures are told by the commands themselves."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "nodejs", "npm"]):
            subprocess.run(["apt-get", *command], env=environment, stdout=sys.stderr, check=False)


def main() -> int:
    """Print the folder of the packages, installed where need be; 1 where they cannot be had."""
    if not _has_node():
        print(f"No node {LEAST} with npm found: installing them for the tests.", file=sys.stderr)
        _install_node()
    fault = ready()
    print(fault or f"packages of npm for the tests: {folder()}", file=sys.stderr if fault else sys.stdout)
    return 1 if fault else 0


if __name__ == "__main__":
    sys.exit(main())
