"""The steps of a build, from a folder to what can be published. `cli` calls them in order.

What a step needs is imported when it runs, so that a command that needs little starts quickly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .config import SiteConfig
    from .diagnostics import Diagnostic
    from .disk import Files
    from .engine import BuiltFrames
    from .reading import Records
    from .rules import Case

HOUSE = Path(__file__).resolve().parent.parent  # where the tool's own mkdocs.yml and overrides/ stand


class WrongUse(Exception):
    """Something outside of the data is wrong: what was asked for, or what is installed. Not a fault of the dossier."""

    def __init__(self, message: str, help: str = "") -> None:
        super().__init__(message)
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
        data = self.files.config if name == "mkdocs.yml" else self.files.data.get(name, self.files.content.get(name))
        if data is None and name.startswith("seeds/"):
            data = self.files.seeds.get(name.removeprefix("seeds/").removesuffix(".txt"))
        return None if data is None else data.decode("utf-8", "replace")


def read_and_judge(folder: Path) -> Checked:
    """Read a dossier, place its words, and judge it by every rule."""
    from . import disk, proof, rules
    from .content import read_content
    from .countries import country_names
    from .diagnostics import in_order
    from .reading import read_records

    files, faults = disk.read_dossier(folder)
    records, misread = read_records(files.data)
    names = country_names(_languages(records))
    proofs = proof.prove(records, files.seeds, names)
    content, ill_written = read_content(files.content)
    case = rules.Case(proofs, content, names, frozenset(files.seeds))
    config, misconfigured = _config(files)
    return Checked(files, case, config, in_order((*faults, *misread, *ill_written, *misconfigured, *rules.check(case))))


def frames(files: Files, config: SiteConfig, engine: str, keys: frozenset[tuple[str, int]],
           cache: Path) -> tuple[BuiltFrames, Mapping[str, bytes]]:
    """The frames, from the cache folder where nothing that they depend on changed, and the files of the chrome.

    Raises WrongUse where the engine fails: it is the theme or the installation that is at fault.
    """
    from . import disk
    from .engine import EngineFault, FrameSpec, build_frames, built_from_plain, fingerprint, overrides_of

    files_of_chrome = files.overrides or disk.own_overrides(HOUSE)
    overrides = overrides_of(files_of_chrome)
    specs = tuple(FrameSpec(section, depth) for section, depth in sorted(keys))
    print_of = fingerprint(engine, config, overrides, specs)
    if isinstance(print_of, EngineFault):
        raise WrongUse(print_of.message, print_of.help)
    kept = cache / f"frames-{print_of[:16]}"
    built = built_from_plain(disk.read_cached(kept, print_of))
    if built is None:
        built_or_fault = build_frames(engine, config, overrides, disk.work_folder(cache), specs)
        if isinstance(built_or_fault, EngineFault):
            raise WrongUse(f"{built_or_fault.message}\n{built_or_fault.detail}".rstrip(), built_or_fault.help)
        built = built_or_fault
        disk.write_cached(kept, print_of, built.plain())
    return built, files_of_chrome


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


def _languages(records: Records) -> tuple[str, ...]:
    """The languages of the site and of its sources: in these countries may be named."""
    own = records.dossier.record.languages if records.dossier else ("en",)
    return tuple(dict.fromkeys((*own, *(e.record.language for e in records.by_kind["sources"].values()))))


def _config(files: Files) -> tuple[SiteConfig | None, tuple[Diagnostic, ...]]:
    from .config import read_config
    from .disk import own_config

    config = read_config(files.config if files.config is not None else own_config(HOUSE))
    return (None, config) if isinstance(config, tuple) else (config, ())


def site_config(checked: Checked, base_url: str | None) -> SiteConfig:
    """The configuration of the site, at another address where one is given. Raises WrongUse for an address that is none."""
    from .config import address_fault
    from .engine import with_base_url

    assert checked.config is not None
    if base_url is None:
        return checked.config
    fault = address_fault(base_url)
    if fault:
        raise WrongUse(f"--base-url {base_url}: {fault}", "give an https address such as https://example.org/dossier/")
    return with_base_url(checked.config, base_url)
