"""The map: borders where they are, every country within reach, nothing told by colour alone; and where there is no map."""

from __future__ import annotations

import math
import re
from html.parser import HTMLParser
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sample_dossier import empty, replace, sample

from generator import outlines
from generator.fragments.atlas import atlas as drawn
from generator.outlines import Box
from generator.render import Renderer
from generator.resolved import Dossier
from generator.views import atlas, home, question
from generator.views.cells import groups
from generator.views.phrases import held
from generator.views.stances import NO_STANCE

# The edges of the drawing, as MapSVG gives them: west, north, east, south in degrees; Mercator between them.
WEST, NORTH, EAST, SOUTH = -169.110266, 83.600842, 190.486279, -58.508473
ISLANDS = {  # the outermost points of islands, in degrees: west, north, east, south
    "is": (-24.54, 66.57, -13.49, 63.38), "mg": (43.19, -11.95, 50.48, -25.60), "lk": (79.65, 9.83, 81.88, 5.92), "cy": (32.27, 35.70, 34.60, 34.56),
    "jm": (-78.37, 18.53, -76.18, 17.70), "mt": (14.18, 36.08, 14.58, 35.80),
}  # fmt: skip
SIMFEROPOL = (34.10, 44.95)
CITIES = {  # a degree of the drawing is 28 tenths: no city nearer to a border or coast than the finest line can tell
    "ua": [SIMFEROPOL, (34.0, 45.4), (37.8, 48.0), (39.2, 48.6), (30.5, 50.4)], "ru": [(38.98, 45.04), (37.62, 55.75), (40.5, 47.3)],
    "rs": [(20.7, 44.0)], "xk": [(20.9, 42.6)], "tw": [(121.0, 23.8)], "cn": [(113.0, 28.2)], "fr": [(2.35, 48.86)], "de": [(10.0, 51.0)], "pl": [(19.5, 52.0)],
    "by": [(28.0, 53.5)], "lt": [(24.0, 55.4)], "us": [(-98.0, 39.0)], "kr": [(128.0, 36.5)], "kp": [(127.0, 39.5)], "ma": [(-6.0, 32.5)], "eh": [(-13.0, 25.0)],
}  # fmt: skip
DOSSIER = sample()
ROOT = Path(__file__).parent.parent
HERE = ("by", "cy", "de", "fr", "gb", "gr", "it", "lt", "pl", "ru", "tr", "ua", "us")


def place(degrees: tuple[float, float]) -> tuple[int, int]:
    """A place in tenths of the drawing's unit."""
    def up(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))

    x, y = (degrees[0] - WEST) / (EAST - WEST), (up(NORTH) - up(degrees[1])) / (up(NORTH) - up(SOUTH))
    return round(x * 10096.7), round(y * 6659.6)


def countries_at(degrees: tuple[float, float], level: outlines.Level) -> list[str]:
    return [id for id in outlines.countries() if any(outlines.contains(line, place(degrees)) for line in outlines.lines(level, id))]


@pytest.mark.parametrize("id", ISLANDS)
def test_the_projection_of_this_test_is_that_of_the_drawing(id: str) -> None:
    """Islands have edges that are known in degrees: within a unit (ten tenths, a third of a degree) the drawing has them there."""
    west, north, east, south = ISLANDS[id]
    own = outlines.around([outlines.box(line) for line in outlines.lines("fine", id)])
    wanted = Box(*place((west, north)), *place((east, south)))
    assert all(abs(a - b) <= 10 for a, b in zip(own, wanted, strict=True)), (own, wanted)


@pytest.mark.parametrize("level", ["fine", "coarse", "tiny"])
def test_simferopol_lies_in_ukraine(level: outlines.Level) -> None:
    assert countries_at(SIMFEROPOL, level) == ["ua"]


@pytest.mark.parametrize("level", ["fine", "coarse"])
@pytest.mark.parametrize("id", CITIES)
def test_cities_lie_in_their_countries(id: str, level: outlines.Level) -> None:
    assert [countries_at(at, level) for at in CITIES[id]] == [[id]] * len(CITIES[id])


# --- the part of the world --------------------------------------------------------------------------------------------


def test_the_large_sheet_shows_where_most_countries_are_and_the_small_one_the_rest() -> None:
    near, far = atlas.sheets(HERE, HERE)
    assert far is not None
    on_near, on_far = ({shape[0] for shape in sheet.shapes} for sheet in (near, far))
    assert on_near == set(HERE) - {"us"} and on_far == {"us"}
    assert near.window.width < 2000, "Europe fills it"


@pytest.mark.parametrize(("here", "is_whole"), [(("ke", "tz", "ug"), False), (("au", "br", "cn", "us", "za"), True), (("mt",), False),
                                               (tuple(sorted(outlines.countries())), True)])
