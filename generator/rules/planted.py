"""The test of the test: false quotations that are planted, and must be refused.

A checker that has come to accept everything looks just like a dossier without faults. So before anything that a program says is
believed, it judges a little made-up dossier in which every statement but one is wrong in its own way. If one of them passes,
or the true one does not, that is a fault of Onrecord, and nothing may be published. What comes of it depends on the program alone: on
its files, the installed packages and the interpreter. A build keeps it under a print of these (`increment.judge`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from ..diagnostics import Diagnostic
from ..proof import prove
from ..reading import read_records
from .case import Case

_TEXT = (
    "The council met at noon in the old town hall.\n"
    "“The plan is unacceptable to Strelsau,” Duke Michael told the council. “We shall not march on Zenda before the harvest.”\n"
    "The guard counts up to 12,000 men, the duke wrote later. The weather stayed fine all week, and the harvest was good.\n"
    "“Ruritania asks for nothing,” said Princess Flavia. “Is it not a quiet country?”\n"
)
TRUE = "true-words"
_NEXT = "We shall not march on Zenda before the harvest."
# The code that each planted statement has to meet: its speaker and its quote.
_FALSE: Mapping[str, tuple[str, str]] = {
    "quote-not-in-source": ("duke-michael", '["We shall never march on Zenda before the harvest."]'),
    "quote-mid-word": ("duke-michael", '["acceptable to Strelsau"]'),
    "quote-cuts-number": ("duke-michael", '["12,000 men"]'),
    "quote-parts-out-of-order": ("duke-michael", f'["{_NEXT}", "The plan is unacceptable to Strelsau"]'),
    "quote-drops-negation": ("duke-michael", '["march on Zenda before the harvest"]'),
    "quote-drops-question": ("princess-flavia", '["Is it not a quiet country"]'),
    "attribution-names-another": ("princess-flavia", f'["{_NEXT}"]'),
    "words-not-marked-as-speech": ("duke-michael", '["The guard counts up to 12,000 men, the duke wrote later."]'),
}
PLANTED = len(_FALSE)  # how many false quotations are planted


class Unsound(RuntimeError):
    """A planted false quotation was accepted, or a planted true one refused: nothing that this run says can be trusted."""


def self_test(judge: Callable[[Case], Iterable[Diagnostic]]) -> int:
    """Judge the planted statements; the number of false ones, all refused.

    Raises Unsound where one of them meets no fault of its own code, or the true one any.
    """
    case, lines = _planted()
    met: dict[str, set[str]] = {}
    for found in judge(case):
        id = next((id for id, (first, last) in lines.items() if found.span.file == "data/sources/planted.yml" and first <= found.span.line <= last), "")
        met.setdefault(id, set()).add(found.code)
    passed = [code for code in _FALSE if code not in met.get(code, ())]
    if passed:
        raise Unsound(f"a planted false quotation was accepted: {', '.join(passed)}")
    if met.get(TRUE):
        raise Unsound(f"a planted true quotation was refused: {', '.join(sorted(met[TRUE]))}")
    return len(_FALSE)


@cache
def _planted() -> tuple[Case, Mapping[str, tuple[int, int]]]:
    """The planted dossier, and the lines of each statement in its file."""
    digest = hashlib.sha256(_TEXT.encode()).hexdigest()
    head = ["title: Planted", "published: 1894-05-01", f"archive: {{sha256: {digest}, retrieved: 1894-05-02}}", "statements:"]
    lines: dict[str, tuple[int, int]] = {}
    for code, (speaker, quote) in {TRUE: ("duke-michael", f'["{_NEXT}"]'), **_FALSE}.items():
        extra = ["    speech: direct"] if code == "words-not-marked-as-speech" else []
        lines[code] = (len(head) + 1, len(head) + 3 + len(extra))
        head += [f"  - id: {code}", f"    speaker: {speaker}", f"    quote: {quote}", *extra]
    files = {
        "data/dossier.yml": "title: Planted\nsubject: Nothing.\nlicence: {name: None}\n",
        "data/people/duke-michael.yml": "name: Duke Michael\n",
        "data/people/princess-flavia.yml": "name: Princess Flavia\n",
        "data/sources/planted.yml": "\n".join(head) + "\n",
    }
    records, _ = read_records({path: text.encode() for path, text in files.items()})
    return Case(prove(records, {"planted": _TEXT.encode()}, {}), {}, {}, tells_nearest=False), lines
