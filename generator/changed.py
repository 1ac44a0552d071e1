"""What an edit changed since the last build, where it changed words and nothing else.

Most edits change no id, name, date, answer or relation, nothing that stands in a `Summary`. Then the plan and all indexes are what they were,
and the book knows what read these words. `edit.keep` lays down what is needed for that beside the book; `begun` takes it up, `change` tells
what became of the dossier. Whatever is not plainly such an edit is `TooMuch`: then `whole` builds.

It takes little along: `outcomes` are worked out in another process, while this one reads its modules.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .book import Kept
from .bundles import adds_nothing
from .first_look import SOURCES, bundle_keys, kept_records, shared_print
from .frozen import dataclass
from .indexes import proof_of
from .noted import Key
from .plain import to_plain
from .resolved import Proof, SourceSummary
from .shelves import Damaged

if TYPE_CHECKING:
    from .disk import Desk, Files
    from .disk.box import Box
    from .first_look import Read
    from .reading import Records

KINDS = ("sources", "statements", "facts")
_BUNDLES = 3  # that an edit changes at most

State = dict[str, Any]  # what `edit.keep` lays down as `state`, and an edit lays down anew
Outcomes = Mapping[str, Any]  # of the changed bundles, plain, by key; None for one that cannot be read


class TooMuch(Exception):
    """More than words changed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of a build: where the site goes, the program's folder in the user's cache, whether there is a search index, and a print of all
    that it depends on beside the words of sources."""

    out: Path
    cache: Path
    with_search: bool
    print: str


def surroundings(files: Files, *asked: object) -> str:
    """A print of all that a build depends on, the words of sources and of their archived texts aside."""
    known = (f"{path} {one.digest}" if not path.startswith(("data/sources/", "seeds/")) else path for path, one in files.signatures.items())
    return hashlib.sha256("\n".join((repr(asked), *known)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Begun:
    """An edit of words, as far as the names of files and bundles tell. `things`, `state`: of the last build and of edits since; `bundles`:
    the key of each now, by the ids of its sources; `edited`: those that are others; `shared`: a print of what all bundles depend on."""

    box: Box
    state: State
    things: Kept
    bundles: Mapping[tuple[str, ...], str]
    edited: Mapping[tuple[str, ...], str]
    shared: str


def begun(asked: Asked, files: Files, read: Read, desk: Desk, tool: str) -> Begun | None:
    """The edit since the last build to that folder; None where more changed than words, or where nothing is known of that build."""
    box = desk.box(asked.out, tool)
    if box is None:
        return None
    try:
        since = desk.since(asked.out, box.print.hex())
        state, made = since if isinstance(since, tuple) else (believed(box, "state"), {})
        if state["asked"] != asked.print:
            return None
        shared = shared_print(files, tool)
        bundles = bundle_keys(files, read.links, shared)
        edited = {ids: key for ids, key in bundles.items() if state["bundles"].get(ids) != key}
        if bundles.keys() != state["bundles"].keys() or len(edited) > _BUNDLES:
            return None
        return Begun(box, state, Kept(box.read, made), bundles, edited, shared)
    except Damaged:
        return None


def believed(box: Box, name: str) -> Any:
    """A value of the box. Raises Damaged where it cannot be believed."""
    value = box.read(name)
    if value is None:
        raise Damaged(name)
    return value


# --- proving what was edited --------------------------------------------------------------------------------------------


def outcomes(edited: Mapping[tuple[str, ...], str], files: Files, records: Records, desk: Desk, tool: str, shared: str) -> Outcomes:
    """What came of the bundles that were edited: proven, judged, resolved, and kept. `files`: those of these bundles at least."""
    from . import increment  # late: whoever asks another process for this needs neither matcher nor rules

    found = {}
    for ids, key in edited.items():
        found[key] = desk.read(f"outcomes/{key}", key)
        if found[key] is None:
            found[key] = increment.worked_out(files, ids, increment.common_of(records, desk, tool, shared))
            if not adds_nothing(found[key]):
                desk.write(f"outcomes/{key}", key, found[key])
    return found


def question(begun: Begun, files: Files, root: Path, desk: Desk, tool: str) -> Any:
    """What a `prover` needs to give the outcomes of an edit, a plain value: of the files their hashes, since an archived text may be long. `root`: of the dossier."""
    ids = [id for ids in begun.edited for id in ids]
    data = {path: files.signatures[path].digest for id in ids if (path := f"{SOURCES}{id}.yml") in files.data}
    seeds = {id: files.signatures[f"seeds/{id}.txt"].digest for id in ids if id in files.seeds}
    return dict(begun.edited), data, seeds, str(root), str(desk.folder), tool, begun.shared


def prover(untouched: Callable[[], bytes] = bytes) -> Callable[[Any], tuple[Outcomes, bytes]]:
    """What answers a `question`, in a process that was begun ahead of it (`parallel.Standby`): all that proving takes is loaded here.

    `untouched`: looks at the published site meanwhile, and gives its print where every file stands as it was published; the answer has it too.
    """
    from . import disk, increment, rules
    from .reading.validator import validator

    rules.load()
    validator("sources")
    assert increment
    print_of_site = untouched()

    def answer(question: Any) -> tuple[Outcomes, bytes]:
        edited, data, seeds, root, folder, tool, shared = question
        desk = disk.Desk(Path(folder))
        files = disk.Files({path: disk.read_known(Path(root), path, digest) for path, digest in data.items()},
                           {id: disk.read_known(Path(root), f"seeds/{id}.txt", digest) for id, digest in seeds.items()})
        return outcomes(edited, files, kept_records(desk, tool, shared), desk, tool, shared), print_of_site

    return answer


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit changed of the dossier, and the state of the whole with it."""

    keys: frozenset[Key]
    state: State
    proof: Proof
    outcomes: Outcomes


