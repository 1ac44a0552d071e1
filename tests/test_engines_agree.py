"""The site built with each engine: the same addresses, titles and contents, so that one can replace the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import conftest


@pytest.fixture(scope="module")
def other_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return conftest.build(conftest.ROOT, tmp_path_factory.mktemp("zensical") / "site", "--engine", "zensical")


def pages(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text("utf-8") for p in sorted(site.rglob("*.html"))}


def one(pattern: str, text: str) -> str:
    found = re.findall(pattern, text, re.DOTALL)
    assert len(found) == 1, f"{pattern} stands {len(found)} times"
    return found[0]


def test_both_engines_give_the_same_addresses(first_site: Path, other_site: Path) -> None:
    assert list(pages(first_site)) == list(pages(other_site))
    assert len(pages(first_site)) > 60


@pytest.mark.parametrize("what", [
    r"<head>.*?<title>(.*?)</title>", r'<meta name="description" content="(.*?)">', r"(<article class=\"md-content__inner.*</article>)",
], ids=["title", "description", "contents"])
def test_both_engines_give_the_same(what: str, first_site: Path, other_site: Path) -> None:
    others = pages(other_site)
    for name, text in pages(first_site).items():
        ours, theirs = one(what, text), one(what, others[name])
        assert re.sub(r"\s+", " ", ours) == re.sub(r"\s+", " ", theirs), name


def test_everything_but_the_frame_is_the_same_to_the_byte(first_site: Path, other_site: Path) -> None:
    for file in sorted(first_site.rglob("*")):
        name = file.relative_to(first_site)
        if file.suffix in (".json", ".xml"):
            assert file.read_bytes() == (other_site / name).read_bytes(), name