def test_any_dossier_gets_a_fitting_part(here: tuple[str, ...], is_whole: bool) -> None:
    near, far = atlas.sheets(here, here)
    assert (near.window == atlas.WORLD) is is_whole
    assert {shape[0] for sheet in (near, far) if sheet for shape in sheet.shapes} == set(here)
    assert 1.2 < near.window.width / near.window.height < 2


def test_lines_end_at_the_edge_of_the_window() -> None:
    window = Box(4500, 2500, 5600, 3300)
    for id in ("de", "ru", "us", "fr"):
        for line in outlines.shown("fine", id, window):
            assert all(window.has(point) for point in line)
    assert outlines.shown("fine", "us", window) == ()
    whole, cut = (sum(map(outlines.area, lines)) for lines in (outlines.lines("fine", "de"), outlines.shown("fine", "de", window)))
    assert whole == cut, "what lies within is left as it is"


@pytest.mark.parametrize("id", ["hr", "no", "vn", "cl", "it", "sn", "gm"])
def test_a_sign_stands_inside_its_country(id: str) -> None:
    line = max(outlines.lines("fine", id), key=outlines.area)
    assert outlines.contains(line, outlines.middle(line)), "however bent the country is"


# --- the page ---------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    """The links of a map, each with its title and the elements in it; and everything else by tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[dict[str, Any]] = []
        self.ids: list[str] = []
        self.svgs: list[dict[str, str | None]] = []
        self._in: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "svg":
            self.svgs.append(found)
        if tag == "a" and found.get("class") == "atlas-place":
            self.links.append({"href": found["href"], "title": "", "parts": []})
        elif self.links and self._in and "a" in self._in:
            self.links[-1]["parts"].append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag in ("a", "title"):
            self._in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._in and tag == self._in[-1]:
            self._in.pop()

    def handle_data(self, data: str) -> None:
        if self._in[-1:] == ["title"] and self.links:
            self.links[-1]["title"] += data


@pytest.fixture(scope="module")
def page(first_site: Path) -> str:
    return (first_site / "questions/troops/index.html").read_text(encoding="utf-8")


def figure(page: str) -> str:
    return page[page.index('<figure class="atlas"'):page.index("</figure>")]


def test_each_country_is_one_link_that_tells_its_stance(page: str) -> None:
    links = Reader(figure(page)).links
    assert sorted(link["href"] for link in links) == [f"../../countries/{id}/" for id in HERE]
    told = {link["href"].split("/")[-2]: link["title"] for link in links}
    assert told["fr"].startswith("France: Ready to send its own troops. 1 statement, newest 19 August 2025, weakest evidence: ")
    assert "(implied only)" in told["gb"] and told["by"] == "Belarus: nothing on record"


def test_simferopol_lies_in_the_ukraine_of_the_page(page: str) -> None:
    """What a reader sees: the path that is drawn, not the data that it was made from."""
    at = place(SIMFEROPOL)
    inside = []
    for link in Reader(figure(page)).links:
        path = next(found["d"] for tag, found in link["parts"] if tag == "path")
        inside += [link["href"].split("/")[-2]] if any(outlines.contains(line, at) for line in lines_of(str(path))) else []
    assert inside == ["ua"]


def test_the_method_says_so() -> None:
    assert "Simferopol lies in Ukraine" in (ROOT / "content" / "method.md").read_text(encoding="utf-8")