def change(begun: Begun, outcomes: Outcomes, files: Files, read: Read, desk: Desk, tool: str) -> Change:
    """What the outcomes of the edited bundles change. Raises TooMuch."""
    state = begun.state
    changed: set[Key] = set()
    warned, proven, speech = dict(state["warned"]), dict(state["proven"]), dict(state["speech"])
    for ids in begun.edited:
        before, after = desk.read(f"outcomes/{state['bundles'][ids]}", state["bundles"][ids]), outcomes[begun.bundles[ids]]
        if before is None or adds_nothing(after):
            raise TooMuch
        was, told = marshal.loads(before[1]), marshal.loads(after[1])
        changed |= _differing(was, told)
        warned.pop(ids, None)
        if told[0]:
            warned[ids] = told[0]
        for one, then in zip(map(SourceSummary.of_plain, told[2]), map(SourceSummary.of_plain, was[2]), strict=True):
            proven[one.id] = one.proven, one.digest
            others = dict(one.speech_by_id.items() - then.speech_by_id.items())
            changed |= {("speech", id) for id in others}
            speech |= others
    if proven != state["proven"]:
        changed.add(("proof", None))
    touched = {id for ids in begun.edited for id in ids}
    judged = {} if touched.isdisjoint(state["judged by words"]) else _judged(begun, outcomes, files, read, desk, tool)
    return Change(frozenset(changed), state | {"bundles": dict(begun.bundles), "warned": warned, "proven": proven, "speech": speech} | judged, proof_of(proven.values()), outcomes)


def _judged(begun: Begun, outcomes: Outcomes, files: Files, read: Read, desk: Desk, tool: str) -> State:
    """What the rules over the rest of the dossier find now: a page or a summary cites words that may have changed. Raises TooMuch for an error."""
    from . import increment  # late: few edits come here
    from .diagnostics import has_errors
    from .outcome import outcome_of_plain

    kept = [outcomes.get(key) or desk.read(f"outcomes/{key}", key) for key in begun.bundles.values()]
    if any(one is None for one in kept):
        raise TooMuch
    others = increment.of_others(files, increment.common_of(read.records, desk, tool, begun.shared), tuple(map(outcome_of_plain, kept)))
    if has_errors(others.diagnostics):
        raise TooMuch
    return {"rest": to_plain(others.diagnostics), "judged by words": tuple(others.asked)}


def _differing(before: Any, after: Any) -> set[Key]:
    """The records that differ between two outcomes of a bundle, as far as they are told. Raises TooMuch where anything but words does."""
    (_, outlines, _, prints), (_, outlines_now, _, prints_now) = before, after
    has_same_order = outlines == outlines_now and all(prints[kind] == prints_now[kind] for kind in ("summaries", "source_summaries"))
    if not has_same_order or any(prints[kind].keys() != prints_now[kind].keys() for kind in KINDS):
        raise TooMuch
    return {(kind, id) for kind in KINDS for id, one in prints_now[kind].items() if prints[kind][id] != one}
