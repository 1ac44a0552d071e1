"""Time `onrecord serve`: from saving a file to the changed page on disk, and to the browser that shows it.

    python benchmarks/serve.py N [--rounds 9] [--on memory|disk] [--dossier DIR]

A made-up dossier of N statements is served (or a copy of DIR, if one was made already), and the page of a statement is opened in
Chromium. In each round the full stop of its quote is left out: another statement in each round, of another source where there
are enough, so that nothing was seen before. The time counts from just before the file is saved: `disk` until the page's file has the new words, `shown` until the browser
has loaded the page again and its text is the new one. Looking takes part of the time too: the file is read each millisecond, the
browser asked each 5. The first round is not counted. `fault` and `mended` are the same for a false word: until the report stands
over the page, until it is gone.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "tests")]

import chromium  # noqa: E402
import make_dossier  # noqa: E402

LONGEST = 600_000  # milliseconds to wait for anything
QUOTE = re.compile(r"  - id: (\S+)\n(?:    (?!quote:).*\n)*    quote: >-\n((?:      .*\n)*?      .*)\.\n")


def served(dossier: Path, work: Path) -> tuple[subprocess.Popen[str], str]:
    """`onrecord serve` with a cache of its own, once the site is built; and its address."""
    process = subprocess.Popen([sys.executable, "-u", "-m", "generator", "-C", str(dossier), "serve", "--port", "0", "--out", str(work / "site")], cwd=ROOT,
                               env={**os.environ, "XDG_CACHE_HOME": str(work / "cache")}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))  # a shell's background job has it ignored
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.match(r"(http://\S+)", line):
            threading.Thread(target=process.stdout.read, daemon=True).start()  # or the pipe would be full one day
            return process, found[1]
    sys.exit("onrecord serve ended")


def until(is_so: Callable[[], bool], begun: float) -> float:
    """Seconds from `begun` until something is so, looked at each millisecond."""
    while not is_so():
        if time.perf_counter() - begun > LONGEST / 1000:
            raise TimeoutError  # in a thread: whoever waits for it tells
        time.sleep(0.001)
    return time.perf_counter() - begun


def one_round(number: int, dossier: Path, work: Path, page: Any, address: str) -> dict[str, float]:
    """Edit a quote; the seconds until the page is on disk, and until it is shown; then the same for a fault."""
    files = sorted((dossier / "data/sources").iterdir())
    file = files[number % len(files)]
    text = file.read_text("utf-8")
    match = QUOTE.search(text)  # a quote that lost its full stop is not found again
    if match is None:
        sys.exit(f"{file} has no quote to edit")
    ends = " ".join(match[2].split())[-20:]  # the quote's last words: with a full stop before, with none after
    path = f"statements/{match[1]}/"
    page.goto(address + path, wait_until="networkidle")
    on_disk, took = work / "site" / path / "index.html", {}
    is_new = "(ends) => document.readyState === 'complete' && !document.querySelector('main').innerText.includes(ends + '.')"
    if page.evaluate(is_new, ends):
        sys.exit(f"{path} does not show its quote before the edit")
    old = on_disk.read_bytes()
    edited = text[:match.end(2)] + "\n" + text[match.end():]
    begun = time.perf_counter()
    looking = threading.Thread(target=lambda: took.update(disk=until(lambda: on_disk.read_bytes() != old, begun)))
    looking.start()
    file.write_text(edited, "utf-8")
    page.wait_for_function(is_new, arg=ends, polling=5, timeout=LONGEST)
    took["shown"] = time.perf_counter() - begun
    looking.join()
    if "disk" not in took:
        sys.exit("the page on disk never changed")
    page.wait_for_load_state("networkidle")
    begun = time.perf_counter()
    file.write_text(edited[:match.start(2)] + "      Never.\n" + edited[match.start(2):], "utf-8")
    page.wait_for_function("() => document.querySelector('onrecord-report')", polling=5, timeout=LONGEST)
    took["fault"] = time.perf_counter() - begun
    begun = time.perf_counter()
    file.write_text(edited, "utf-8")
    page.wait_for_function("() => !document.querySelector('onrecord-report')", polling=5, timeout=LONGEST)
    took["mended"] = time.perf_counter() - begun
    page.wait_for_function(is_new, arg=ends, polling=5, timeout=LONGEST)  # with the fault the page was that of the last build again
    page.wait_for_load_state("networkidle")
    return took


def bench(dossier: Path, work: Path, rounds: int) -> list[dict[str, float]]:
    """All rounds but the first, in which what is loaded late is loaded."""
    from playwright.sync_api import sync_playwright

    process, address = served(dossier, work)
    try:
        with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS) as browser:
            page = browser.new_page()
            return [one_round(number, dossier, work, page, address) for number in range(rounds + 1)][1:]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def main() -> None:
    """Read the arguments, measure, print."""
    read = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    read.add_argument("count", type=int, metavar="N", help="statements")
    read.add_argument("--rounds", type=int, default=9)
    read.add_argument("--on", choices=("memory", "disk"), default="memory", help="where dossier and output lie")
    read.add_argument("--dossier", type=Path, help="a dossier of N statements that make_dossier.py made; it is copied")
    given = read.parse_args()
    is_memory = given.on == "memory" and os.access("/dev/shm", os.W_OK)
    work = Path(tempfile.mkdtemp(prefix="onrecord-serve-", dir="/dev/shm" if is_memory else None))
    try:
        if given.dossier:
            shutil.copytree(given.dossier, work / "dossier", ignore=shutil.ignore_patterns("peers", "site", ".onrecord"))
        else:
            made = make_dossier.make(given.count)
            make_dossier.write(made, work / "dossier")
        figures = bench(work / "dossier", work, given.rounds)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(f"N = {given.count:,}, {given.rounds} rounds, on {'memory' if is_memory else 'disk'}; seconds from the save, median (least to most)")
    for name in figures[0]:
        values = [one[name] for one in figures]
        print(f"{name:7} {statistics.median(values):.3f}  ({min(values):.3f} to {max(values):.3f})")


if __name__ == "__main__":
    main()
