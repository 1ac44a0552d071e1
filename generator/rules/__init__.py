"""The checks: one fault, one file. `quote_mid_word.py` finds `quote-mid-word`, and its docstring is that code's manual.

A rule is a module with a function (seldom two) named for what it looks at; the runner goes
once through everything and hands it to all rules of that name:

| function | is given |
|---|---|
| `keyed(keyed, source, case)` | archived words that a record claims, and where they stand |
| `words(words, source, case)` | the words of a statement in one source that carries them: its own, or one of `also_in` |
| `statement(statement, source, case)` | a statement whose words were looked for in its own source |
| `fact(fact, source, case)` | a fact whose evidence was looked for |
| `source(source, case)` | a source and all that was placed in it |
| `record(entry, case)` | a record of any kind |
| `reference(entry, path, kinds, id, case)` | an id that a record names, and the kinds of record that it may be |
| `value(value, case)` | a text that holds what the module's `HOLDS` lists: `edtf`, `prose`, `words`, `name`, `link`, `language`, `stance` |
| `page(path, page, case)` | a page of `content/` |
| `dossier(case)` | everything |

A module with `value` may have `concerns(text)` too, a quick look: False where the rule has nothing to say of such a text.

Each yields `Diagnostic`s of its own code only. A module without such a function is shared by rules.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType, ModuleType

from ..cases import SourceCase
from ..diagnostics import CODES, Diagnostic, in_order
from ..model import Refers
from ..reading import Entry
from .case import Case, Value
from .manuals import MANUALS
from .planted import PLANTED, Unsound, self_test

__all__ = ["HOOKS", "PLANTED", "Case", "Unsound", "check", "check_others", "check_sources", "explain", "hooks_of", "load", "rules", "self_test_of_rules"]

HOOKS = ("keyed", "words", "statement", "fact", "source", "record", "reference", "value", "page", "dossier")

Found = Iterator[Diagnostic]


@cache
def rules() -> Mapping[str, ModuleType]:
    """The rule of each code, sorted by code."""
    found = {}
    for name in _modules():
        module = importlib.import_module(f"{__name__}.{name}")
        if hooks_of(module):
            found[name.replace("_", "-")] = module
    return MappingProxyType({code: found[code] for code in sorted(found)})


def _modules() -> list[str]:
    """The names of the modules beside this one, sorted. Not by `pkgutil`, which brings the compiler's modules along."""
    return sorted(name.removesuffix(".py") for name in os.listdir(os.path.dirname(__file__)) if name.endswith(".py") and not name.startswith("__"))


def hooks_of(module: ModuleType) -> tuple[str, ...]:
    """The names of the functions that make a module a rule; none for a module that rules share."""
    return tuple(name for name in HOOKS if getattr(getattr(module, name, None), "__module__", "") == module.__name__)


def check(case: Case) -> tuple[Diagnostic, ...]:
    """Every fault that a rule finds, in order of place.

    Raises `Unsound` where a planted false quotation is accepted: that is our own bug.
    """
    self_test_of_rules()
    return _judge(case)


def self_test_of_rules() -> int:
    """Judge the planted dossier; see `planted.self_test`."""
    return self_test(_judge)


def _judge(case: Case) -> tuple[Diagnostic, ...]:
    return in_order((*check_sources(case), *check_others(case)))


def check_sources(case: Case, only: Collection[str] | None = None) -> tuple[Diagnostic, ...]:
    """Every fault in the sources of the case, or in those with these ids, and in what was placed in them. Needs no source that these do not name."""
    by_hook, entries, placed = _by_hook(), case.records.by_kind["sources"], case.proofs.sources
    ids = list(entries) if only is None else sorted(only)
    return in_order((*_sources([placed[id] for id in ids], case, by_hook), *_records(case, [entries[id] for id in ids], by_hook)))


def check_others(case: Case) -> tuple[Diagnostic, ...]:
    """Every fault in the other records and in the pages, and those that only the whole dossier shows."""
    by_hook = _by_hook()
    entries = [e for kind, of_kind in case.records.by_kind.items() if kind != "sources" for e in of_kind.values()]
    entries += [case.records.dossier] if case.records.dossier else []
    return in_order([*_records(case, entries, by_hook), *_pages(case, by_hook), *(d for rule in by_hook["dossier"] for d in rule(case))])


def explain(code: str) -> str:
    """The manual of a code: what it means, why, an example, how to mend. Raises KeyError for an unknown code."""
    entry = CODES[code]
    rule = rules().get(code)
    manual = (rule.__doc__ or "") if rule else MANUALS[code]
    return f"{code} ({entry.severity})\n\n{manual.strip()}\n"


def load() -> None:
    """Load all rules."""
    _by_hook()
    _by_holding()


@cache
def _by_hook() -> Mapping[str, tuple[Callable[..., Found], ...]]:
    return MappingProxyType({hook: tuple(getattr(m, hook) for m in rules().values() if hook in hooks_of(m)) for hook in HOOKS})


@cache
def _by_holding() -> Mapping[str, tuple[tuple[Callable[[str], bool] | None, Callable[..., Found]], ...]]:
    """The rules for texts that hold something, each behind the quick look that it asks for, if any."""
    found: dict[str, list[tuple[Callable[[str], bool] | None, Callable[..., Found]]]] = {}
    for module in rules().values():
        for what in getattr(module, "HOLDS", ()):
            found.setdefault(what, []).append((getattr(module, "concerns", None), module.value))
    return MappingProxyType({what: tuple(functions) for what, functions in found.items()})


def _sources(sources: Iterable[SourceCase], case: Case, by_hook: Mapping[str, tuple[Callable[..., Found], ...]]) -> Found:
    for source in sources:
        for rule in by_hook["source"]:
            yield from rule(source, case)
        for keyed in source.claimed:
            if keyed.fault is not None:
                for rule in by_hook["keyed"]:
                    yield from rule(keyed, source, case)
        for words in source.words:
            for rule in by_hook["words"]:
                yield from rule(words, source, case)
        for statement in source.statements:
            for rule in by_hook["statement"]:
                yield from rule(statement, source, case)
        for fact in source.facts:
            for rule in by_hook["fact"]:
                yield from rule(fact, source, case)


def _records(case: Case, entries: Iterable[Entry], by_hook: Mapping[str, tuple[Callable[..., Found], ...]]) -> Found:
    holding = _by_holding()
    for entry in entries:
        for rule in by_hook["record"]:
            yield from rule(entry, case)
        for path, mark, text in case.marks_of(entry):
            if type(mark) is Refers:
                for rule in by_hook["reference"]:
                    yield from rule(entry, path, mark.kinds, text, case)
                continue
            for concerns, rule in holding.get(mark.what, ()):
                if concerns is None or concerns(text):
                    yield from rule(Value(entry, path, mark.what, text), case)


def _pages(case: Case, by_hook: Mapping[str, tuple[Callable[..., Found], ...]]) -> Found:
    for path in sorted(case.content):
        for rule in by_hook["page"]:
            yield from rule(path, case.content[path], case)
