"""What was read comes back from plain values as it was; and what that needs to be imported."""

from __future__ import annotations

import marshal
import pickle
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from generator import config, content
from generator.model import KINDS, Country, Membership, Person, Statement, marked
from generator.reading import from_plain, read_file, to_plain
from generator.reading.nodes import Fields, Items, Node

ROOT = Path(__file__).resolve().parent.parent
DOSSIERS = (ROOT, ROOT / "tests/dossiers/ruritania", ROOT / "tests/dossiers/base", ROOT / "tests/corpus/arn-bridge")
FILES = [(dossier, path.relative_to(dossier).as_posix()) for dossier in DOSSIERS for path in sorted((dossier / "data").rglob("*.yml"))]
PERSON = "data/people/rudolf.yml"


def paths_in(node: Node, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inner: list[tuple[str | int, Node]] = []
    if isinstance(node, Fields):
        inner = [(key, value) for key, (_, value) in node.entries.items()]
    elif isinstance(node, Items):
        inner = list(enumerate(node.items))
    return [path, *(found for step, value in inner for found in paths_in(value, (*path, step)))]


@pytest.mark.parametrize(("dossier", "path"), FILES)
def test_an_entry_comes_back_as_it_was(dossier: Path, path: str) -> None:
    data = (dossier / path).read_bytes()
    entry = read_file(path, data).entry
    assert entry is not None
    back = from_plain(marshal.loads(marshal.dumps(to_plain(entry))), lambda: data)
    assert back == entry and repr(back) == repr(entry) and marked(back.record) == marked(entry.record)
    for place in paths_in(entry.node):
        assert back.span(*place) == entry.span(*place) and back.key_span(*place) == entry.key_span(*place)
        assert back.line(*place) == entry.line(*place) == entry.span(*place).line


def plain(text: str, path: str = PERSON) -> Any:
    entry = read_file(path, text.encode()).entry
    assert entry is not None
    return to_plain(entry)


@pytest.mark.parametrize("change", [
    lambda kept: None, lambda kept: list(kept), lambda kept: kept[:4], lambda kept: ("heroes", *kept[1:]), lambda kept: (["people"], *kept[1:]),
    lambda kept: ("countries", *kept[1:]), lambda kept: (*kept[:1], 5, *kept[2:]), lambda kept: (*kept[:3], {"aliases": (1, "2")}, kept[4]), lambda kept: (*kept[:4], {}),
    lambda kept: (*kept[:4], {"name": 5}), lambda kept: (*kept[:4], {"name": "R", "nam": "x"}), lambda kept: (*kept[:4], {"name": "R", "aliases": ["x"]}),
    lambda kept: (*kept[:4], {"name": "R", "aliases": (5,)}), lambda kept: (*kept[:4], {"name": "R", "plural": 1}),
    lambda kept: (*kept[:4], {"name": "R", "memberships": ({"country": "ru"},)}), lambda kept: (*kept[:4], {"name": "R", "memberships": ("x",)}),
])
def test_values_of_another_shape_are_refused(change: Any) -> None:
    kept = plain("name: R\naliases: [x]\nmemberships: [{role: King, country: ru}]")
    assert from_plain(kept, b"").record == Person(name="R", aliases=("x",), memberships=(Membership(role="King", country="ru"),))
    with pytest.raises(ValueError):
        from_plain(change(kept), b"")


def test_a_file_that_is_gone_is_only_missed_where_a_place_is_asked_for() -> None:
    entry = from_plain(plain("name: R\nmemberships:\n  - {role: King}"), b"name: '")
    assert entry.line("memberships", 0) == 3
    with pytest.raises(ValueError, match="changed"):
        entry.span("name")


# --- records ------------------------------------------------------------------------------------------------------------


def test_what_was_left_out_is_read_as_its_default_and_known_as_left_out() -> None:
    one = Person(name="R")
    assert (one.aliases, one.plural, one.identified_by, one.source) == ((), False, "name", None)
    assert one.model_fields_set == {"name"} and Statement(id="x").answers == {}
    assert one == Person(name="R", plural=False) != Person(name="R", plural=True)
    assert hash(one) == hash(Person(name="R", plural=False))
    assert one != Country() and one.model_copy(update={"name": "F"}) == Person(name="F") and one.model_copy() == one
    assert pickle.loads(pickle.dumps(one)) == one
    assert repr(Country()) == "Country(name=None, aliases=(), summary=None)"


def test_a_record_is_frozen_and_has_its_fields_only() -> None:
    one = Person(name="R")
    for change in (lambda: setattr(one, "name", "F"), lambda: delattr(one, "name"), lambda: setattr(one, "nam", "F")):
        with pytest.raises(AttributeError, match="frozen"):
            change()
    with pytest.raises(TypeError):
        one.model_copy(update={"nam": "F"})
    with pytest.raises(TypeError):
        Person(aliases=("x",))
    assert isinstance(Statement(id="x").answers, MappingProxyType), "a default is shared, and nobody can write into it"
    assert all(not isinstance(field.default, dict | list) for model in KINDS.values() for field in model.model_fields.values())


# --- pages and the configuration -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("dossier", DOSSIERS[:2], ids=lambda dossier: dossier.name)
def test_pages_and_the_configuration_come_back_as_they_were(dossier: Path) -> None:
    for path in sorted((dossier / "content").rglob("*.md")):
        page, _ = content.read_page(path.relative_to(dossier).as_posix(), path.read_bytes())
        assert page is not None and content.from_plain(marshal.loads(marshal.dumps(content.to_plain(page)))) == page
    found = config.read_config((ROOT / "mkdocs.yml").read_bytes())
    assert isinstance(found, config.SiteConfig) and config.from_plain(marshal.loads(marshal.dumps(config.to_plain(found)))) == found


@pytest.mark.parametrize("back", [content.from_plain, config.from_plain])
@pytest.mark.parametrize("plain", [None, (), (1,) * 3, ("",) * 30])
def test_pages_and_configurations_of_another_shape_are_refused(back: Any, plain: object) -> None:
    with pytest.raises(ValueError):
        back(plain)


# --- what is imported --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("code", "without"), [
    ("import generator.model, generator.reading, generator.prose, generator.content, generator.config, generator.dates, generator.countries",
     "yaml pydantic pydantic_core markdown nh3 babel rapidfuzz"),
    ("from generator.reading import *; from_plain(to_plain(from_plain(('people', 'r', 'f', {}, {'name': 'R'}), b'')), b'')", "yaml pydantic pydantic_core"),
    ("from generator.reading import *; assert read_file('data/people/r.yml', b'name: R').entry", "yaml pydantic rapidfuzz"),
])
def test_what_is_not_needed_is_not_imported(code: str, without: str) -> None:
    """It is imports that decide how long a small build takes."""
    tell = f"{code}\nimport sys; print([name for name in '{without}'.split() if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
