"""Fifty million bytes of archived text: seconds a quote and the peak of memory, for quotes at its start, at its end and absent.

    python -m tests.measures.large_text [--megabytes N]

Each figure is taken in a process of its own: the first search, which prepares the text, and then the mean of ten more; by the clock, and in seconds of the processor.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time

_SENTENCES = (
    "The ferry crossed the Arn {n} times, and nobody counted but the ferryman. ",
    "„Das Eis wartet nicht“, sagte Anna Solt am {n}. Tag. ",
    "«Ми не підпишемо», — сказав Генрік Ваель, день {n}. ",
    "“We won’t sign,” she said — again — on day {n}…\n",
)
_START, _END = "A first word that stands nowhere else opens the book.", "And here the ferryman’s book ends, as all books do."
_QUOTES = {"start": _START, "end": _END.replace("’", "'"), "absent": "No page of the book has these words on it.", "near miss": "We won't sign, she never said"}


def text_of(megabytes: int) -> str:
    """A text of that many million bytes with a start and an end of its own."""
    parts, size, number = [_START, "\n"], 0, 0
    while size < megabytes * 1_000_000:
        sentence = _SENTENCES[number % len(_SENTENCES)].format(n=number)
        parts.append(sentence)
        size += len(sentence.encode())
        number += 1
    return "".join((*parts, "\n", _END))


def one(which: str, megabytes: int) -> dict[str, float]:
    """The figures of one quote, taken in this process: seconds of the first search and of a later one, memory ÷ text."""
    from generator import quotes

    text = text_of(megabytes)
    size = len(text.encode())
    source = quotes.prepare(text)
    begun, spent = time.perf_counter(), time.process_time()
    found = quotes.find(_QUOTES[which], source)
    first = time.perf_counter() - begun
    first_spent = time.process_time() - spent
    begun, spent = time.perf_counter(), time.process_time()
    for _ in range(10):
        quotes.find(_QUOTES[which], source)
    later, later_spent = (time.perf_counter() - begun) / 10, (time.process_time() - spent) / 10
    if bool(found.matches) != (which in ("start", "end")):
        raise AssertionError(f"{which}: {found.matches[:3]}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"first": first, "later": later, "first_spent": first_spent, "later_spent": later_spent, "bytes": size, "peak": peak}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--megabytes", type=int, default=50)
    parser.add_argument("--one", choices=sorted(_QUOTES), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        print(json.dumps(one(wanted.one, wanted.megabytes)))
        return 0
    print(f"{'quote':12}{'first, s':>10}{'later, s':>10}{'first, s of processor':>24}{'later, s of processor':>24}{'peak ÷ text':>13}")
    for which in _QUOTES:
        run = subprocess.run([sys.executable, "-m", __spec__.name if __spec__ else "tests.measures.large_text", "--one", which,
                              "--megabytes", str(wanted.megabytes)], capture_output=True, text=True, check=True)
        found = json.loads(run.stdout)
        print(f"{which:12}{found['first']:>10.3f}{found['later']:>10.3f}{found['first_spent']:>24.3f}{found['later_spent']:>24.3f}{found['peak'] / found['bytes']:>13.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
