"""Speaker labels and turns of a transcript, and the stage directions in it.

Offsets are code points of the unmodified text, end exclusive. A label stands at the start of a line:
`NAME:`, `MR. X:`, `Duke Michael (Royalists):`, `Q`, `A.`, initials, **bold** or [bracketed]. A capitalised
word before a colon can also be a spoken sentence ("Look: …"), so what only might be a label has to be
listed, or repeated, or shaped as names are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from .frozen import dataclass
from .patterns import compiled_late
from .sentences import Stretch

MAX_LABEL_WORDS = 6  # outside of brackets

# White space is taken whole, never given back: or a label of spaces alone would take a second.
_TIME = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?\s*+[-–—]?\s*+)"
_COLON = compiled_late(
    rf"{_TIME}?(?P<open>\*\*|__|\[|<b>)?(?P<label>[^\W_][^:：\n*\[\]<>“”\"«»„?!;]{{0,90}}?)\s*+(?P<close>\*\*|__|\]|</b>)?"
    rf"\s*+(?:[\[(]{_TIME}[\])]?)?\s*+(?P<colon>[:：])(?P<after>\*\*|__|</b>)?(?=\s|\Z|[“\"«„]|(?<=：))"
)
_EMPHATIC = compiled_late(
    r"(?:(?P<bold>\*\*|__|<b>)(?P<label>[^\W_][^:：\n*<>?!;]{0,60}?)\.?(?:\*\*|__|</b>)|\[(?P<boxed>[^\W_][^:：\n\[\]?!;]{0,60})\])(?=\s+\S)"
)
_LETTER = compiled_late(r"(?:\*\*)?(?:(?P<q>Q)|(?P<a>A)(?=[.:)]|\*\*|\t|[ ]{2,}))(?:[.:)]|(?P<bare>(?=\s)))?(?:\*\*)?(?=\s+\S)")
# The record of a parliament: "Mr. SAPT. I rise …"
_RECORD = compiled_late(r"(?P<label>(?:Mr|Mrs|Ms|Miss|Dr|The|THE|Sir|Lord|Lady)\.? [A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,3})\.(?=\s+\S)")
_BRACKETED = compiled_late(r"\s*[\[(][^\[\]()]*[\])]")
_TITLES = frozenset("mr mrs ms miss dr prof sir st hon rep sen gen m mme hr fr p pan pani пан пані".split())
_PARTICLES = frozenset("de del della di da du la le van von der den zu zur of the al el bin ibn y i und et and for".split())
# Words that open a sentence and a colon, but name nobody.
_NOT_NAMES = frozenset(
    "look listen note remember well yes no so now first second third finally again example fact warning update source photo "
    "here there this that and but or because why what how also secondly thirdly one two three ladies dear friends colleagues "
    "hör also erstens zweitens nun ja nein hinweis quelle foto écoutez oui non bien donc premièrement note source "
    "po więc tak nie uwaga źródło по так ні отже увага джерело фото".split()
)
_STAGE = compiled_late(
    r"\b(?:applau\w*|laugh\w*|cheer\w*|cross-?talk|inaudible|unintelligible|interrupt\w*|interjection\w*|pause\w*|music|booing|boos|"
    r"hear, hear|shout\w*|beifall\w*|applaus|heiterkeit|lachen|zuruf\w*|unruhe|rires?|applaudissements|murmures|exclamations|oklaski|"
    r"śmiech\w*|wesołość|gwar\w*|poruszenie|оплески|сміх\w*|шум\w*|вигук\w*)\b",
    re.IGNORECASE,
)
_ASIDE = compiled_late(r"\((?P<round>[^()\n]{1,300})\)|\[(?P<square>[^\[\]\n]{1,300})\]")


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: from behind its label to the last word before the next label.

    `label` is as archived, without colon, asterisks or square brackets around it; where the source's
    record lists the label, it is spelt as listed. Paragraphs without a label belong to the turn before.
    """

    start: int
    end: int
    label: str
    label_start: int
    label_end: int


@dataclass(frozen=True, slots=True)
class _Label:
    label: str
    start: int  # of the line's markup
    end: int  # behind colon and markup
    sure: bool
    shouted: bool  # in capitals throughout


def turns(text: str, paragraphs: Sequence[Stretch], labels: Sequence[str] = ()) -> tuple[Turn, ...]:
    """The turns of a transcript, in order; text before the first label belongs to none.

    `labels` are those that the source's record lists: they are always labels, with a colon or alone on a line. Such a
    label, and any other in capitals or bold that stands before a line, begins a turn behind the end of a sentence too.
    """
    listed = {_key(label): label for label in labels}
    found = [label for p in paragraphs if (label := _label(text, p, listed))]
    kept = tuple(_kept(found))
    spelt = frozenset((*labels, *(label.label for label in kept if label.shouted)))
    if within := _inside_lines(text, paragraphs, spelt, {label.start: label.end for label in kept}):
        kept = tuple(sorted((*kept, *within), key=lambda label: label.start))
    ends = [*(label.start for label in kept[1:]), paragraphs[-1].end if paragraphs else 0]
    made = []
    for label, end in zip(kept, ends, strict=False):
        start, end = _trimmed(text, label.end, end)
        made.append(Turn(start, end, label.label, label.start, label.end))
    return tuple(made)


