"""`onrecord new`: each record stands `check` as it is written, and a new dossier builds."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from generator import disk, judging, orders, program
from generator.audit import audit
from generator.canonical import canonical
from generator.cli import main
from generator.config import SiteConfig, read_config
from generator.starting import starter

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the first dossier's data."""
    for name in ("data", "seeds", "content"):
        shutil.copytree(ROOT / name, tmp_path / "dossier" / name)
    return tmp_path / "dossier"


def new(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["-C", str(folder), "new", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def errors_of(folder: Path) -> list[str]:
    return [f"{d.span.file} {d.code}" for d in judging.read_and_judge(folder).diagnostics if d.severity == "error"]


@pytest.mark.parametrize("arguments, path, wanted", [
    (("person", "Jane Example", "--role", "Foreign Minister", "--country", "pl", "--represents", "--from", "2020-01-01"), "people/jane-example",
     ("name: Jane Example", "role: Foreign Minister", "country: pl", "dates: 2020-01-01/..", "represents: true", "# sort_name:", "Example, Jane")),
    (("person", "senior Ruritanian official", "--unnamed-in", "politico-deadlock-over-security-guarantees", "--anonymity", "No reason is given."),
     "people/senior-ruritanian-official", ("name: Senior Ruritanian official", "identified_by: description", "source: politico-")),
    (("organisation", "Example Times", "--alias", "the Times: daily", "--url", "https://example.org/", "--classification", "newspaper"), "organisations/example-times",
     ("name: Example Times", "aliases:", "url: https://example.org/")),
    (("country", "SE", "--alias", "Swedish", "--alias", "Stockholm"), "countries/se", ("aliases:", "Swedish")),
    (("country", "NO"), "countries/no", ("aliases: []", "# summary:")),
    (("event", "A meeting in Example", "--date", "2025-08", "--place", "Example", "--participant", "donald-trump"), "events/a-meeting-in-example",
     ("date: 2025-08", "participants: [donald-trump]")),
    (("question", "Would an example help?", "--short", "Example", "--stance", "yes=It would", "--stance", "no=It would not"), "questions/example",
     ("title: Would an example help?", "kind: ordered", "- id:", "label: It would not")),
])
def test_a_record_stands_check_as_it_is_written(folder: Path, arguments: tuple[str, ...], path: str, wanted: tuple[str, ...]) -> None:
    result = new(folder, *arguments)
    assert result.exit_code == 0, result.output
    file = folder / "data" / f"{path}.yml"
    text = file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../schema/")
    for words in wanted:
        assert words in text, text
    assert result.output.endswith(text)
    assert errors_of(folder) == []
    assert canonical(f"data/{path}.yml", file.read_bytes()).data == file.read_bytes()


@pytest.mark.parametrize("arguments, wanted", [
    (("person", "Karoline Leavitt"), ("already", "data/people/")),
    (("person", "NATO", "--id", "nato"), ("already", "data/organisations/")),
    (("person", "Jane Example", "--country", "pl"), ("--role",)),
    (("person", "Jane Example", "--role", "Minister", "--country", "se"), ("new country se",)),
    (("person", "Jane Example", "--role", "Minister", "--organisation", "examples"), ("new organisation",)),
    (("person", "Jane Example", "--role", "Minister", "--represents"), ("represents",)),
    (("person", "Jane Example", "--role", "Minister", "--country", "pl", "--from", "last spring"), ("date-not-edtf",)),
    (("person", "somebody", "--unnamed-in", "no-such-source"), ("unknown-reference",)),
    (("person", "東京"), ("--id",)),
    (("person", "Jane\u202eExample"), ("invisible-character",)),
    (("person", "Jane", "--id", "../../etc"), ("is no id",)),
    (("country", "xx"), ("unknown-country",)),
    (("country", "usa"), ("unknown-country",)),
    (("organisation", "X", "--url", "http://example.org/"), ("link-not-https",)),
    (("event", "X"), ("--date",)),
    (("question", "X?", "--short", "x", "--stance", "a=A"), ("--stance",)),
    (("question", "X?"), ("--short",)),
])
def test_what_check_would_refuse_is_not_written(folder: Path, arguments: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    before = sorted(folder.rglob("*"))
    result = new(folder, *arguments)
    assert result.exit_code == 2
    for words in wanted:
        assert words in result.output, result.output
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("arguments, missing, not_missing", [
    (("question", "Should it be built?"), ("--short", "--stance"), ()),
    (("question", "Should it be built?", "--stance", "yes=Yes"), ("--short", "--stance"), ()),
    (("question", "Should it be built?", "--short", "Bridge"), ("--stance",), ("--short",)),
    (("event", "The council meets"), ("--date",), ()),
])
def test_all_that_is_missing_is_told_at_once_with_a_call_that_works(
        folder: Path, arguments: tuple[str, ...], missing: tuple[str, ...], not_missing: tuple[str, ...]) -> None:
    result = new(folder, *arguments)
    message, help = result.output.strip().split("\n")
    assert result.exit_code == 2
    assert all(option in message for option in missing) and not any(option in message for option in not_missing)
    example = shlex.split(help.partition("as in onrecord new ")[2])
    assert new(folder, *example).exit_code == 0, help


def test_at_a_terminal_it_asks_for_what_is_missing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.commands.new.sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    result = CliRunner().invoke(main, ["-C", str(folder), "new", "question", "Should it be built?"], input="Bridge\nyes=It should\nno=No\n\n")
    assert result.exit_code == 0, result.output
    assert "label: It should" in (folder / "data/questions/bridge.yml").read_text("utf-8")


def test_a_key_that_is_written_is_not_listed_again(folder: Path) -> None:
    """What may stand in an empty list is told beside it."""
    new(folder, "country", "no")
    text = (folder / "data/countries/no.yml").read_text("utf-8")
    assert "aliases: [] # Names that a text uses for it" in text and text.count("aliases:") == 1 and "# summary:" in text


def test_a_folder_that_leads_elsewhere_is_not_written_to(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    shutil.rmtree(folder / "data" / "events")
    (folder / "data" / "events").symlink_to(tmp_path / "elsewhere")
    assert new(folder, "event", "X", "--date", "2025").exit_code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


# --- a new dossier ------------------------------------------------------------------------------------------------------


def test_a_new_dossier_builds_is_checked_and_audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "mine"
    result = CliRunner().invoke(main, ["new", "dossier", str(folder), "--title", "Bridges: a fiction", "--tool", "onrecord==0.1.0"])
    assert result.exit_code == 0, result.output
    checked = judging.read_and_judge(folder)
    assert checked.diagnostics == ()
    built = program.build(orders.Order(folder, tmp_path / "site", None, "mkdocs", tmp_path / "cache", 0, 1))
    assert isinstance(built, orders.Built)
    audited = audit(tmp_path / "site", folder / "seeds")
    assert audited.findings == ()
    home = (tmp_path / "site" / "index.html").read_text("utf-8")
    assert "This is fiction" in home and "Bridges: " in home
    for path in folder.glob("data/**/*.yml"):
        name = path.relative_to(folder).as_posix()
        assert canonical(name, path.read_bytes()).data == path.read_bytes(), name
    assert "onrecord==0.1.0" in (folder / "requirements.txt").read_text("utf-8")


def test_a_title_holds_no_quotation(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["new", "dossier", str(tmp_path / "mine"), "--title", "The “bridge”"])
    assert result.exit_code == 2 and "quotation marks" in result.output and not (tmp_path / "mine").exists()


def test_what_to_make_first_is_told_with_a_call_that_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # where no dossier is
    shutil.copytree(ROOT / "data", tmp_path / "my dossier" / "data")
    folder, arguments = tmp_path / "my dossier", ("person", "Jane Example", "--role", "Minister", "--country", "is")
    told = new(folder, *arguments).output
    result = CliRunner().invoke(main, shlex.split(told.partition("make it first: onrecord ")[2]))
    assert result.exit_code == 0 and new(folder, *arguments).exit_code == 0, told


@pytest.mark.parametrize("id, near", [("-jane", "jane"), ("Jane Example", "jane-example")])
def test_a_text_that_is_no_id_is_told_why(folder: Path, id: str, near: str) -> None:
    told = new(folder, "person", "Jane", f"--id={id}").output
    assert f"`{id}` is no id" in told and "does not begin with `-`" in told and f"did you mean `{near}`?" in told


def test_its_actions_are_those_that_this_repository_pins() -> None:
    """By the same hashes, so that one look keeps both in date; and nothing of a pull request is trusted with a token."""
    workflow = starter("A fiction")[".github/workflows/dossier.yml"].decode()
    own = "\n".join(path.read_text("utf-8") for path in (ROOT / ".github" / "workflows").glob("*.yml"))
    used = re.findall(r"uses: (\S+@[0-9a-f]{40} # v[\d.]+)", workflow)
    assert len(used) == workflow.count("uses:") == 4
    for one in used:
        assert one in own, one
    assert "pull_request_target" not in workflow and "secrets." not in workflow and "persist-credentials: false" in workflow


def test_a_new_dossier_says_that_it_is_fiction_and_names_no_origin_that_is_not_known() -> None:
    files = starter("A fiction")
    for path in ("README.md", "data/dossier.yml", "content/index.md"):
        assert re.search(r"fiction|made-up", files[path].decode()), path
    lines = [line for line in files["requirements.txt"].decode().splitlines() if not line.startswith("#")]
    assert all(re.match(r"onrecord @ git\+https://\S+@[0-9a-f]{40}", line) for line in lines)
    assert not any("@TITLE@" in data.decode() or "@SHA256@" in data.decode() for data in files.values())


def test_a_new_dossier_has_tabs_and_colours_for_light_and_dark() -> None:
    config = read_config(starter("A fiction")["mkdocs.yml"])
    assert isinstance(config, SiteConfig) and {"timeline/", "people/", "sources/"} <= {one.path for one in config.sections}
    assert len(config.palette) == 2


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine", "utf-8")
    result = CliRunner().invoke(main, ["new", "dossier", str(tmp_path / "mine")])
    assert result.exit_code == 2 and "nothing is overwritten" in result.output
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_files_are_added_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("there", "utf-8")
    with pytest.raises(disk.NotWritten, match="b.txt"):
        disk.add_files(tmp_path, {"a.txt": b"new", "b.txt": b"new"})
    assert not (tmp_path / "a.txt").exists() and (tmp_path / "b.txt").read_text("utf-8") == "there"
    with pytest.raises(disk.PublishError):
        disk.add_files(tmp_path, {"../a.txt": b"new"})
