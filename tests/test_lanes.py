"""The drawing above the timeline: who stands in which lane, where a date lies, what has no room, what a long timeline shows."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from sample_dossier import DIRECT, REPORTED, day, replace, sample

from generator import render
from generator.resolved import Dossier, ResolvedEvent
from generator.views import axis, lanes, months, overview, timeline
from generator.views.lanes import Drawing, Laning, Mark


def drawn(dossier: Dossier) -> Drawing:
    made = timeline.view(dossier).drawing
    assert made is not None
    return made


def said(*more: Any) -> Dossier:
    """The sample with nothing but these statements on its timeline."""
    one = sample()
    return replace(one, statements=MappingProxyType({**one.statements, **{s.id: s for s in more}}), timeline=tuple(s.id for s in more), events=MappingProxyType({}))


def on(*dates: str) -> Dossier:
    """Statements of the King on these dates."""
    return said(*(replace(DIRECT, id=f"said-{number:03}", said=day(text)) for number, text in enumerate(dates)))


def laning(dossier: Dossier, key: str) -> Laning:
    found = drawn(dossier).lanings
    return next((one for one in found if one.key == key), found[0])  # lanes of a kind that has one lane only are left out


def marks(dossier: Dossier, key: str = "people") -> dict[str, Mark]:
    return {mark.id: mark for lane in laning(dossier, key).lanes for mark in lane.marks}


def html(dossier: Dossier) -> str:
    return render.Renderer().render(timeline.view(dossier))


# --- lanes ------------------------------------------------------------------------------------------------------------


def test_each_statement_stands_in_one_lane_of_each_kind() -> None:
    one = drawn(sample())
    assert [kind.key for kind in one.lanings] == ["countries", "people"], "what positions are of comes first"
    shown = {id for id in sample().timeline if sample().summaries[id].is_listed}
    for kind in one.lanings:
        assert sorted(mark.id for lane in kind.lanes for mark in lane.marks) == sorted(shown)
    assert [(lane.name.label, lane.counted) for lane in one.lanings[0].lanes] == [("Ruritania", "1 statement"), ("Of no country", "3 statements")]


def test_who_speaks_for_several_has_a_lane_apart() -> None:
    both = replace(DIRECT, id="both", speaks_for=("gr-x", "ru-x"))
    names = [lane.name.label for lane in laning(said(DIRECT, both, REPORTED), "countries").lanes]
    assert names == ["Ruritania", "Of several countries", "Of no country"]


def test_the_busiest_have_lanes_and_the_others_share_one() -> None:
    speakers = [replace(DIRECT, id=f"s-{who}-{number}", speaker=f"who-{who:02}", speaker_name=f"Who {who:02}")
                for who in range(lanes.MOST_LANES + 3) for number in range(2 if who > 9 else 1)]
    one = said(*speakers)
    found = laning(replace(one, names={**one.names, **{f"people/{s.speaker}": s.speaker_name for s in speakers}}), "people").lanes
    assert len(found) == lanes.MOST_LANES and found[-1].name.label == "4 other speakers" and found[-1].counted == "4 statements"
    assert [lane.name.label for lane in found[:5]] == ["Who 10", "Who 11", "Who 12", "Who 13", "Who 14"], "two statements before one"
    assert sum(len(lane.marks) + sum(more.number for more in lane.more) for lane in found) == len(speakers)


def test_a_full_lane_counts_what_has_no_room_and_leads_to_its_day() -> None:
    dossier = on("1894-01-01", "1895-12-31", *["1894-09-10"] * 20)
    (lane,) = laning(dossier, "people").lanes
    assert lane.rows == lanes.MOST_ROWS + 1
    assert [(more.number, more.anchor) for more in lane.more] == [(20 - lanes.MOST_ROWS, "day-1894-09-10")]
    assert 'id="day-1894-09-10"' in html(dossier) and f'aria-label="{20 - lanes.MOST_ROWS} more in the list"' in html(dossier)


@pytest.mark.parametrize("dates", [["1894-09-10"] * 30, ["1894-09-10", "1894-09-11", "1894-09-12"] * 12, ["../1894-09-10", "1894-09-10/..", "1894-09~"] * 8,
                                   [f"1894-{month:02}" for month in range(1, 13)] * 4, ["1894-09-01/1894-09-20", "1894-09-10"] * 9])
def test_no_two_marks_of_a_lane_lie_on_one_another(dates: list[str]) -> None:
    (lane,) = laning(on(*sorted(dates)), "people").lanes
    taken: dict[int, list[float]] = {}
    for mark in lane.marks:
        taken.setdefault(mark.row, []).append(mark.x * axis.WIDTH / 100)
    for row in taken.values():
        row.sort()
        assert all(later - earlier >= lanes.CELL - 0.1 for earlier, later in zip(row, row[1:], strict=False)), "each can be hit"


# --- dates ------------------------------------------------------------------------------------------------------------


def test_a_certain_day_lies_within_its_day_and_days_follow_each_other() -> None:
    dossier = on("1894-09-10", "1894-09-10", "1894-09-11", "1894-09-14")
    line = axis.scale_of([day("1894-09-10"), day("1894-09-14")])
    assert line is not None
    for id, mark in marks(dossier).items():
        edge = axis.percent(line.left(dossier.statements[id].said.earliest.toordinal()))  # type: ignore[union-attr]
        assert edge < mark.x < edge + axis.percent(line.day)
        assert mark.line is None and not (mark.before or mark.after or mark.is_loose)
    assert marks(dossier)["said-000"].x != marks(dossier)["said-001"].x


@pytest.mark.parametrize(("text", "line", "before", "after", "loose"), [
    ("../1894-09-10", False, True, False, False), ("1894-09-10/..", False, False, True, False), ("1894-09-10?", False, False, False, True),
    ("1894-09-10~", False, False, False, True), ("1894-09-08/1894-09-10", True, False, False, False), ("1894-09", True, False, False, False),
    ("1894-09-XX", True, False, False, False)])
def test_a_date_that_is_not_one_day_is_drawn_as_what_is_known(text: str, line: bool, before: bool, after: bool, loose: bool) -> None:
    mark = marks(on("1894-08-20", text, "1894-10-02"))["said-001"]
    assert (mark.line is not None, mark.before, mark.after, mark.is_loose) == (line, before, after, loose)
    if mark.line:
        scale = axis.scale_of([day("1894-08-20"), day("1894-10-02")])
        value = day(text)
        assert scale and value.earliest and value.latest
        assert mark.line == (axis.percent(scale.left(value.earliest.toordinal())), axis.percent(scale.left(value.latest.toordinal() + 1)))


def test_a_long_date_does_not_stretch_the_line_and_goes_on_beyond_it() -> None:
    dossier = on("1890/1899", "1894-09-10", "1894-09-12")
    mark = marks(on("1894-09-01", "1894-09-01/1899", "1894-09-12"))["said-001"]
    assert mark.after and not mark.before and mark.line is not None and mark.line[1] <= 100
    assert all(0 <= one.x <= 100 for one in marks(dossier).values())


@pytest.mark.parametrize(("first", "last"), [("1894-09-10", "1894-09-10"), ("1894-09-10", "1894-09-12"), ("1894-09-10", "1894-09-20"), ("1894-09-28", "1894-11-03"),
                                             ("1894-01-15", "1895-06-30"), ("1890-05-01", "1894-09-10"), ("1494-05-01", "1894-09-10"), ("0001-01-01", "9999-12-31")])
def test_the_line_names_some_days_with_room_between(first: str, last: str) -> None:
    line = axis.scale_of([day(first), day(last)])
    assert line is not None
    named = [tick for tick in line.ticks() if tick.label]
    assert 1 <= len(named) <= 6 and all(0 <= tick.x <= 100 for tick in named)
    places = [tick.x * axis.WIDTH / 100 for tick in named]
    assert all(later - earlier >= axis.LABEL * 0.9 for earlier, later in zip(places, places[1:], strict=False))
    assert all(re.fullmatch(r"(?:(?:\d+ )?[A-Z][a-z]+ )?\d{1,4}", tick.label) for tick in named)


# --- events -----------------------------------------------------------------------------------------------------------


def with_events(*dates: str, name: str = "Something that happens") -> Dossier:
    one = sample()
    event = one.events["coronation"]
    return replace(one, events=MappingProxyType({f"e-{n:02}": ResolvedEvent(f"e-{n:02}", replace_name(event.record, f"{name} {n}"), day(text)) for n, text in enumerate(dates)}))


def replace_name(record: Any, name: str) -> Any:
    return type(record).of({**record.__dict__, "name": name})


def test_an_event_is_a_line_through_all_lanes_with_its_name_and_a_way_to_the_list() -> None:
    one = drawn(sample())
    (flag,) = one.flags
    assert flag.anchor == "event-coronation" and flag.label == "Coronation" and flag.name == "Coronation, 10 September 1894"
    made = html(sample())
    assert 'href="#event-coronation"' in made and 'id="event-coronation"' in made and 'class="lane-event"' in made


def test_names_of_events_never_lie_on_one_another_and_the_rest_is_told() -> None:
    one = drawn(with_events(*["1894-09-10"] * 9, *["1894-09-30"] * 9, name="The King and the Duke are seen together at Zenda"))
    by_row: dict[int, list[tuple[float, float]]] = {}
    for flag in one.flags:
        if flag.label:
            x, room = flag.x * axis.WIDTH / 100, len(flag.label) * lanes.LETTER
            assert len(flag.label) <= lanes.NAME
            spot = (x - room, x) if flag.is_left else (x, x + room)
            assert 0 <= spot[0] and spot[1] <= axis.WIDTH, "a name stays on the drawing"
            by_row.setdefault(flag.row, []).append(spot)
    for spots in by_row.values():
        spots.sort()
        assert all(a[1] <= b[0] for a, b in zip(spots, spots[1:], strict=False))
    assert one.unnamed == len(one.flags) - sum(map(len, by_row.values())) > 0
    assert f"{one.unnamed} events stand without names here" in html(with_events(*["1894-09-10"] * 9, *["1894-09-30"] * 9, name="The King and the Duke are seen together at Zenda"))


# --- what is printed --------------------------------------------------------------------------------------------------


def test_a_mark_has_the_stance_of_its_answer_and_says_it_in_our_words_only() -> None:
    made = html(sample())
    king = re.search(r'<a href="#statement-rassendyll-crown"[^>]*aria-label="([^"]*)"[^>]*>.*?</a>', made)
    assert king and king[1] == "Rudolf Rassendyll, 10 September 1894. Crown: The King"
    assert 'class="mark stance-1 mark-states" href="#mark-stance-1"' in king[0]
    implied = re.search(r'<a href="#statement-flavia-doubts"[^>]*>.*?</a>', made)
    assert implied and "mark-implies" in implied[0] and "implied" in implied[0]
    figure = made[made.index("<figure"):made.index("</figure>")]
    assert "data-statement" not in figure and "<q" not in figure and "iron hand" not in figure, "no words of anybody stand in the drawing"


def test_each_mark_leads_to_an_entry_and_without_a_script_none_is_a_stop_of_the_tab_key() -> None:
    made = html(sample())
    figure = made[made.index("<figure"):made.index("</figure>")]
    for anchor in re.findall(r'<a href="#([^"]*)"', figure):
        assert f'id="{anchor}"' in made
    assert figure.count("data-mark") == figure.count('tabindex="-1"') > 8


def test_several_answers_are_told_and_a_retracted_statement_is_crossed() -> None:
    several = replace(DIRECT, id="several", answers=(*DIRECT.answers, replace(DIRECT.answers[0], question="roads", stance="rail", label="By rail", rank=0)))
    gone = replace(DIRECT, id="gone-back", retracted=type(sample().statements["rassendyll-old"].withdrawn).of({"date": "1894-10-01", "reason": "He took it back."}))
    made = html(said(several, gone))
    assert 'data-answers="crown:stance-1:states roads:stance-1:states"' in made and 'href="#mark-several"' in made
    assert 'href="#mark-gone"' in made and "Crown: The King. Retracted" in made


def test_names_are_escaped() -> None:
    hostile = replace(DIRECT, id="hostile", speaker="other", speaker_name='<zz>"O’Brien" & x%s</zz>', speaker_kind="sources")
    made = html(said(hostile, DIRECT))
    assert "<zz>" not in made and 'aria-label="&lt;zz&gt;&#34;O’Brien&#34; &amp; x%s&lt;/zz&gt;, 10 September 1894. Crown: The King"' in made


def test_the_shapes_are_those_of_the_chips() -> None:
    styles = (Path(__file__).resolve().parent.parent / "overrides/assets/stylesheets/pages.css").read_text("utf-8")
    steps = set(re.findall(r"\.(stance-\d|stance-none) \{", styles))
    assert steps == set(re.findall(r'id="mark-(stance-[^"]*)"', html(sample())))


# --- many pages -------------------------------------------------------------------------------------------------------


@cache
def many(count: int = 140, step: int = 9) -> Dossier:
    first = day("1894-01-01").earliest
    assert first
    dates = [type(first).fromordinal(first.toordinal() + number * step).isoformat() for number in range(count)]
    return on(*dates)


def test_a_month_has_its_month_as_line_and_a_part_of_it_its_own_days() -> None:
    sheets = months.sheets(many())
    (one, *_) = (sheet for sheet in sheets if sheet.month == "1894-05")
    made = timeline.month_view(many(), one).drawing
    assert made and "from 1 May 1894 to 31 May 1894" in made.summary
    crowded = on(*["1894-09-10"] * 101, *["1894-09-20"] * 20)
    second = timeline.month_view(crowded, months.sheets(crowded)[1]).drawing
    assert second and "from 10 September 1894 to 20 September 1894" in second.summary


def test_the_entry_page_has_a_bar_for_each_month_that_leads_to_it() -> None:
    sheets = months.sheets(many())
    active = overview.activity(many(), sheets)
    made = overview.overview(many(), active)
    assert not active.by_year and [bar.path for bar in made.bars] == [sheet.path for sheet in sheets]
    assert made.bars[0].label == "January 1894: 4 statements"
    assert [(row.name.label, row.counted) for row in made.rows] == [("Ruritania", "140 statements")]
    assert all(0 <= bar.x <= made.width and 0 < bar.height <= overview.HEIGHT for bar in made.bars)
    assert "140 statements from January 1894" in made.summary


def test_a_very_long_timeline_has_a_bar_for_each_year() -> None:
    dossier = many(150, 100)
    active = overview.activity(dossier, months.sheets(dossier))
    made = overview.overview(dossier, active)
    assert active.by_year and len(made.bars) == len(active.columns) == 41 and made.bars[1].label == "1895: 4 statements"


def test_one_edit_leaves_the_drawing_of_other_months_alone() -> None:
    sheets = months.sheets(many())
    other = replace(many().statements["said-139"], speaker_name="Somebody else")
    edited = replace(many(), statements=MappingProxyType({**many().statements, "said-139": other}))
    assert timeline.month_view(edited, sheets[0]) == timeline.month_view(many(), sheets[0])
    assert overview.activity(edited, sheets) == overview.activity(many(), sheets)


def test_nothing_said_draws_nothing() -> None:
    assert timeline.view(said()).drawing is None and "<figure" not in html(said())




def test_the_key_has_the_questions_in_the_order_of_the_dossier() -> None:
    """A mark with several answers is drawn as the answer to the first of them, so the key begins with that."""
    roads = replace(DIRECT, id="of-roads", answers=(replace(DIRECT.answers[0], question="roads", stance="rail", label="By rail", rank=0),))
    dossier = said(replace(roads, said=day("1894-09-01")), replace(DIRECT, id="of-crown", said=day("1894-09-02")))
    assert list(dossier.questions)[:2] == ["crown", "roads"]
    assert [name.id for name, _ in drawn(dossier).legend] == ["crown", "roads"]


def test_how_many_stand_in_a_lane_is_read_with_its_noun() -> None:
    shown = html(said(replace(DIRECT, id="one"), replace(DIRECT, id="two")))
    assert re.findall(r'<span class="lane-count">(.*?)</span></p>', shown)[:1] == ['2<span class="or-unseen"> statements</span>']
