"""Dates: what is read, what is refused, in which order, in which words; held to the edtf library."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.dates import DateFault, Edtf, contains, machine, newer, parse, sort_key, words


def read(text: str) -> Edtf:
    value = parse(text)
    assert isinstance(value, Edtf), value
    return value


# text, earliest, latest, precision, in words, lasting, for <time datetime>
TABLE = [
    ("2025-08-19", "2025-08-19", "2025-08-19", "day", "19 August 2025", "19 August 2025", "2025-08-19"),
    ("2024-02-29", "2024-02-29", "2024-02-29", "day", "29 February 2024", "29 February 2024", "2024-02-29"),
    ("2025-08", "2025-08-01", "2025-08-31", "month", "August 2025", "August 2025", "2025-08"),
    ("2025", "2025-01-01", "2025-12-31", "year", "2025", "2025", "2025"),
    ("2025-08-19~", "2025-08-19", "2025-08-19", "day", "about 19 August 2025", "about 19 August 2025", None),
    ("2025-08-19?", "2025-08-19", "2025-08-19", "day", "perhaps 19 August 2025", "perhaps 19 August 2025", None),
    ("2025-08%", "2025-08-01", "2025-08-31", "month", "perhaps about August 2025", "perhaps about August 2025", None),
    ("2025-08-XX", "2025-08-01", "2025-08-31", "month", "some day in August 2025", "some day in August 2025", "2025-08"),
    ("2025-XX", "2025-01-01", "2025-12-31", "year", "some month in 2025", "some month in 2025", "2025"),
    ("2025-XX-XX", "2025-01-01", "2025-12-31", "year", "some day in 2025", "some day in 2025", "2025"),
    ("202X", "2020-01-01", "2029-12-31", "decade", "some year in the 2020s", "some year in the 2020s", None),
    ("../2025-08-19", None, "2025-08-19", "interval", "on or before 19 August 2025", "until 19 August 2025", None),
    ("2025-08-19/..", "2025-08-19", None, "interval", "on or after 19 August 2025", "since 19 August 2025", None),
    ("../2025-08", None, "2025-08-31", "interval", "in or before August 2025", "until August 2025", None),
    ("2025-08-19/", "2025-08-19", None, "interval",
     "on or after 19 August 2025 (end unknown)", "from 19 August 2025 (end unknown)", None),
    ("/2025-08-19", None, "2025-08-19", "interval",
     "on or before 19 August 2025 (start unknown)", "until 19 August 2025 (start unknown)", None),
    ("../2025-08-19~", None, "2025-08-19", "interval", "on or before about 19 August 2025", "until about 19 August 2025", None),
    ("2025-08-01/2025-08-05", "2025-08-01", "2025-08-05", "interval",
     "between 1 and 5 August 2025", "1 to 5 August 2025", None),
    ("2025-07-01/2025-08-05", "2025-07-01", "2025-08-05", "interval",
     "between 1 July and 5 August 2025", "1 July to 5 August 2025", None),
    ("2024-12-30/2025-01-02", "2024-12-30", "2025-01-02", "interval",
     "between 30 December 2024 and 2 January 2025", "30 December 2024 to 2 January 2025", None),
    ("2025-07/2025-08", "2025-07-01", "2025-08-31", "interval", "between July and August 2025", "July to August 2025", None),
    ("2024/2025", "2024-01-01", "2025-12-31", "interval", "between 2024 and 2025", "2024 to 2025", None),
    ("2025-08-01~/2025-08-05", "2025-08-01", "2025-08-05", "interval",
     "between about 1 August 2025 and 5 August 2025", "about 1 August 2025 to 5 August 2025", None),
    ("2025-08-05/2025-08-XX", "2025-08-05", "2025-08-31", "interval",
     "between 5 August 2025 and some day in August 2025", "5 August 2025 to some day in August 2025", None),
    ("2025-08/2025-08-05", "2025-08-01", "2025-08-05", "interval",
     "between August 2025 and 5 August 2025", "August 2025 to 5 August 2025", None),
    ("2025-08-19/2025-08-19", "2025-08-19", "2025-08-19", "interval", "19 August 2025", "19 August 2025", None),
    ("2025-08-19T10:30", "2025-08-19", "2025-08-19", "time",
     "19 August 2025, 10:30", "19 August 2025, 10:30", "2025-08-19T10:30"),
    ("2025-08-19T10:30:05Z", "2025-08-19", "2025-08-19", "time",
     "19 August 2025, 10:30:05 UTC", "19 August 2025, 10:30:05 UTC", "2025-08-19T10:30:05Z"),
    ("2025-08-19T23:59:00-05:00", "2025-08-19", "2025-08-19", "time",
     "19 August 2025, 23:59 UTC-05:00", "19 August 2025, 23:59 UTC-05:00", "2025-08-19T23:59:00-05:00"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first", "last", "precision", "said", "lasting", "attribute"), TABLE)
def test_a_date_is_read_and_said(text, first, last, precision, said, lasting, attribute):
    value = read(text)
    assert (value.text, value.precision) == (text, precision)
    assert value.earliest == (date.fromisoformat(first) if first else None)
    assert value.latest == (date.fromisoformat(last) if last else None)
    assert words(value) == said
    assert words(value, lasting=True) == lasting
    assert machine(value) == attribute


def test_open_and_unknown_ends_are_told_apart():
    assert (read("../2025").open_start, read("../2025").unknown_start) == (True, False)
    assert (read("/2025").open_start, read("/2025").unknown_start) == (False, True)
    assert (read("2025/..").open_end, read("2025/..").unknown_end) == (True, False)
    assert (read("2025/").open_end, read("2025/").unknown_end) == (False, True)


def test_qualifiers_are_flags():
    flags = {mark: (read("2025" + mark).approximate, read("2025" + mark).uncertain) for mark in ("", "~", "?", "%")}
    assert flags == {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}
    assert read("2024/2025?").uncertain and not read("2024/2025?").approximate


def test_no_language_but_english():
    with pytest.raises(ValueError, match="'uk'"):
        words(read("2025"), "uk")


# text, the date or dates that the help must offer; "" where there is nothing to guess
FAULTS = [
    ("19.08.2025", "write 2025-08-19"),
    ("19. 8. 2025", "write 2025-08-19"),
    ("2025-8-19", "write 2025-08-19"),
    ("2025/08/19", "write 2025-08-19"),
    ("20250819", "write 2025-08-19"),
    ("19/08/2025", "write 2025-08-19"),
    ("08/19/2025", "write 2025-08-19"),
    ("03/04/2025", "write 2025-04-03 or 2025-03-04"),
    ("August 2025", "write 2025-08"),
    ("Aug. 2025", "write 2025-08"),
    ("19 August 2025", "write 2025-08-19"),
    ("August 19, 2025", "write 2025-08-19"),
    ("Tuesday, 19 August 2025", "write 2025-08-19"),
    ("about August 2025", "write 2025-08~"),
    ("c. 2025", "write 2025~"),
    ("~2025-08-19", "write 2025-08-19~"),
    ("2025-08-19 ~", "write 2025-08-19~"),
    ("2025-08-19?~", "write 2025-08-19%"),
    ("2025 (?)", "write 2025?"),
    ("perhaps 2025-08-19", "write 2025-08-19?"),
    ("before 19 August 2025", "write ../2025-08-19"),
    ("since 2025", "write 2025/.."),
    ("2025-08-19/present", "write 2025-08-19/.."),
    ("2025-08-01–2025-08-05", "write 2025-08-01/2025-08-05"),
    ("between 2025-8-1 and 2025-8-5", "write 2025-08-01/2025-08-05"),
    ("2025-08-xx", "write 2025-08-XX"),
    ("2025-xx-19", "write 2025-XX-XX"),
    ("20XX", "write 2000/2099"),
    ("the 1990s", "write 199X"),
    ("2025-08-19 10:30", "write 2025-08-19T10:30"),
    ("2025-08-19T9:30z", "write 2025-08-19T09:30Z"),
    ("2025-08-19T10:30+0200", "write 2025-08-19T10:30+02:00"),
    (" 2025-08-19", "write 2025-08-19"),
    ("2025-08-19\n", "write 2025-08-19"),
    ("2025-02-30", ""), ("2023-02-29", ""), ("1900-02-29", ""), ("2025-13", ""), ("2025-00", ""), ("2025-08-00", ""),
    ("2025-08-32", ""), ("30 February 2025", ""), ("0000", ""), ("0000-01-01", ""), ("000X", ""), ("", ""), ("NO", ""),
    ("yesterday", ""), ("2025-08-05/2025-08-01", ""), ("2025-09/2025-08-31", ""), ("2025/2024", ""), ("..", ""), ("/", ""),
    ("../..", ""), ("../", ""), ("/..", ""), ("2025/2026/2027", ""), ("2025-08-19T24:00", ""), ("2025-08-19T10:60", ""),
    ("2025-08-19T10:30:60", ""), ("2025-08-19T10:30+15:00", ""), ("2025-08-19T10:30-12:30", ""), ("2025-08-19T10:30-00:00", ""),
    ("2025-02-30T10:30", ""), ("2025-08T10:30", ""), ("2025-08-19T10:30~", ""), ("2025-08-19T10:30/..", ""), ("2025-W33-2", ""),
    ("2025-231", ""), ("-2025", ""), ("Y12025", ""), ("٢٠٢٥", ""), ("２０２５-08-19", ""), ("2025‑08‑19", ""), ("9" * 5000, ""),
    ("9" * 79 + "/", ""), ("to " * 26, ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "advice"), FAULTS)
def test_a_fault_says_what_to_write(text, advice):
    fault = parse(text)
    assert isinstance(fault, DateFault)
    assert fault.message
    if advice:
        assert fault.help == advice
    else:
        assert fault.help.startswith("write for example 2025-08-19, 2025-08, 2025-08-XX (some day of it), 2025-08-19~ (about) or ../2025-08-19 (on or before)")


@pytest.mark.parametrize("text", ["Monday", "last\nspring", "yesterday"])
def test_words_for_a_time_are_sent_to_the_phrase_of_a_statement(text):
    assert parse(text).help.endswith(f"; in a statement, write `said:`, and below it `date:` and `phrase: {' '.join(text.split())}`")


@pytest.mark.parametrize("text", ["", "2025-02-30", "19 Augst 2025", "../.."])
def test_what_is_nearly_a_date_is_not_sent_there(text):
    assert "phrase" not in parse(text).help


@pytest.mark.parametrize(("text", "message"), [
    ("2025-02-30", "February 2025 has no day 30; it has 28 days"),
    ("2025-13", "there is no month 13"),
    ("2025-08-05/2025-08-01", "the interval ends (2025-08-01) before it starts (2025-08-05)"),
    ("2025-08-19T25:00", "there is no time of day 25:00"),
    ("../..", "an interval needs a date at one end at least"),
    ("", "the date is empty"),
])  # fmt: skip
def test_a_fault_names_the_reason(text, message):
    assert parse(text).message == message


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(max_size=90), st.text("0123456789-/.~?%XTZ:+ ", max_size=40)))
def test_no_text_breaks_the_parser(text):
    value = parse(text)
    if isinstance(value, Edtf):
        assert words(value) and words(value, lasting=True) and sort_key(value)
        assert value.earliest is None or value.latest is None or value.earliest <= value.latest
    elif value.help.startswith("write ") and "example" not in value.help:
        assert all(isinstance(parse(offer), Edtf) for offer in value.help[6:].split(" or "))


# --- the edtf library --------------------------------------------------------------------------------

# Where we differ on purpose, as the module's docstring says; every other text must be judged alike.
NARROWER = {"0000", "0000-01-01", "000X", "-2025", "20XX", "../..", "2025-08-19T24:00:00"}
WIDER = {"2025-08-19T10:30", "2025-08-19T23:59:00-05:00"}  # no seconds; the library reads few zones
# It trims white space, and takes XX-19 and qualifiers in other places (level 2).
LEVEL_TWO = {" 2025-08-19", "2025-08-19\n", "2025-08-19 ~", "2025-xx-19", "~2025-08-19"}


def library(text: str) -> tuple[date | None, date | None] | None:
    """The library's strict bounds, open ends as None; None where it refuses or its bounds are no days."""
    if "/" in text and "X" in text and "T" not in text:
        # It reads XX in some intervals only, so it judges the two ends apart.
        left, right = (library(end) if end not in ("", "..") else (None, None) for end in text.split("/"))
        return (left[0], right[1]) if left and right else None
    try:
        value = parse_edtf(text)
        bounds = (value.lower_strict(), value.upper_strict())
        return tuple(None if isinstance(one, float) else date(*one[:3]) for one in bounds)
    except (EDTFParseException, TypeError, ValueError):
        return None  # TypeError: its own slip on "../"; ValueError: it takes 29 February of any year


