"""The manuals of codes that no rule of this package finds: those of reading, of pages, and of comparing two states."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

MANUALS: Mapping[str, str] = MappingProxyType({code: text.strip() for code, text in {
    "file-not-read": """
A file could not be read: it is a symbolic link, too large, no plain file, or not UTF-8.

Why: a link can lead out of the dossier, and a text that is not UTF-8 can be read in two ways.

Before:
    data/people/flavia.yml -> ../../elsewhere/flavia.yml
After:
    data/people/flavia.yml, a plain file saved as UTF-8

Mend: put a plain file in its place. An editor saves as UTF-8 under "Save with encoding".
""",
    "yaml-syntax": """
The file is not YAML that can be read.

Why: what cannot be read cannot be checked. The place named is where the reader gave up; the slip is often
one line above.

Before:
    title: Strelsau: a city
After:
    title: "Strelsau: a city"

Mend: a text with a colon and a space, or one that begins with a sign such as [ { * & ! % @, goes in
quotes. Keys that belong together begin in the same column. Indent with spaces, never with tabs.
""",
    "yaml-feature-refused": """
Anchors (&), aliases (*), merges (<<), tags (!) and several documents in a file are not used here.

Why: they let a file mean something else than it shows, and a few lines can grow to gigabytes.

Before:
    quote: *same
After:
    quote: "We shall march"

Mend: write the value out. A text that begins with one of these signs goes in quotes.
""",
    "yaml-too-deep": """
Lists and mappings are nested more than 20 deep.

Why: no record needs it; it is a slip of indentation, or meant to harm.

Before:
    quote: [[[[[[[[[[[[[[[[[[[[["We shall march"]]]]]]]]]]]]]]]]]]]]]
After:
    quote: ["We shall march"]

Mend: take the needless brackets or indentation out.
""",
    "value-too-long": """
One value is longer than 64 KiB.

Why: a quote, a claim or a summary is short. So long a text belongs in `seeds/` or `content/`.

Before:
    quote: "(the whole article)"
After:
    quote: "We shall march"

Mend: take only the words that the record needs.
""",
    "duplicate-key": """
The same key stands twice in one mapping.

Why: only one of the two could count, and readers of the file would not agree which.

Before:
    speaker: duke-michael
    quote: "We shall march"
    speaker: princess-flavia
After:
    speaker: duke-michael
    quote: "We shall march"

Mend: delete one of them. Often a `- ` is missing, with which a new entry of the list begins.
""",
    "unknown-key": """
A key that this kind of file does not have.

Why: a slip in a key would silently leave its value out.

Before:
    speeker: duke-michael
After:
    speaker: duke-michael

Mend: correct the key; the report names those that are spelled alike. `onrecord schema` writes files with
which an editor completes keys as you type.
""",
    "missing-key": """
A key that this kind of file needs is not there.

Why: without it the record says nothing that can be checked or shown.

Before:
    - id: michael-marches
      quote: "We shall march"
After:
    - id: michael-marches
      speaker: duke-michael
      quote: "We shall march"

Mend: add the key that the report names.
""",
    "wrong-type": """
A value is of another kind than its key asks for: a text, a list, a mapping, a whole number.

Why: each key means one kind of thing.

Before:
    about: ur
After:
    about: [ur]

Mend: write what the report asks for. A list is `[a, b]` or lines that begin with `- `; a mapping is
`{key: value}` or indented lines.
""",
    "wrong-value": """
A value is not one that its key allows.

Why: some keys have a short list of values, so that pages can tell them apart.

Before:
    kind: newspaper
After:
    kind: article

Mend: take one of the values that the report lists.
""",
    "unexpected-file": """
A file in a folder where no such file belongs.

Why: a file with a slip in its name or ending would silently be left out.

Before:
    data/person/flavia.yaml
After:
    data/people/flavia.yml

Mend: rename or move the file. Records end in `.yml`, archived texts in `.txt`, pages in `.md`.
""",
    "bad-id": """
An id is not made of a-z, 0-9 and hyphens, or is longer than 64 characters.

Why: an id is part of an address and of a file's name, on every system.

Before:
    id: Michael_marches!
After:
    id: michael-marches

Mend: write it in small letters with hyphens. It cannot begin with a hyphen.
""",
    "duplicate-id": """
Two records share one id, or ids that differ only in case.

Why: each id is one address. Statements and facts of all sources share one set of ids. People, organisations
and countries share another, since a speaker is named by id alone.

Before:
    - id: michael-marches        (in two sources)
After:
    - id: michael-marches
    - id: michael-marches-again

Mend: rename the newer one. An id that was published never changes.
""",
    "path-collision": """
Two pages would have the same address.

Why: only one of them could be read.

Before:
    content/countries.md        (the site makes countries/ itself)
After:
    content/about-countries.md

Mend: rename the page in `content/`, or the newer of the two records.
""",
    "raw-html": """
HTML in a Markdown page.

Why: HTML can carry scripts. Pages are Markdown, and everything else is shown as it stands.

Before:
    <b>proven</b>
After:
    **proven**

Mend: write it in Markdown. To show HTML, put it between backticks.
""",
    "markdown-refused": """
Markdown or front matter of a page cannot be shown as it was meant.

Why: what is silently left out is missed by nobody but the reader.

Before:
    ---
    title: About
    (and no second line ---)
After:
    ---
    title: About
    ---

Mend: the report says what it is: front matter has `title` and `description` only and is closed by `---`;
a code fence is closed; a citation stands in running text and not in a link or an address.
""",
    "markdown-too-heavy": """
A Markdown block is too nested or too long to be rendered safely.

Why: a few kilobytes of brackets can keep a renderer busy for a minute.

Before:
    [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ ...
After:
    shorter paragraphs without such runs

Mend: cut the paragraph, list or page in several.
""",
    "published-id-vanished": """
An id that was published is no longer there.

Why: others have linked to and cited its page. A record that was wrong keeps its page, and the page says so.

Before:
    (the statement michael-marches was deleted)
After:
    - id: michael-marches
      ...
      withdrawn: {date: 2026-01-10, reason: The speaker was another.}

Mend: bring the record back. Add `withdrawn`, `retracted` or, for law and privacy, `erased`.
""",
    "archive-changed": """
An archived text was changed after it was published.

Why: a quote is proven against the text as it was archived. Text and hash changed together prove nothing.

Before:
    seeds/strelsau-gazette.txt, edited, with a new sha256
After:
    seeds/strelsau-gazette.txt as it was, and seeds/strelsau-gazette-2.txt with `supersedes: strelsau-gazette`

Mend: bring the old text back. A new version of the page is a source of its own with `supersedes`.
""",
}.items()})
