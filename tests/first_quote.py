"""Plays what `docs/first-quote.md` tells, and writes it: `python tests/first_quote.py`. A test holds the page to what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "first-quote.md"
SAVED = ROOT / "tests" / "data" / "pages" / "bridge-vote.html"
ID = "bridge-vote"

STEPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Begin with a little dossier. Here it is the one that the tool makes: a fiction about a bridge.",
     ("onrecord new dossier hentzau", "cd hentzau")),
    ("Save the article in your browser, as HTML; this one is `tests/data/pages/bridge-vote.html` of the repository, copied beside the dossier. Archive it; without\n`--yes` you are shown the text and asked. Nothing is written over.",
     (f"onrecord archive ../bridge-vote.html --id {ID} --retrieved 1899-05-04 --yes",)),
    ("Two speakers have no record yet. The calls are those that were printed; the mayor is known. What an office speaks for is yours to say.",
     ('onrecord new person "Karl Weiss" --role "council speaker" --organisation town-of-hentzau',
      f'onrecord new person "ferryman" --unnamed-in {ID}')),
    ("Key the quotations. Each call was printed above too; the stance is the one thing to add. The last words are\nnobody's: the town has a name for something.",
     (f'onrecord quote "Wood is what we can pay for, and wood is what we shall have before the snow" --source {ID} --add --answers bridge=wood',
      f'onrecord quote "I still want stone … But a bridge in wood is better than a quarrel in stone." --source {ID} --add --answers bridge=stone',
      f'onrecord quote "Let them build what they like" --source {ID} --speaker ferryman --add',
      f'onrecord quote "The river decides in the end." --source {ID} --speaker ferryman --add',
      f'onrecord quote "river holiday" --source {ID} --not-speech scare-quote --add')),
    ("Check it, build the site, and have it read again by other means.",
     ("onrecord check", "onrecord build --out ../site", "onrecord audit ../site")),
)

HEAD = """\
# From a saved article to a proven quotation

All that is typed and printed while an article goes from a saved page to a proven site. The article is our own invention, and so is everybody in it. No file is
edited by hand. `python tests/first_quote.py` plays it and writes this page; a test holds the page to what the commands print.
"""


def play(folder: Path) -> tuple[str, float]:
    """The page, and how many seconds the commands took together. `folder` is empty."""
    (folder / "bridge-vote.html").write_bytes(SAVED.read_bytes())
    here, told, seconds = folder, [HEAD], 0.0
    for number, (words, calls) in enumerate(STEPS, 1):
        told.append(f"## {number}\n\n{words}\n\n```console")
        for call in calls:
            told.append(f"$ {call}")
            if call.startswith("cd "):
                here = here / call[3:]
                continue
            began = time.monotonic()
            told += [output] if (output := _printed(call, here, folder)) else []
            seconds += time.monotonic() - began
        told.append("```\n")
    return "\n".join(told), seconds


def _printed(call: str, here: Path, folder: Path) -> str:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(folder / "cache"), "COLUMNS": "120"}
    done = subprocess.run([sys.executable, "-m", "generator", *shlex.split(call)[1:]], cwd=here, env=environment, capture_output=True, text=True,
                          timeout=240, check=False)
    if done.returncode:
        raise RuntimeError(f"{call}\n{done.stdout}{done.stderr}")
    steps = re.compile(r"(?:reading|proving|planning|making|publishing|waiting)\b.*\d* ?\w*$")  # what is told while one waits
    noted = [line for line in done.stderr.splitlines() if not steps.fullmatch(line)]
    return "\n".join([*noted, *done.stdout.splitlines()]).strip("\n").replace(str(folder), "..")


def page_of(told: str, seconds: float) -> str:
    """The whole page, with the time at its end."""
    calls = sum(not call.startswith("cd ") for _, calls in STEPS for call in calls)
    return f"{told}\nThe {calls} commands took {seconds:.0f} seconds together; the rest is reading.\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        PAGE.write_text(page_of(*play(Path(made))), "utf-8")
