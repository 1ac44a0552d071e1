"""What a change means: pages said to change are the pages that change, and what is said of positions, statements and faults is so."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator import comparing, difference_report, judging, orders, program
from generator.canonical import canonical
from generator.difference import Difference, PositionChange
from generator.unchanged import tool_print

HERE = Path(__file__).parent
RURITANIA = HERE / "dossiers/ruritania"
SEEDS = range(8)


def load(file: Path) -> Any:
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)


def save(file: Path, value: Any) -> None:
    path = "/".join(("data", *file.parts[len(file.parts) - 1 - file.parts[::-1].index("data") + 1:]))
    text = yaml.dump(value, allow_unicode=True, sort_keys=False, default_style='"')
    formed = canonical(path, text.encode("utf-8"))
    assert formed.data is not None, formed.diagnostics
    file.write_bytes(formed.data)


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RURITANIA, tmp_path / "dossier"))


def copied(folder: Path, name: str) -> Path:
    """The state of a dossier put aside."""
    return Path(shutil.copytree(folder, folder.parent / name))


def compared(base: Path, head: Path, cache: Path) -> Difference:
    bench = comparing.Bench(head, cache, tool_print(), 1)
    return comparing.compare(comparing.state_of(str(base), head), comparing.state_of(str(head), head), bench)


def built(folder: Path, out: Path, cache: Path) -> dict[str, bytes] | None:
    """The pages of the site by address; None where there are errors."""
    done = program.build(orders.Order(folder, out, None, "mkdocs", cache, 0, 1, with_search=False))
    if not isinstance(done, orders.Built):
        return None
    return {path.relative_to(out).as_posix().removesuffix("index.html"): path.read_bytes() for path in out.rglob("*.html")}


# --- pages said to change are the pages that change ---


def any_of(chance: random.Random, folder: Path, kind: str) -> Path:
    return chance.choice(sorted((folder / "data" / kind).glob("*.yml")))


def edit_statement(change: Callable[[random.Random, dict[str, Any]], None], kind: str = "statements") -> Callable[[random.Random, Path], None]:
    def edit(chance: random.Random, folder: Path) -> None:
        file = chance.choice([f for f in sorted((folder / "data/sources").glob("*.yml")) if kind in load(f)])
        value = load(file)
        change(chance, chance.choice(value[kind]))
        save(file, value)

    return edit


def edit_record(kind: str, change: Callable[[random.Random, dict[str, Any]], None]) -> Callable[[random.Random, Path], None]:
    def edit(chance: random.Random, folder: Path) -> None:
        file = folder / "data/dossier.yml" if kind == "dossier" else any_of(chance, folder, kind)
        value = load(file)
        change(chance, value)
        save(file, value)

    return edit


def drop_statement(chance: random.Random, folder: Path) -> None:
    file = chance.choice([f for f in sorted((folder / "data/sources").glob("*.yml")) if len(load(f).get("statements", ())) > 1])
    value = load(file)
    value["statements"].pop(chance.randrange(len(value["statements"])))
    save(file, value)


def write_page(chance: random.Random, folder: Path) -> None:
    (folder / f"content/page-{chance.randrange(3)}.md").write_text(f"# A page\n\nIt has the number {chance.random()}.\n", "utf-8")


def another_stance(chance: random.Random, value: dict[str, Any]) -> None:
    for question, answer in value.get("answers", {}).items():
        stances = [one["id"] for one in load(RURITANIA / f"data/questions/{question}.yml")["scale"]["stances"]]
        value["answers"][question] = {**answer, "stance": chance.choice(stances)} if isinstance(answer, dict) else chance.choice(stances)


NOTICE = {"date": "1933-07-06", "reason": "It was a mistake."}
EDITS: dict[str, Callable[[random.Random, Path], None]] = {
    "stance": edit_statement(another_stance),
    "stance of a fact": edit_statement(another_stance, "facts"),
    "venue": edit_statement(lambda chance, one: one.update(venue="The market")),
    "said": edit_statement(lambda chance, one: one.update(said=f"1933-06-{chance.randrange(1, 12):02}")),
    "withdrawn": edit_statement(lambda chance, one: one.update(withdrawn=NOTICE)),
    "retracted": edit_statement(lambda chance, one: one.update(retracted=NOTICE)),
    "correction": edit_statement(lambda chance, one: one.update(corrections=[NOTICE])),
    "dropped": drop_statement,
    "name": edit_record("people", lambda chance, one: one.update(name=f"{one['name']} {chance.choice('XYZ')}.")),
    "alias": edit_record("people", lambda chance, one: one.update(aliases=[*one.get("aliases", []), "The Nameless"])),
    "office": edit_record("people", lambda chance, one: one.update(memberships=[{"role": "Herald", "organisation": "royal-council", "dates": "1930/..", "represents": "true"}])),
    "question": edit_record("questions", lambda chance, one: one.update(short=f"{one['short']}!")),
    "stance label": edit_record("questions", lambda chance, one: chance.choice(one["scale"]["stances"]).update(label="Something else")),
    "organisation": edit_record("organisations", lambda chance, one: one.update(name=f"{one['name']} (old)")),
    "members": edit_record("organisations", lambda chance, one: one.update(members=["royal-guard"])),
    "event": edit_record("events", lambda chance, one: one.update(date="1933-06-05", place="Zenda")),
    "source": edit_record("sources", lambda chance, one: one.update(title=f"{one['title']} again", note="Read twice.")),
    "title": edit_record("dossier", lambda chance, one: one.update(title=f"{one['title']} II")),
    "page": write_page,
}


@pytest.mark.parametrize("seed", SEEDS)
def test_pages_said_to_change_are_the_pages_that_change(seed: int, dossier: Path, cache: Path) -> None:
    chance = random.Random(seed)
    before = built(dossier, dossier.parent / "before", cache)
    assert before is not None
    told = 0
    for number in range(2):
        base = copied(dossier, f"base-{number}")
        names = chance.sample(sorted(EDITS), chance.choice((1, 1, 2)))
        for name in names:
            EDITS[name](chance, dossier)
        after = built(dossier, dossier.parent / f"after-{number}", cache)
        found = compared(base, dossier, cache)
        if after is None:
            assert found.pages is None and any(one.severity == "error" for one in found.faults), names
            shutil.rmtree(dossier)
            shutil.copytree(base, dossier)
            continue
        assert found.pages is not None, (names, found.faults)
        assert set(found.pages.added) == after.keys() - before.keys(), names
        assert set(found.pages.removed) == before.keys() - after.keys(), names
        changed = {path for path in before.keys() & after.keys() if before[path] != after[path]}
        said = before.keys() & after.keys() if found.pages.frame else set(found.pages.changed)
        assert said == changed, names
        assert found.pages.total == len(after)
        told += len(changed)
        before = after
    assert told, "no edit of this seed led to a page"


def test_what_a_build_and_a_comparison_left_behind_changes_nothing_of_what_is_said(dossier: Path, tmp_path: Path) -> None:
    base = copied(dossier, "base")
    edit(dossier, "data/people/osric-helsing.yml", ("name: Osric Helsing", "name: Osric von Helsing"))
    fresh = compared(base, dossier, tmp_path / "one")
    assert compared(base, dossier, tmp_path / "one") == fresh
    program.build(orders.Order(dossier, dossier / "site", None, "mkdocs", tmp_path / "two", 0, 1, with_search=False))
    assert compared(base, dossier, tmp_path / "two") == fresh
    assert compared(base, dossier, tmp_path / "two") == fresh
    assert fresh.pages is not None and 0 < len(fresh.pages.changed) < fresh.pages.total


# --- what is said ---


def edit(folder: Path, file: str, *changes: tuple[str, str]) -> None:
    text = (folder / file).read_text("utf-8")
    for old, new in changes:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        text = text.replace(old, new)
    (folder / file).write_text(text, "utf-8")


COUNCIL, RADIO, PROCLAMATION = (f"data/sources/{name}.yml" for name in ("council-meeting", "radio-noon", "interregnum-proclamation"))


def said(base: Path, dossier: Path, cache: Path) -> tuple[Difference, str]:
    found = compared(base, dossier, cache)
    return found, difference_report.markdown(found)


def test_a_position_that_changes_is_told_with_what_made_it(dossier: Path, cache: Path) -> None:
    base = copied(dossier, "base")
    edit(dossier, PROCLAMATION, ("stance: regency", "stance: michael"))
    found, text = said(base, dossier, cache)
    assert found.positions == (PositionChange(
        "royal-council", "Royal Council", "crown", "Crown", "Nobody yet: a regent, on the condition: until the High Court has ruled",
        "Duke Michael, on the condition: until the High Court has ruled", found.positions[0].because),)  # type: ignore[index]
    (reason,) = found.positions[0].because
    assert (reason.kind, reason.id, reason.what) == ("statement", "proclamation-regent", "changed") and "1933-06-20" in reason.told
    assert "**Royal Council, Crown**: Nobody yet: a regent, on the condition: until the High Court has ruled → Duke Michael, on" in text
    assert "because of `proclamation-regent` (Proclamation of the Royal Council, 1933-06-20), which is changed" in text
    assert "1 statement changed; 1 position changes; " in text.splitlines()[0]
    assert "`answers.crown.stance`: regency → michael" in text and f"`{PROCLAMATION}:" in text


def test_added_removed_corrected_and_withdrawn_are_told_apart(dossier: Path, cache: Path) -> None:
    base = copied(dossier, "base")
    edit(dossier, COUNCIL, ("    quote: The soup was the best of the arguments\n", "    quote: the best of the arguments\n    paraphrase: Helsing praised “the best of the arguments”.\n"))
    edit(dossier, RADIO, ("  - id: league-opens-gates\n", "  - id: league-opens-gates\n    withdrawn:\n      date: 1933-07-04\n      reason: Keyed twice.\n"))
    (dossier / "data/people/hans.yml").write_text("name: Hans\n", "utf-8")
    found, text = said(base, dossier, cache)
    told = {(one.kind, one.id): one.what for one in found.records}
    assert told == {("statements", "helsing-the-soup"): "corrected", ("statements", "league-opens-gates"): "withdrawn", ("people", "hans"): "added"}
    assert "1 quotation corrected" in text and "1 statement withdrawn" in text and "1 person added" in text


def test_a_statement_that_is_gone_is_a_fault_and_an_archive_that_differs_too(dossier: Path, cache: Path) -> None:
    base = copied(dossier, "base")
    value = load(dossier / COUNCIL)
    value["statements"] = [one for one in value["statements"] if one["id"] != "helsing-the-soup"]
    save(dossier / COUNCIL, value)
    seed = dossier / "seeds/radio-noon.txt"
    seed.write_bytes(seed.read_bytes() + b"\n")
    found, text = said(base, dossier, cache)
    assert {"published-id-vanished", "archive-changed", "archive-hash-mismatch"} <= {one.code for one in found.faults}
    assert found.pages is None and found.positions is None
    assert [(one.path, one.what) for one in found.archives] == [("seeds/radio-noon.txt", "changed")]
    assert "statement `helsing-the-soup` removed" in text and "1 archived text changed" in text and "can be told when the errors are mended" in text


def test_what_follows_for_statements_that_nobody_edited(dossier: Path, cache: Path) -> None:
    base = copied(dossier, "base")
    edit(dossier, "data/people/osric-helsing.yml", ("name: Osric Helsing", "name: Osric von Helsing"))
    found, _ = said(base, dossier, cache)
    assert found.following is not None
    assert {"helsing-no-bell", "helsing-the-soup"} <= {one.id for one in found.following}
    assert all(field.field == "speaker_name" for one in found.following for field in one.fields if one.id.startswith("helsing"))


def test_nothing_changes(dossier: Path, cache: Path) -> None:
    found, text = said(copied(dossier, "base"), dossier, cache)
    assert text == "**No page changes.**\n\nNot listed, since there before: 1 warning in 1 file.\n"
    assert not (found.records or found.positions or found.archives or found.content or found.faults) and len(found.old_faults) == 1


BROKEN = {"no YAML": b"title: [", "no file": None, "not UTF-8": b"\xff\xfe\x00", "wrong key": b"titel: x\n", "empty": b""}


@pytest.mark.parametrize("side", ["base", "head"])
@pytest.mark.parametrize("fault", BROKEN)
def test_a_side_with_faults_is_told_as_far_as_can_be(fault: str, side: str, dossier: Path, cache: Path) -> None:
    base = copied(dossier, "base")
    for name in ("data/dossier.yml", RADIO, "data/people/osric-helsing.yml"):
        file = (base if side == "base" else dossier) / name
        if BROKEN[fault] is None:
            file.unlink()
        else:
            file.write_bytes(BROKEN[fault])
    edit(dossier, COUNCIL, ("coronation: at-once", "coronation: after-inquiry"))
    found, text = said(base, dossier, cache)
    assert found.pages is None and found.positions is None and found.following is None
    assert ("statements", "strakencz-at-once") in {(one.kind, one.id) for one in found.records}
    if fault != "no file":  # what cannot be read is neither added nor removed
        assert not [one for one in found.records if one.what in ("added", "removed")]
    assert ("in `" in text and "itself" in text) if side == "base" else "when the errors are mended" in text
    assert json.loads(difference_report.json(found))["pages"] is None


HOSTILE = ("@octocat https://evil.example www.evil.example a@evil.example #1 GH-1 owner/repo#2 ![x](https://evil.example) [y](javascript:z) <img src=x> &lt; `c` ```d``` "
           "**b** _i_ ~s~ |t| $m$ \\ <!-- mailto:a@b.example 0123456789abcdef0123456789abcdef01234567")


def test_what_contributors_write_is_no_markup(dossier: Path, cache: Path) -> None:
    base = copied(dossier, "base")
    value = load(dossier / COUNCIL)
    value["statements"][0]["venue"] = HOSTILE
    value["statements"][1]["venue"] = "- list\n\n# heading\n| a | b |\n1. one"
    value["statements"][2]["venue"] = "1. one"
    value["statements"][2]["audience"] = "+ plus"
    save(dossier / COUNCIL, value)
    (dossier / "content/@octocat `x`.md").write_text("# A page\n", "utf-8")
    _, text = said(base, dossier, cache)
    assert "heading" in text and "octocat" in text
    outside = "".join(_live(text))
    for live in ("@octocat", "@evil", "@b.", "https://", "www.evil", "GH-1", "#1", "#2", "![", "[", "](", "<img", "<!--", "**b", "_i_", "~", "|", "$", "mailto:", "&lt", "0123456"):
        assert live not in outside.replace("<details>", "").replace("\n#### ", ""), live
    assert all(line.startswith(("**", "#### ", "- ", "  - ", "<details>", "</details>", "Not listed", "Which positions")) or not line for line in text.splitlines())
    assert not any(line.startswith(("  - 1. ", "- 1. ")) for line in text.splitlines())


def _live(text: str) -> Iterator[str]:
    """What may be markup: outside of code, and no escaped sign. A run of backticks opens it, the next run as long ends it (CommonMark 6.1)."""
    at = 0
    while at < len(text):
        if text[at] == "\\":
            yield " "
            at += 2
        elif text[at] == "`":
            length = len(text[at:]) - len(text[at:].lstrip("`"))
            fence = "`" * length
            end = at + length
            while not (text.startswith(fence, end) and text[end - 1] != "`" and text[end + length:end + length + 1] != "`"):
                end += 1
            at = end + length
            yield " "
        else:
            yield text[at]
            at += 1


def test_a_long_difference_is_cut_and_says_so(dossier: Path, cache: Path) -> None:
    base = copied(dossier, "base")
    for number in range(700):
        (dossier / f"data/people/nobody-{number:04}.yml").write_text(f"name: {'Nobody ' * 30}{number}\n", "utf-8")
    found, text = said(base, dossier, cache)
    assert len(text) <= 65_536 - 5_000
    assert "more; `onrecord diff --format json` gives them all" in text and "700 people added" in text
    assert len(json.loads(difference_report.json(found))["records"]) == 700


# --- the command ---


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-C", str(folder), *arguments], check=True, capture_output=True, timeout=60)


def diff(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    import sys
    return subprocess.run([sys.executable, "-m", "generator", "-C", str(folder), "diff", *arguments], cwd=HERE.parent, capture_output=True, text=True, timeout=120,
                          check=False)


def test_revisions_and_folders_say_the_same(dossier: Path) -> None:
    repository = dossier.parent
    base = copied(dossier, "base")
    git(repository, "init", "-q")
    git(repository, "add", "dossier")
    git(repository, "commit", "-qm", "one")
    edit(dossier, COUNCIL, ("coronation: at-once", "coronation: after-inquiry"))
    edit(dossier, PROCLAMATION, ("stance: regency", "stance: michael"))
    from_git, from_folder = (json.loads(diff(dossier, where, "--format", "json").stdout) for where in ("HEAD", str(base)))
    assert from_git.pop("base") == "HEAD" and from_folder.pop("base") == str(base)
    assert from_git == from_folder and from_git["positions"] and from_git["pages"]["changed"]
    git(repository, "commit", "-qam", "two")
    between = json.loads(diff(dossier, "HEAD~1", "HEAD", "--format", "json").stdout)
    assert {**between, "head": from_git["head"], "base": 0} == {**from_git, "base": 0}


def test_exit_codes(dossier: Path) -> None:
    base = copied(dossier, "base")
    assert diff(dossier, str(base)).returncode == 0
    edit(dossier, COUNCIL, ("coronation: at-once", "coronation: sometime"))
    run = diff(dossier, str(base))
    assert run.returncode == 1 and "`unknown-stance` at `data/sources/council-meeting.yml:" in run.stdout
    for wrong in ("no-such-revision", "--upload-pack=x"):
        run = diff(dossier, "--", wrong)
        assert run.returncode == 2 and "help: name a folder" in run.stderr and "Traceback" not in run.stderr


def test_a_revision_is_read_as_a_folder_is(dossier: Path) -> None:
    """Links are refused, hidden files passed over, files elsewhere not read."""
    (dossier / "data/people/link.yml").symlink_to("/etc/passwd")
    (dossier / "data/.hidden.yml").write_text("x: [", "utf-8")
    (dossier / "seeds/odd.pdf").write_bytes(b"%PDF")
    git(dossier, "init", "-q")
    git(dossier, "add", "-A")
    git(dossier, "commit", "-qm", "one")
    from generator import disk

    at, there = disk.dossier_at(dossier, "HEAD"), disk.read_dossier(dossier)
    assert not isinstance(at, disk.NoHistory)
    assert at[1] == there[1] and len(at[1]) == 2
    assert all(dict(getattr(at[0], name)) == dict(getattr(there[0], name)) for name in ("data", "seeds", "content", "overrides"))
    assert {path: one.digest for path, one in at[0].signatures.items()} == {path: one.digest for path, one in there[0].signatures.items()}


@pytest.mark.parametrize("where, told", [("elsewhere", "elsewhere: this folder is no dossier, since it has no data/"), ("", "nothing is named to compare with")])
def test_what_is_no_dossier_is_not_compared(where: str, told: str, dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else every record of the one would be told as added or gone."""
    monkeypatch.chdir(tmp_path)
    Path("elsewhere").mkdir()
    with pytest.raises(judging.WrongUse, match=told):
        comparing.state_of(where, dossier)
