"""Every quotation of a page, found in the archived text of its source."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from .archive import Archive, Finding, Part, Statement, cut
from .pages import Flow, Page, Run, Shown
from .words import MARKS, SPACE, collapsed, flat, is_stretch, stands_in_marks

_MARK = f"[{re.escape(MARKS)}]"
_AROUND = 5000  # characters around a part in which its sentence must stand
_GAP = re.compile(r"\[…\]|·")  # what the page sets between two quotations of one statement


def parts_of(shown: Shown, archive: Archive) -> tuple[Statement | None, tuple[Part, ...]]:
    """The statement that an element names, and its part in each wording that the named source carries."""
    statement = archive.statements.get(shown.statement or "")
    if statement is None or not (shown.part or "").isdecimal():
        return statement, ()
    number = int(shown.part or "")
    return statement, tuple(parts[number] for source, parts in statement.wordings if source == shown.source and number < len(parts))


def quotations(page: Page, archive: Archive, known: dict[str, bool]) -> Iterator[Finding]:
    """What is wrong with the elements that show words as somebody's. `known` remembers which words stand in some archive."""
    for shown in page.shown:
        what = _block(shown) if shown.tag == "blockquote" and shown.statement is None and shown.part is None else _element(shown, archive)
        if what:
            yield Finding(page.path, shown.line, what)
    for flow in page.flows:
        if flow.block is not None:
            rest = flat(_GAP.sub(" ", "".join(run.text for run in flow.runs if run.kind != "quoted")))
            if rest:
                yield Finding(page.path, flow.line, f"words in a block quotation that no statement stands behind: {cut(rest)}")
        yield from _archived(page, flow, archive, known)
    yield from _order(page)


def _order(page: Page) -> Iterator[Finding]:
    """Parts in one block quotation are of one statement, in order, each once, with a gap shown between them."""
    blocks: dict[int, list[Shown]] = {}
    for shown in page.shown:
        if shown.block is not None and shown.tag != "blockquote":
            blocks.setdefault(shown.block, []).append(shown)
    gaps = Counter(flow.block for flow in page.flows for run in flow.runs if run.kind != "quoted" for _ in _GAP.findall(run.text))
    for block, all_of_it in blocks.items():
        line = page.shown[block].line
        numbers = [int(one.part) for one in all_of_it if (one.part or "").isdecimal()]
        if len({(one.statement, one.source) for one in all_of_it}) > 1:
            yield Finding(page.path, line, f"a block quotation joins several statements: {', '.join(str(one.statement) for one in all_of_it)}")
        elif numbers != sorted(set(numbers)):
            yield Finding(page.path, line, f"the parts of {all_of_it[0].statement} are shown out of order: {', '.join(map(str, numbers))}")
        if gaps[block] < len(all_of_it) - 1:
            yield Finding(page.path, line, f"parts of {all_of_it[0].statement} are shown as if nothing stood between them")


def _block(shown: Shown) -> str | None:
    """A block quotation that holds no quoted element; words beside them are found in its flows."""
    return None if "q" in shown.nested or "span" in shown.nested else f"a block quotation that names no statement: {cut(shown.text)}"


def _element(shown: Shown, archive: Archive) -> str | None:
    """What is wrong with one element, or None."""
    words, name = flat(shown.text), f"<{shown.tag}>"
    if shown.statement is None or shown.part is None or shown.source is None:
        return f"{name} that names no statement, part and source: {cut(words)}"
    if shown.inside or shown.nested:
        return f"{name} has elements in it or stands in another quotation: {cut(words)}"
    statement, parts = parts_of(shown, archive)
    if statement is None:
        return f"{name} names the statement {shown.statement}, which the data do not have: {cut(words)}"
    if statement.hidden:
        return f"{name} shows words of {statement.id}, which is withdrawn or erased: {cut(words)}"
    if not parts:
        return f"{name} names part {shown.part} of {statement.id} in {shown.source}, which the data do not have: {cut(words)}"
    if not words:
        return f"{name} of {statement.id} is empty"
    if not any(_agrees(words, part, shown.whole) for part in parts):
        return _missing(words, shown, parts[0], archive)
    if shown.marked and not any(part.is_marked or _is_marked_stretch(words, part, archive) for part in parts):
        return f"{name} puts words in quotation marks that the source does not mark as speech: {cut(words)}"
    return None