def generated(count: int) -> list[str]:
    """Right and slightly wrong texts, the same at every run."""
    random = Random(19)
    shapes = ("{y}", "{y}-{m:02}", "{y}-{m:02}-{d:02}", "{y}-{m:02}-XX", "{y}-XX", "{y}-XX-XX", "{x}X", "{y}-{m}-{d}",
              "{y}-{m:02}-{d:02}T{h:02}:30:00Z")  # fmt: skip

    def end() -> str:
        year, decade, hour = random.randint(1900, 2090), random.randint(190, 209), random.randint(0, 23)
        shape = random.choice(shapes)
        text = shape.format(y=year, x=decade, m=random.randint(1, 13), d=random.randint(1, 31), h=hour)
        return text + random.choice(("", "", "", "~", "?", "%"))

    return [random.choice(("{0}", "{0}", "{0}/{1}", "../{0}", "{0}/..")).format(end(), end()) for _ in range(count)]


def compared() -> list[str]:
    texts = [row[0] for row in TABLE] + [row[0] for row in FAULTS if row[0].isascii() and len(row[0]) < 40] + generated(250)
    return sorted(set(texts) - NARROWER - WIDER - LEVEL_TWO)


@pytest.mark.parametrize("text", compared())
def test_agrees_with_the_edtf_library(text):
    ours, theirs = parse(text), library(text)
    if isinstance(ours, DateFault):
        # The library does not look whether an interval ends before it starts.
        assert theirs is None or "before it starts" in ours.message
        return
    assert theirs is not None
    if ours.unknown_start or ours.unknown_end:
        known = 0 if ours.unknown_end else 1  # the library puts ten years for what is unknown; we put nothing
        assert (ours.earliest, ours.latest)[known] == theirs[known]
    else:
        assert (ours.earliest, ours.latest) == theirs


