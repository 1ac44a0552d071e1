"""What the search index costs: made anew, after one edit, and for a reader. A dossier is best one of `make_dossier.py`.

    python benchmarks/search.py DOSSIER [--rounds 5] [--site SITE]

Each measure is a process of its own that reads the records (as the build hands them on), makes the index and writes its
files; times and memory are the system's for that process. With a built SITE (of any dossier: only its chrome is used) the
index is put into a copy of it, served without compression, and what Chromium loads for a first result is counted.
"""

from __future__ import annotations

import argparse
import gc
import marshal
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))


def write_records(dossier: Path, to: Path) -> None:
    """All records of a dossier, and what its filters offer, as plain values."""
    from generator import dossier as resolving
    from generator import judging
    from generator.search.records import filters, records

    checked = judging.read_and_judge(dossier)
    resolved = resolving.resolve(checked.case.proofs, checked.case.country_names)
    found = tuple(records(resolved, {}, {}))
    offered = filters(resolved, frozenset(value for record in found for value in record.filters))
    plain = [(one.name, one.label, tuple((c.value, c.label, c.group) for c in one.choices)) for one in offered]
    to.write_bytes(marshal.dumps(([record.plain() for record in found], plain), 2))


def step(folder: Path, is_edit: bool) -> None:
    """One making of the index in this process, as a build does it; with `is_edit` one statement has other words than it had."""
    from generator import search
    from generator.frozen import replace
    from generator.search import index
    from generator.search.words import Terms

    gc.disable()  # this process makes much, drops little and ends soon
    rows, plain = marshal.loads((folder / "records").read_bytes())
    records = [search.SearchRecord(*row) for row in rows]
    offered = [search.Filter(name, label, tuple(search.Choice(*choice) for choice in choices)) for name, label, choices in plain]
    terms, prepared = Terms(), {}
    if is_edit:
        prepared = marshal.loads((folder / "kept").read_bytes())
        one = next(record for record in records if record.kind == "Statement")
        records = [replace(one, lines=(("quote", (("quote", "Let the bridge of Zenda stand."),)),))]
    for record in records:
        prepared[record.key] = index.prepare(record, index.fingerprint(record), terms)
    (folder / "site" / "search").mkdir(parents=True, exist_ok=True)
    for path, data in index.files_of(prepared, offered).items():
        file = folder / "site" / path
        if not is_edit or not file.is_file() or file.read_bytes() != data:
            file.write_bytes(data)
    (folder / "kept").write_bytes(marshal.dumps(prepared))


def started(folder: Path, way: str, *more: str) -> int:
    """A process of its own for a step: the memory of this one stays small, for the system counts it with the child's."""
    return os.posix_spawn(sys.executable, [sys.executable, __file__, str(folder), "--step", way, *more], os.environ)


def measured(folder: Path, way: str) -> tuple[float, float, float]:
    """Wall and CPU seconds and the peak in MiB of a process of its own."""
    begun = time.perf_counter()
    _, status, used = os.wait4(started(folder, way), 0)
    if status:
        sys.exit(f"the step `{way}` failed")
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


SEARCHES = ("will", "of the", "we will not go to the rea", "ri")  # words of made dossiers, and beginnings of such


def read_by(site: Path) -> list[tuple[str, int, int, str]]:
    """For each search on a first visit: bytes and requests from opening the search to the results, and what it says."""
    import functools
    import http.server
    import threading

    sys.path.insert(0, str(ROOT / "tests"))
    import chromium
    from playwright.sync_api import sync_playwright

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    found = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        for text in SEARCHES:
            page = browser.new_context().new_page()
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/", wait_until="networkidle")
            wire = page.context.new_cdp_session(page)
            wire.send("Network.enable")
            loaded: list[float] = []
            wire.on("Network.loadingFinished", lambda event, loaded=loaded: loaded.append(event["encodedDataLength"]))
            page.keyboard.press("/")
            page.locator("dialog[open] details summary").click()  # the filters are loaded too
            page.locator("dialog[open] input").fill(text)
            page.locator(".or-search__status", has_text=re.compile("result|found")).wait_for()
            page.wait_for_load_state("networkidle")
            found.append((text, int(sum(loaded)), len(loaded), page.inner_text(".or-search__status")))
        browser.close()
    server.shutdown()
    return found


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    reader.add_argument("dossier", type=Path)
    reader.add_argument("--rounds", type=int, default=5)
    reader.add_argument("--site", type=Path)
    reader.add_argument("--step", choices=("records", "cold", "edit"), help=argparse.SUPPRESS)
    reader.add_argument("--to", type=Path, help=argparse.SUPPRESS)
    given = reader.parse_args()
    if given.step == "records":
        write_records(given.dossier, given.to)
        return
    if given.step:
        step(given.dossier, given.step == "edit")
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as name:
        folder = Path(name)
        if given.site:
            shutil.copytree(given.site, folder / "site", ignore=shutil.ignore_patterns("search"))
        if os.waitpid(started(given.dossier, "records", "--to", str(folder / "records")), 0)[1]:
            sys.exit("the dossier could not be read")
        print("| | wall s | CPU s | peak MiB |\n|---|---|---|---|")
        for way in ("cold", "edit"):
            if way == "cold":
                runs = [measured(folder, way) for _ in range(given.rounds)]
            else:
                runs = []
                for _ in range(given.rounds):
                    runs.append(measured(folder, way))
                    measured(folder, "cold")  # so that each edit begins from the state before it
            print(f"| {way} | " + " | ".join(f"{statistics.median(column):.2f}" for column in zip(*runs, strict=True)) + " |")
        sizes = [file.stat().st_size for file in (folder / "site" / "search").iterdir()]
        print(f"\n{len(sizes)} files, {sum(sizes) / 1e6:.1f} MB, the largest {max(sizes) / 1e3:.0f} kB")
        if given.site:
            print("\n| search | kB | requests | |\n|---|---|---|---|")
            for text, size, requests, said in read_by(folder / "site"):
                print(f"| {text} | {size / 1e3:.0f} | {requests} | {said} |")


if __name__ == "__main__":
    main()
