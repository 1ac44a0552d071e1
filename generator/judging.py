"""From a folder to the faults in it: the plain way, which reads, places and judges everything at once.

What it needs is imported when it runs, so that a command that needs little starts quickly.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from .frozen import dataclass, replace

if TYPE_CHECKING:
    from .config import SiteConfig
    from .diagnostics import Diagnostic
    from .disk import Files
    from .resolved import Proof
    from .rules import Case

_PACKAGE = Path(__file__).resolve().parent
# Where the tool's own mkdocs.yml and overrides/ stand: in an installed copy within the package (setup.py), else beside it.
HOUSE = _PACKAGE / "house" if (_PACKAGE / "house").is_dir() else _PACKAGE.parent


class WrongUse(Exception):
    """Something outside of the data is wrong: what was asked for, or what is installed. Not a fault of the dossier."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message, help)
        self.message, self.help = message, help


@dataclass(frozen=True, slots=True)
class Checked:
    """A dossier that was read and judged: its files, its case, and every fault found."""

    files: Files
    case: Case
    config: SiteConfig | None  # None where mkdocs.yml has faults, which are among the diagnostics
    diagnostics: tuple[Diagnostic, ...]

    def with_more(self, more: tuple[Diagnostic, ...]) -> Checked:
        """The same with more faults, in order of place."""
        from .diagnostics import in_order

        return replace(self, diagnostics=in_order((*self.diagnostics, *more)))

    def text_of(self, name: str) -> str | None:
        """The text of a file of the dossier, for the lines of a report; None where there is none to show."""
        return text_of(self.files, name)


def text_of(files: Files, name: str) -> str | None:
    """The text of a file of the dossier, for the lines of a report; None where there is none to show."""
    data = files.config if name == "mkdocs.yml" else files.data.get(name, files.content.get(name))
    if data is None and name.startswith("seeds/"):
        data = files.seeds.get(name.removeprefix("seeds/").removesuffix(".txt"))
    return None if data is None else data.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in a dossier. `proof`: what was proven; None where there is an error."""

    diagnostics: tuple[Diagnostic, ...]
    text_of: Callable[[str], str | None]
    proof: Proof | None


def refused(checked: Checked) -> Verdict:
    """The plain way's report of a dossier in which bundle by bundle an error was met. It is our own bug where only one of the two ways meets one."""
    from .diagnostics import has_errors

    if not has_errors(checked.diagnostics):
        raise RuntimeError("an error was met bundle by bundle that the whole dossier does not have")
    return Verdict(checked.diagnostics, checked.text_of, None)


def read_and_judge(folder: Path) -> Checked:
    """Read a dossier, place its words, and judge it by every rule."""
    from . import disk

    return judge_plainly(*disk.read_dossier(folder))


def judge_plainly(files: Files, faults: tuple[Diagnostic, ...]) -> Checked:
    """Place the words of a dossier that was read, and judge it by every rule. `faults`: those of the reading."""
    from . import proof, rules
    from .content import read_content
    from .countries import country_names
    from .diagnostics import in_order
    from .reading import read_records

    records, misread = read_records(files.data)
    names = country_names(records.dossier.record.languages if records.dossier else ("en",))
    proofs = proof.prove_sources(records, files.seeds, proof.names_by_language(records))
    content, ill_written = read_content(files.content)
    case = rules.Case(proofs, content, names, frozenset(files.seeds))
    config, misconfigured = config_of(files)
    return Checked(files, case, config, in_order((*faults, *misread, *ill_written, *misconfigured, *rules.check(case))))


def changed_since(folder: Path, revision: str, checked: Checked) -> tuple[Diagnostic, ...]:
    """What vanished or changed since a published revision."""
    from . import disk
    from .reading import read_records
    from .rules.against import compare, published

    old = disk.files_at(folder, revision)
    if isinstance(old, disk.NoHistory):
        raise WrongUse(f"--against {revision}: {old.message}", "name a commit, branch or tag, such as origin/main")
    data, seeds = old
    return compare(published(read_records(data)[0], seeds), checked.case.records, checked.files.seeds)


def config_of(files: Files) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    """The configuration of a dossier's site, the tool's own where it brings none; or every fault of it."""
    from .config import read_config
    from .disk import own_config

    config = read_config(files.config if files.config is not None else own_config(HOUSE))
    return (None, config) if isinstance(config, tuple) else (config, ())


def at_address(config: SiteConfig, base_url: str | None) -> SiteConfig:
    """The configuration of the site, at another address where one is given. Raises WrongUse for an address that is none."""
    from .config import address_fault
    from .engine import with_base_url

    if base_url is None:
        return config
    fault = address_fault(base_url)
    if fault:
        raise WrongUse(f"--base-url {base_url}: {fault}", "give an https address such as https://example.org/dossier/")
    return with_base_url(config, base_url)