def test_the_comparison_sees_both_verdicts():
    verdicts = [isinstance(parse(text), Edtf) for text in compared()]
    assert verdicts.count(True) > 150 and verdicts.count(False) > 80


def test_narrower_and_wider_than_the_library_on_purpose():
    assert all(isinstance(parse(text), DateFault) for text in NARROWER | LEVEL_TWO)
    assert all(isinstance(parse(text), Edtf) for text in WIDER)


# --- order and containment ---------------------------------------------------------------------------


@pytest.mark.parametrize(("a", "b", "verdict"), [
    ("2025-08-20", "2025-08-19", True), ("2025-08-19", "2025-08-19", False), ("2025-08-19", "2025-08-20", False),
    ("2025-09", "2025-08-19", True), ("2025-08", "2025-08-19", False), ("2025-08-19", "2025-08", False),
    ("2025-08-20/..", "../2025-08-19", True), ("2025-08-19/..", "../2025-08-19", False),
    ("../2025-08-19", "2025-08-01", False), ("2025-08-19", "2025-08-01/..", False), ("2025-08-19", "2025-08-01/", False),
    ("2025-08-XX", "2025-07-31", True), ("2025-08-20~", "2025-08-19", True),
    ("2025-08-19T18:00", "2025-08-19T09:00", False),  # days order, not hours
    ("2025-08-20T00:30+14:00", "2025-08-19T23:00-10:00", False),  # the day is later, the moment is not
    ("2025-08-20T00:30+01:00", "2025-08-19T23:00+01:00", True),
])  # fmt: skip
def test_newer_only_where_no_doubt_is_left(a, b, verdict):
    assert newer(read(a), read(b)) is verdict


