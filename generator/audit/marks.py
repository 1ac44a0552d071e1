"""Quotation marks in what a reader gets to see, that no statement stands behind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .archive import Archive, Finding, cut
from .pages import Flow, Label, Page
from .words import flat, is_stretch

_DOUBLE = "“”„‟\"«»‹›「」『』〝〞〟＂❝❞〈〉《》❛❜〝⹂\U0001f676\U0001f677\U0001f678"
_HELD = "\ufffc"  # stands for words that are proven elsewhere
_APOSTROPHE = r"(?!['’](?:\d|tis\b|twas\b|em\b|til\b|cause\b|n\b))"
_MARK = re.compile(rf"[{_DOUBLE}]|''|``|,,(?=\w)|<<(?=\s?\w)|(?<=\w)>>")
_SINGLE = re.compile(rf"(?<!\w){_APOSTROPHE}[‘‚‛'’`](?=[\w{_HELD}…(\[])(?P<words>[^\n]{{0,400}}?[^\s])[’‘'´](?!\w)", re.I)
_CSS_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_CSS_CONTENT = re.compile(r"(?<![\w-])content\s*:\s*((?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^;\"'])*)", re.I | re.S)
_CSS_STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.S)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)", re.S)
_CSS_QUOTED = re.compile(r"(?:^|[\s>+~])(?:q|(?:q|[\w.-]*)\.quote)::?(?:before|after)$")


def marks(page: Page, archive: Archive) -> Iterator[Finding]:
    """Every mark, or pair of marks, in the text, the labels and the styles of a page."""
    for flow in page.flows:
        if flow.tag not in ("style", "script"):
            yield from _in_flow(page.path, flow, archive)
    for label in page.labels:
        yield from in_label(page.path, label, archive)
    for text, line in page.styles:
        yield from styles(page.path, text, line)


def _in_flow(path: str, flow: Flow, archive: Archive) -> Iterator[Finding]:
    text, lines = "", []
    for run in flow.runs:
        lines.append((len(text), run.line))
        if run.kind in ("quoted", "archived", "reporter"):
            text += _HELD * len(run.text)  # held against the archive by itself
        else:
            text += re.sub("[\"'`<>,]", " ", run.text) if run.kind == "code" else run.text  # quotes of a program are no speech
    where = "title" if flow.tag == "title" else "text"
    for at, words in _unproven(text, flow.cited, archive):
        start, line = next((s, n) for s, n in reversed(lines) if s <= at)
        yield Finding(path, line + text.count("\n", start, at), _told(where, words))


def in_label(path: str, label: Label, archive: Archive) -> Iterator[Finding]:
    """Every mark in a text that is shown apart from the flow."""
    for _, words in _unproven(label.text, frozenset(), archive):
        yield Finding(path, label.line, _told(label.what, words))


def _told(where: str, words: str) -> str:
    return f"quotation marks that no statement stands behind, in the {where}: {cut(words.replace(_HELD * 3, '').replace(_HELD, ''))}"


def _unproven(text: str, cited: frozenset[str], archive: Archive) -> Iterator[tuple[int, str]]:
    """The place of each mark and the words around it; not those in names that others gave, nor around words of a
    statement that is cited in the same block."""
    for name in archive.marked_names:
        text = text.replace(name, _HELD * len(name))
    skip, found = -1, list(_MARK.finditer(text))
    for number, mark in enumerate(found):
        if number <= skip:
            continue
        other = found[number + 1] if number + 1 < len(found) else None
        if other:
            skip = number + 1
            if _is_cited(text[mark.end() : other.start()], cited, archive):
                continue
        yield mark.start(), text[mark.start() : other.end()] if other else text[max(0, mark.start() - 40) : mark.end() + 40]
    for single in _SINGLE.finditer(text):
        if not _is_cited(single["words"], cited, archive):
            yield single.start(), single[0]


def _is_cited(words: str, cited: frozenset[str], archive: Archive) -> bool:
    statements = [archive.statements[id] for id in sorted(cited & archive.statements.keys()) if not archive.statements[id].hidden]
    return any(part.is_marked and is_stretch(flat(words), part.words) for one in statements for _, parts in one.wordings for part in parts)


# --- styles -------------------------------------------------------------------------------------------------------------


def styles(path: str, text: str, line: int = 1) -> Iterator[Finding]:
    """Marks that a style sheet writes by itself around anything but a quoted element (q, class `quote`)."""
    text = re.sub(r"/\*.*?\*/", lambda comment: "\n" * comment[0].count("\n"), text, flags=re.S)
    for rule in _CSS_RULE.finditer(text):
        for content in _CSS_CONTENT.finditer(rule[2]):
            if not _writes_mark(content[1]):
                continue
            for selector in rule[1].split(","):
                if not _CSS_QUOTED.search(selector.strip()):
                    yield Finding(path, line + text.count("\n", 0, rule.start() + len(rule[1]) - len(rule[1].lstrip())),
                                  f"a style writes quotation marks around what is no quotation: {cut(selector)}")


def _writes_mark(content: str) -> bool:
    if "open-quote" in re.sub("no-open-quote", "", content) or "close-quote" in re.sub("no-close-quote", "", content):
        return True
    strings = (a or b for a, b in _CSS_STRING.findall(content))
    return any(re.search(f"[{_DOUBLE}‘’‚‛']", _CSS_ESCAPE.sub(_unescaped, string)) for string in strings)


def _unescaped(escape: re.Match[str]) -> str:
    return chr(min(int(escape[1], 16), 0x10FFFF)) if escape[1] else str(escape[2])