def _agrees(words: str, part: Part, whole: bool) -> bool:
    return words == part.words if whole else is_stretch(words, part.words)


def _missing(words: str, shown: Shown, part: Part, archive: Archive) -> str:
    """The words are not those of the part: say whether they are elsewhere in the text."""
    text = flat(archive.sources[part.source].text) if part.source in archive.sources else ""
    where = f"{shown.statement}, part {shown.part}, in {part.source}"
    if words in part.words:
        return f"only a piece of the words, where the whole stand or in the middle of a word, of {where}: {cut(words)}"
    if words in text:
        return f"words of the archived text, but not those of {where}: {cut(words)}"
    return f"words that do not stand in the archived text of {where}: {cut(words)}"


def _is_marked_stretch(words: str, part: Part, archive: Archive) -> bool:
    """True if the archived text has these words of a reported part between quotation marks."""
    text = archive.sources[part.source].text if part.source in archive.sources else ""
    pattern = re.compile(_exactly(words))
    return any(stands_in_marks(text, found.start(), found.end()) for found in pattern.finditer(text, part.start, part.end))


# --- the source's own words beside them ---------------------------------------------------------------------------------


def _archived(page: Page, flow: Flow, archive: Archive, known: dict[str, bool]) -> Iterator[Finding]:
    """Words that a page shows as the source's: each alone, and a sentence that is shown around a part as a whole."""
    if any(run.kind == "reporter" for run in flow.runs):
        if not _sentence_stands(page, flow, archive, known):
            yield Finding(page.path, flow.line, f"a sentence shown as the source's is not in the archived text: {cut(flow.text)}")
    for run in flow.runs:
        words = flat(run.text)
        if run.kind == "archived" and words and not (any(map(str.isalnum, words)) and _stands_anywhere(words, archive, known)):
            yield Finding(page.path, run.line, f"words shown as archived are in no archived text: {cut(words)}")


def _stands_anywhere(words: str, archive: Archive, known: dict[str, bool]) -> bool:
    if words not in known:
        pattern = re.compile(_exactly(words))
        known[words] = any(words in source.text or pattern.search(source.text) for source in archive.sources.values())
    return known[words]


def _sentence_stands(page: Page, flow: Flow, archive: Archive, known: dict[str, bool]) -> bool:
    """True if the source's words and the quoted ones follow each other so in the archive; the page sets its own marks."""
    pieces = [run for run in flow.runs if run.kind in ("reporter", "quoted") and run.text]
    owner = next((run.shown for run in pieces if run.shown is not None), None)
    if owner is None:
        return all(_stands_anywhere(flat(run.text), archive, known) and not re.search(_MARK, run.text) for run in pieces)
    _, parts = parts_of(page.shown[owner], archive)
    pattern = re.compile("".join(_piece(run, pieces[number - 1] if number else None) for number, run in enumerate(pieces)))
    return any(part.source in archive.sources and pattern.search(
        archive.sources[part.source].text, max(0, part.start - _AROUND), part.end + _AROUND) for part in parts)


def _piece(run: Run, before: Run | None) -> str:
    """The pattern of one piece: a mark may have stood where the page sets its own."""
    text = collapsed(run.text)
    if before is None:
        return _exactly(text.lstrip(SPACE))
    if run.kind == "quoted":
        return f"(?:{_MARK}[{SPACE}\u00a0]*)?" + _exactly(text)
    stop = text[0] if text[0] in ".,;:!?…" else ""
    return f"{_MARK}?" + _exactly(stop) + f"{_MARK}?" + _exactly(text[len(stop):])


def _exactly(text: str) -> str:
    return f"[{SPACE}]+".join(map(re.escape, text.split(" ")))