@pytest.mark.parametrize(("interval", "day", "verdict"), [
    ("2025-01-20/..", "2025-08-19", "yes"), ("2025-01-20/..", "2025-01-20", "yes"), ("2025-01-20/..", "2025-01-19", "no"),
    ("2021-01-20/2025-01-20", "2025-01-20", "yes"), ("2021-01-20/2025-01-20", "2025-01-21", "no"),
    ("2025-01-20/..", "2025-01", "maybe"), ("2025-01-20/..", "../2025-08-19", "maybe"), ("2025-01-20/..", "2025-02", "yes"),
    ("2025-08-19/..", "../2025-08-18", "no"), ("../2025-08-19", "../2025-08-19", "yes"),
    ("2022/..", "2022-05-01", "maybe"), ("2022/..", "2023-01-01", "yes"), ("2022/2024", "2024-06-01", "maybe"),
    ("2022/2022", "2022-06-01", "maybe"), ("2022-05-01/", "2022-05-02", "maybe"), ("2022-05-01/", "2022-05-01", "yes"),
    ("2022-05/", "2022-05-31", "maybe"), ("2022-05-01/", "2022-04-30", "no"), ("/2022-05-01", "2022-04-30", "maybe"),
    ("/2022-05-01", "2022-05-01", "yes"), ("/2022-05-01", "2022-05-02", "no"),
    ("2025-08", "2025-08-19", "yes"), ("2025-08-XX", "2025-08-19", "maybe"), ("2025-08-XX", "2025-09-01", "no"),
    ("2025-08-19", "2025-08-19T10:30", "yes"),
])  # fmt: skip
def test_contains(interval, day, verdict):
    assert contains(read(interval), read(day)) == verdict
    if read(day).precision == "day":
        assert contains(read(interval), date.fromisoformat(day)) == verdict


def test_a_timeline_has_one_order():
    expected = [
        "../2025-08-18", "../2025-08-19", "2025-08-19", "2025-08-19?", "2025-08-19T09:00", "2025-08-19T10:30",
        "2025-08-19/2025-08-20", "2025-08-19/..", "2025-08-20", "2025-09", "2025-09-XX",
    ]  # fmt: skip
    shuffled = expected.copy()
    for seed in range(20):
        Random(seed).shuffle(shuffled)
        assert sorted(shuffled, key=lambda text: sort_key(read(text))) == expected


def test_different_texts_never_share_a_place():
    texts = [text for text in compared() if isinstance(parse(text), Edtf)]
    assert len({sort_key(read(text)) for text in texts}) == len(texts)


def test_ten_thousand_days_are_read_right():
    days = [date(2000, 1, 1) + timedelta(number) for number in range(10_000)]
    assert all(read(day.isoformat()).earliest == day == read(day.isoformat()).latest for day in days)