def lines_of(path: str) -> list[tuple[tuple[int, int], ...]]:
    found = []
    for part in re.findall(r"M([^z]*)z", path):
        numbers = [int(one) for one in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        line = [(x, y)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            line.append((x, y))
        found.append(tuple(line))
    return found


def test_no_stance_is_told_by_colour_alone(page: str) -> None:
    links = {link["href"].split("/")[-2]: link["parts"] for link in Reader(figure(page)).links}
    signs = {id: [found["href"] for tag, found in parts if tag == "use"] for id, parts in links.items()}
    assert signs["fr"] == ["#near-1"] and signs["ru"] == ["#near-6"] and signs["us"] == ["#far-5"] and signs["by"] == []
    fills = {id: next(found.get("fill") for tag, found in parts if tag == "path") for id, parts in links.items()}
    assert fills["gb"] == "url(#near-implied-1)" and fills["by"] == "url(#near-none)" and fills["fr"] is None
    ids = Reader(page).ids
    assert {"near-1", "near-6", "far-5", "near-implied-1", "near-none"} <= set(ids) and len(ids) == len(set(ids))


def test_the_key_says_what_stripes_mean(page: str) -> None:
    assert "Striped with paper: only implied; nobody states it, and it is no position." in figure(page), "the United Kingdom is striped"
    assert "Striped in two colours" not in figure(page), "nobody is divided there"


def test_a_small_country_can_be_hit(page: str) -> None:
    links = {link["href"].split("/")[-2]: link["parts"] for link in Reader(figure(page)).links}
    window = Reader(figure(page)).svgs[0]["viewbox"]
    pixel = int(str(window).split()[2]) / atlas.SHOWN_AT
    assert [float(found["r"]) / pixel >= 12 for tag, found in links["cy"] if found.get("class") == "atlas-target"] == [True], "24 pixels across"
    assert not any(tag == "circle" for tag, _ in links["fr"])


def test_the_same_stands_below_it_in_words_and_the_outlines_are_credited(page: str) -> None:
    after = page[page.index("</figure>"):]
    for name in ("France", "Russia", "Belarus"):
        assert name in after
    assert "CC BY 4.0" in figure(page) and "@svg-maps/world" in figure(page)
    assert (Path(outlines.__file__).parent / "LICENSE.md").read_text(encoding="utf-8").count("Attribution 4.0 International") > 1


def test_a_map_is_light(page: str, first_site: Path) -> None:
    home_page = (first_site / "index.html").read_text(encoding="utf-8")
    assert len(figure(page)) < 40_000 and len(figure(home_page)) < 40_000


# --- no map -----------------------------------------------------------------------------------------------------------


def with_countries(*ids: str) -> Dossier:
    """The little dossier as if some of its holders were these countries."""
    was = DOSSIER.positions["ru-x", "crown"]
    names = {**DOSSIER.names, **{f"countries/{id}": f"Land of {id}" for id in ids}}
    positions = {(id, one): replace(was, holder=id, question=one) for id in ids for one in DOSSIER.questions}
    return replace(DOSSIER, holders=ids, names=MappingProxyType(names), positions=MappingProxyType(positions))


def test_made_up_countries_are_on_no_map_and_that_is_told() -> None:
    assert atlas.atlas(DOSSIER, "crown", "Where they stand") is None and "<svg" not in Renderer().render(question.view(DOSSIER, "crown"))
    view = atlas.atlas(with_countries("fr", "x-zz"), "crown", "Where they stand")
    assert view is not None and [name.label for name in view.missing] == ["Land of x-zz"]
    assert 'Not on the map: <a href="../countries/x-zz/">Land of x-zz</a>' in drawn(view, "../")


def test_there_is_no_map_without_countries() -> None:
    assert home.view(empty()).atlas is None
    record = DOSSIER.record.model_copy(update={"positions_of": "organisations"})
    assert atlas.atlas(replace(with_countries("fr"), record=record), "crown", "Where they stand") is None


def test_a_divided_country_shows_both_stances() -> None:
    dossier = with_countries("fr")
    divided = replace(dossier.positions["fr", "crown"], kind="divided", stances=("king", "duke"))
    view = atlas.atlas(replace(dossier, positions=MappingProxyType({**dossier.positions, ("fr", "crown"): divided})), "crown", "Where they stand")
    assert view is not None
    link = Reader(drawn(view, "")).links[0]
    assert [found["href"] for tag, found in link["parts"] if tag == "use"] == ["#near-1", "#near-6"] and "The King / The Duke (divided)" in link["title"]
    assert [key.count for key in view.keys] == [1, 0, 1, 0]


def test_the_key_and_the_groups_count_apart_what_is_only_implied() -> None:
    dossier = with_countries("fr", "de", "it")
    was = dossier.positions["fr", "crown"]
    only = replace(was, kind="implied", stances=(), implied=was.current)
    dossier = replace(dossier, positions=MappingProxyType({**dossier.positions, ("it", "crown"): only}))
    view = atlas.atlas(dossier, "crown", "Where they stand")
    assert view is not None and [(key.count, key.implied) for key in view.keys] == [(2, 1), (0, 0), (0, 0), (0, 0)]
    assert '<span class="board-count">2 +\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}implied</span>' in drawn(view, "")
    assert [group.held for group in groups(dossier, "crown", NO_STANCE)][0] == "2 +\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}implied"
    assert held(0, 2) == "2\N{NO-BREAK SPACE}implied" and held(3, 0) == "3" and held(0, 0) == "0"


def test_a_name_from_the_data_cannot_leave_its_place() -> None:
    names = {**with_countries("fr").names, "countries/fr": '"><script>'}
    view = atlas.atlas(replace(with_countries("fr"), names=MappingProxyType(names)), "crown", "x")
    assert view is not None and "<script" not in drawn(view, "") and "&lt;script" in drawn(view, "")
