"""How many cuts that turn the meaning are caught, and how many fair ones raise a false alarm, by language and kind.

    python -m tests.measures.cuts [-v]

With `-v` the cuts that were misjudged are printed too, with what was found in them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from .cut_lists import Cut, all_cuts, findings, unseen


def table(found: Iterable[tuple[Cut, bool]], verdict: str) -> list[str]:
    """Rows by language, by kind and in all: how many cuts of a verdict, and for how many of them something is found."""
    all_, hits = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for cut, hit in found:
        if cut.verdict == verdict:
            keys = [("1", cut.language), ("2", cut.kind), ("3", "all")]
            if verdict == "fair":
                keys.append(("0", "written one by one" if cut.by_hand else "made from frames"))
            all_.update(keys)
            hits.update(keys if hit else ())
    return [f"| {key[1]} | {all_[key]} | {hits[key]} | {100 * hits[key] / all_[key]:.1f} % |" for key in sorted(all_)]


def main(arguments: list[str]) -> int:
    for name, cuts in (("The lists", all_cuts()), ("The unseen list", unseen())):
        found = [(cut, findings(cut)) for cut in cuts]
        hits = [(cut, bool(f)) for cut, f in found]
        for verdict, word in (("reverse", "caught"), ("fair", "false alarms")):
            print(f"{name}\n\n| {verdict} | cuts | {word} | share |\n|---|---:|---:|---:|", *table(hits, verdict), "", sep="\n")
        if "-v" in arguments:
            for cut, f in found:
                if bool(f) != (cut.verdict == "reverse"):
                    print(cut.verdict, cut.language, cut.kind, cut.marked, [(x.code, x.words) for x in f], sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
