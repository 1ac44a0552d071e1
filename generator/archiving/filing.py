"""The file of a new source: what is known of it, what was proposed, and comments that say what to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from ..canonical.form import modeline
from ..frozen import dataclass
from ..yaml_lines import Value, entry, mapping
from .copies import Copy, Difference, changed_words


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a source; empty texts where nothing is."""

    title: str
    kind: str
    published: str
    retrieved: str
    language: str = "en"
    publisher: str = ""
    author: str = ""
    issuer: str = ""
    url: str = ""
    holder: str = ""
    recorded_by: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An entry of `not_speech`. `occurrence`: which place of the words, 0 where they stand once. `is_sure`: the page's own elements say so."""

    kind: str
    text: str
    occurrence: int = 0
    is_sure: bool = False

    def fields(self) -> dict[str, Value]:
        """As it stands in the file."""
        return {"kind": self.kind, "text": self.text, **({"occurrence": str(self.occurrence)} if self.occurrence else {})}


def source_file(known: Metadata, text: bytes, not_speech: Sequence[Proposal], copy: Copy | None = None, original: Metadata | None = None,
                is_newer: bool = False) -> str:
    """The text of `data/sources/<id>.yml`. `copy` and `original`: the archived text that this is a copy of; `is_newer`: a newer version of it."""
    fields: dict[str, Value] = {"title": known.title, "kind": known.kind}
    fields |= {key: value for key in ("publisher", "author", "issuer", "url") if (value := getattr(known, key))}
    fields |= {"language": known.language, "published": known.published,
               "archive": {"sha256": hashlib.sha256(text).hexdigest(), "retrieved": known.retrieved}}
    if known.holder:
        fields["rights"] = {"holder": known.holder}
    if copy and original and not is_newer:
        derived: dict[str, Value] = {"title": original.title}
        derived |= {"publisher": original.publisher} if original.publisher else {}
        derived |= {"published": original.published, "source": copy.source}
        fields["derived_from"] = derived
    lines = [modeline("sources"), *mapping(fields)]
    if copy and not is_newer and copy.differences:
        lines += ["# How this copy differs; found by comparing the two texts. Say it in your own words where a reader needs more.", "alterations:",
                  *(line for difference in copy.differences[:40] for line in _alteration(difference))]
    if copy and is_newer:
        lines += mapping({"supersedes": copy.source})
    if known.recorded_by:
        lines += mapping({"recorded_by": known.recorded_by})
    if not_speech:
        lines += ["", "# Words that are nobody's reported speech. These were proposed; delete what is not so.", "not_speech:",
                  *(line for one in not_speech for line in entry(one.fields(), 2).splitlines())]
    return "\n".join(lines) + "\n"


def _alteration(difference: Difference) -> Iterator[str]:
    told = {"omission": f"Paragraph {difference.number} of the other text is left out.", "addition": f"Paragraph {difference.number} is added.",
            "change": f"Paragraph {difference.number} is worded otherwise."}[difference.kind]
    shown = changed_words(difference)
    visible = "".join(c if c.isprintable() else " " for c in shown)
    yield f"  # {visible[:120]}{'…' if len(visible) > 120 else ''}"
    yield from entry({"kind": difference.kind, "note": told}, 2).splitlines()