def asides(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    """Stage directions and heckles in brackets between two offsets: nobody's words in the turn around them.

    "(Applause.)", "[laughter]", "(A member: Shame!)"; an insertion such as "[Article 5]" inside a sentence is none.
    """
    return tuple(Stretch(m.start(), m.end()) for m in _ASIDE.finditer(text, start, end) if _is_aside(text, m, start, end))


def _is_aside(text: str, found: re.Match[str], start: int, end: int) -> bool:
    inside = (found["round"] or found["square"]).strip()
    if not inside:
        return False
    if _STAGE.search(inside):
        return True
    before = text[max(start, found.start() - 3) : found.start()]
    after = text[found.end() : min(end, found.end() + 2)]
    alone = (not before.strip(" \t") or before.rstrip(" \t").endswith("\n")) and (not after.strip() or "\n" in after.strip(" \t"))
    between = before.rstrip()[-1:] in tuple(".!?…") and not after.lstrip()[:1].islower()
    return alone or (between and not inside[0].islower() and (inside[-1] in ".!?…" or ":" in inside))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _key(label: str) -> str:
    return " ".join(label.strip(" :.*[]_\t").casefold().split())


def _label(text: str, paragraph: Stretch, listed: dict[str, str]) -> _Label | None:
    """The label at the start of a paragraph, sure or only possible."""
    start, end = paragraph.start, paragraph.end
    alone = listed.get(_key(text[start:end])) if end - start < 100 else None
    if alone is not None:
        return _Label(alone, start, end, True, False)
    found = _COLON.match(text, start, min(end, start + 200))
    if found and (label := _with_colon(found, listed)):
        return label
    found = _LETTER.match(text, start, end)
    if found and not (found["bare"] is not None and text[found.end() : end].lstrip()[:1].islower()):
        letter = found["q"] or found["a"]
        return _Label(listed.get(letter.casefold(), letter), start, found.end(), True, True)
    found = _EMPHATIC.match(text, start, end)
    if found:
        return _emphatic(found, listed)
    found = _RECORD.match(text, start, end)
    if found:
        return _Label(listed.get(_key(found["label"]), found["label"]), start, found.end(), True, True)
    return None


def _inside_lines(text: str, paragraphs: Sequence[Stretch], spelt: frozenset[str], lines: Mapping[int, int]) -> list[_Label]:
    """Known labels, as they are spelt, that stand with a colon behind the end of a sentence of a line. `lines`: where the label of a
    line ends, by its start."""
    if not spelt:
        return []
    pattern = _inside(spelt)
    found = (m for p in paragraphs for m in pattern.finditer(text, lines.get(p.start, p.start), p.end))
    return [_Label(m["label"], m.start("all"), m.end(), True, True) for m in found]


@lru_cache(maxsize=64)
def _inside(spelt: frozenset[str]) -> re.Pattern[str]:
    """Matches one of some labels behind the end of a sentence, a dash or a bracket. The one class of characters first: so all else is skipped at speed."""
    either = "|".join(re.escape(label) for label in sorted(spelt, key=lambda one: (-len(one), one)))
    return re.compile(rf"[.!?…؟⸮。—–\])][\"'”’»“*_]*+\s++(?P<all>(?:\*\*|__|<b>|\[)?(?P<label>{either})(?:\*\*|__|</b>|\])?"
                      r"(?:\s?[\[(][^\[\]()\n]{1,60}[\])])?\s?[:：](?:\*\*|__|</b>)?)(?=\s|[“\"«„]|(?<=：)|\Z)")


def _with_colon(found: re.Match[str], listed: dict[str, str]) -> _Label | None:
    label = found["label"].strip()
    spelt = listed.get(_key(label)) or listed.get(_key(_BRACKETED.sub("", label)))
    if spelt is not None:
        return _Label(spelt, found.start(), found.end(), True, False)
    marked = bool(found["open"] or found["after"])
    bare = _BRACKETED.sub("", label).strip()
    words = bare.replace(",", " ").split()
    if not words or len(words) > MAX_LABEL_WORDS or not any(c.isalpha() for c in bare):
        return None
    if _key(words[0]) in _NOT_NAMES:
        return None
    shouted = bare.upper() == bare and bare.lower() != bare
    if not (shouted or all(_is_name_word(w, n) for n, w in enumerate(words))):
        return None
    titled = len(words) > 1 and _key(words[0]) in _TITLES
    sure = shouted or marked or titled or label != bare
    return _Label(label, found.start(), found.end(), sure, shouted or marked)


def _is_name_word(word: str, number: int) -> bool:
    if number and word.casefold() in _PARTICLES:
        return True
    first = next((c for c in word if c.isalnum()), "")
    return bool(first) and not first.islower()


def _emphatic(found: re.Match[str], listed: dict[str, str]) -> _Label | None:
    """A label set off by bold type or square brackets, without a colon."""
    label = (found["label"] or found["boxed"]).strip()
    spelt = listed.get(_key(label))
    if spelt is not None:
        return _Label(spelt, found.start(), found.end(), True, True)
    words = label.split()
    if _STAGE.search(label) or len(words) > MAX_LABEL_WORDS or not all(_is_name_word(w, n) for n, w in enumerate(words)):
        return None
    if found["boxed"] and label.upper() != label:
        return None
    return _Label(label, found.start(), found.end(), bool(found["bold"]), True)


def _kept(found: Sequence[_Label]) -> Iterator[_Label]:
    """Sure labels, and those that are repeated; the others only where the text has no plainer way to label."""
    times = Counter(_key(label.label) for label in found)
    shouts = any(label.shouted for label in found)
    yield from (label for label in found if label.sure or not shouts or times[_key(label.label)] > 1)
