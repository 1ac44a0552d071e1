"""What a reader's first visit is worth: Lighthouse's four marks, and the bytes that come over the line, page by page.

    python benchmarks/lighthouse.py SITE [--pages countries/de/ timeline/] [--runs 3]

The site is served on this machine, compressed as hosts do. Lighthouse plays a slow phone (its default: 4G, a processor four times slower); of several runs
the median counts. Printed as a table of docs/reader.md, with every audit that is not passed.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PINS = HERE / "reader"
sys.path.insert(0, str(HERE.parent / "tests"))

import chromium  # noqa: E402
import node_tools  # noqa: E402

MARKS = {"performance": "performance", "accessibility": "accessibility", "best-practices": "best practices", "seo": "SEO"}
COMPRESSED = (".html", ".css", ".js", ".json", ".svg", ".xml", ".txt")


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: compressed where the browser takes it, assets kept for a year."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(str(path))}{'; charset=utf-8' if path.suffix in COMPRESSED else ''}")
        if path.suffix in COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=31536000" if "/assets/" in self.path else "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(site: Path) -> tuple[http.server.ThreadingHTTPServer, str]:
    """A server of the folder, and its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}/"


def visit(command: Path, address: str, browser: str) -> dict[str, Any]:
    """One run of Lighthouse: its report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        run = subprocess.run([command, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-path={browser}",
                              "--chrome-flags=--headless=new --no-sandbox --disable-gpu"], capture_output=True, text=True, timeout=600, check=False)
        if run.returncode or not report.is_file():
            sys.exit(f"Lighthouse failed on {address}:\n{run.stderr}")
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found


def missed(report: dict[str, Any]) -> list[str]:
    """Every audit that costs a mark, with what it says."""
    found = []
    for key in MARKS:
        for ref in report["categories"][key]["auditRefs"]:
            audit = report["audits"][ref["id"]]
            if ref["weight"] and audit["score"] is not None and audit["score"] < 1:
                found.append(f"{MARKS[key]}: {audit['title']} ({audit.get('displayValue') or 'not passed'}), scored {audit['score']:.2f}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", type=Path)
    parser.add_argument("--pages", nargs="*", default=["", "countries/de/", "timeline/", "statements/macron-reassurance-forces/"])
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    fault = node_tools.ready(PINS)
    command, browser = node_tools.tool("lighthouse", PINS), chromium.find()
    if fault or not command or not browser:
        sys.exit(fault or "no Chromium: run `python tests/chromium.py`")
    server, address = serve(given.site)
    told: dict[str, None] = {}
    print(f"| page | {' | '.join(MARKS.values())} | first paint | CLS | kB | requests |\n|---|---|---|---|---|---|---|---|---|", flush=True)
    for page in given.pages:
        reports = [visit(command, address + page, browser) for _ in range(given.runs)]
        marks = [round(100 * statistics.median(one["categories"][key]["score"] for one in reports)) for key in MARKS]
        audits = reports[0]["audits"]
        loaded = audits["network-requests"]["details"]["items"]
        paint = statistics.median(one["audits"]["first-contentful-paint"]["numericValue"] for one in reports) / 1000
        print(f"| /{page} | {' | '.join(map(str, marks))} | {paint:.1f} s | {audits['cumulative-layout-shift']['numericValue']:.3f} "
              f"| {sum(one.get('transferSize', 0) for one in loaded) / 1000:.0f} | {len(loaded)} |", flush=True)
        told |= dict.fromkeys(f"/{page}: {line}" for one in reports for line in missed(one))
    print("\n".join(("", *told)))
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main())
