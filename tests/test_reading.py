"""Reading YAML into records: what a contributor is told, and that no file can do harm."""

from __future__ import annotations


import pytest

from generator.diagnostics import Diagnostic
from generator.model import Person, Source
from generator.reading import Records, gather, nodes, read_entry, read_file, read_records

PERSON = "data/people/rudolf.yml"
SOURCE = "data/sources/strelsau-gazette.yml"
HEAD = f"title: The Strelsau Gazette\npublished: 2020-05-01\narchive: {{sha256: {'a' * 64}, retrieved: 2020-05-02}}\n"
DOSSIER = b"title: Ruritania\nsubject: Who shall rule.\nlicence: {name: CC BY 4.0}\n"


def faults(text: str | bytes, path: str = PERSON) -> tuple[Diagnostic, ...]:
    entry, found = read_entry(path, text.encode() if isinstance(text, str) else text)
    assert (entry is None) == bool(found), "a file has a record or faults, never both and never neither"
    return found


def told(text: str | bytes, path: str = PERSON) -> list[tuple[int, int, str]]:
    return [(d.span.line, d.span.column, d.code) for d in faults(text, path)]


def person(text: str | bytes) -> Person:
    entry, found = read_entry(PERSON, text.encode() if isinstance(text, str) else text)
    assert found == () and entry is not None and isinstance(entry.record, Person)
    return entry.record


# --- scalars are text -------------------------------------------------------------------------------------------------


def test_what_yaml_would_turn_into_something_else_stays_text() -> None:
    read = person("name: NO\naliases: [14:30, 010, 1_000, yes, 1e3, 0x10, 2020-01-01, .inf, Null]")
    assert read.name == "NO"
    assert read.aliases == ("14:30", "010", "1_000", "yes", "1e3", "0x10", "2020-01-01", ".inf", "Null")


@pytest.mark.parametrize("text", ["name: Flavia\n", "\ufeffname: Flavia\n", "name: Flavia\r\n", "name: Flavia\r", "---\nname: Flavia\n...\n",
                                  "%YAML 1.1\n---\nname: Flavia", "name: |\n  Flavia\n", "name: >\n  Flavia\n\n", "name:\tFlavia", "'name': \"Flavia\""])
def test_ways_to_write_one_name(text: str) -> None:
    assert person(text).name == "Flavia"


def test_columns_count_code_points_after_a_byte_order_mark_and_wide_letters() -> None:
    assert told("\ufeffnam: x") == [(1, 1, "unknown-key"), (1, 1, "missing-key")]
    assert told("name: 𝄞é日\naliases: [é, [𝄞]]") == [(2, 14, "wrong-type")]
    assert told("name: x\r\naliases: []\r\nnme: y") == [(3, 1, "unknown-key")]


# --- bytes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("data", "place"), [
    (b"name: Fl\xe9via", (1, 9, "file-not-read")),  # Latin-1
    ("name: é".encode() + b"\n# \xff", (2, 3, "file-not-read")),
    ("name: Flavia".encode("utf-16"), (1, 1, "file-not-read")),
    ("name: Flavia".encode("utf-16-be"), (1, 1, "invisible-character")),
    ("name: Flavia".encode("utf-32"), (1, 1, "file-not-read")),
    (b"name: x\nsort_name: \xed\xa0\x80", (2, 12, "file-not-read")),  # half of a surrogate pair
    (b"name: x\x00y", (1, 8, "invisible-character")),
    ("name: x\u2028sort_name: y".encode(), (1, 8, "invisible-character")),  # YAML would break the line here, an editor not
    ("name: x\x85sort_name: y".encode(), (1, 8, "invisible-character")),
    ("name: \x1b[2J".encode(), (1, 7, "invisible-character")),
])
def test_bytes_that_are_no_plain_text(data: bytes, place: tuple[int, int, str]) -> None:
    assert told(data) == [place]


# --- what YAML offers and is refused --------------------------------------------------------------------------------------


BOMB = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True))


@pytest.mark.parametrize(("text", "places"), [
    ("name: &n Rudolf\naliases: [*n]", [(1, 7, "yaml-feature-refused"), (2, 11, "yaml-feature-refused")]),
    ("name: Rudolf\n<<: {sort_name: x}", [(2, 1, "yaml-feature-refused")]),
    ("name: !!python/object/apply:os.system [reboot]", [(1, 7, "yaml-feature-refused")]),
    ("name: !!str Rudolf", [(1, 7, "yaml-feature-refused")]),
    ("name: ! Rudolf", [(1, 7, "yaml-feature-refused")]),
    ("!!map\nname: Rudolf", [(1, 1, "yaml-feature-refused")]),
    ("%TAG ! tag:x,2000:\n---\nname: Rudolf", [(1, 1, "yaml-feature-refused")]),
    ("name: Rudolf\n---\nname: Michael", [(2, 1, "yaml-feature-refused")]),
    ("name: Rudolf\n&a sort_name: x", [(2, 1, "yaml-feature-refused")]),
    ("name: Rudolf\nname: Michael", [(2, 1, "duplicate-key")]),
    ("name: Rudolf\n\"name\": Michael\nname: x", [(2, 1, "duplicate-key"), (3, 1, "duplicate-key")]),
    ("name: Rudolf\n? [a, {b: c}]\n: {d: e}\nmemberships: []", [(2, 3, "wrong-type")]),
    ("name: Rudolf\n? {a: b}\n: d", [(2, 3, "wrong-type")]),
])
def test_features_of_yaml_that_are_refused(text: str, places: list[tuple[int, int, str]]) -> None:
    assert told(text) == places


def test_all_of_a_file_is_reported_at_once_and_the_first_duplicate_is_pointed_at() -> None:
    found = faults("name: Rudolf\nname: Michael\nidentified_by: ofice\nalias: x\nplural: yes")
    assert [(d.span.line, d.code) for d in found] == [(2, "duplicate-key"), (3, "wrong-value"), (4, "unknown-key"), (5, "wrong-type")]
    assert found[0].notes[0].text == f"{PERSON}:1:1"
    assert "`office`" in found[1].help and "`aliases`" in found[2].help


@pytest.mark.parametrize("text", [BOMB, "[" * 500_000, "{a: " * 250_000, "- " * 500_000, "? " * 500_000, "a: " + "[" * 100_000, "&a " * 300_000,
                                  "\n".join(" " * n + "a:" for n in range(1000)), "name: " + "'" * 500_000, "!" * 500_000, "x" * 1_000_000],
                         ids=["billion-laughs", "flow-lists", "flow-mappings", "block-lists", "keys", "inner", "anchors", "steps", "quotes", "bangs", "word"])
def test_bombs_are_refused_at_once(text: str, within_a_minute: None) -> None:
    assert faults(text)


@pytest.mark.parametrize("text", ["[" * 25, "{a: " * 25, "- " * 25 + "x", "\n".join(" " * n + "a:" for n in range(25))])
def test_depth_is_named_as_the_fault(text: str) -> None:
    assert told(text)[-1][2] == "yaml-too-deep"


def test_depth_and_length_up_to_the_bound_are_read() -> None:
    assert "yaml-too-deep" not in {code for _, _, code in told("- " * 20 + "x")}
    assert "yaml-too-deep" in {code for _, _, code in told("- " * 21 + "x")}
    assert len(person("name: " + "x" * 65_536).name) == 65_536
    assert told("name: " + "x" * 65_537) == [(1, 7, "value-too-long")]
    assert told("name: " + "é" * 32_769) == [(1, 7, "value-too-long")]


@pytest.mark.parametrize("value", ["", "~", "null", "\n  # nothing", "''", '"  "', "\u00a0"])
def test_a_key_without_a_value(value: str) -> None:
    found = faults(f"name: {value}\n")
    assert [d.code for d in found] in (["wrong-type"], ["wrong-value"])
    assert found[0].span.line == 1


def test_a_required_key_without_a_value_is_not_told_to_be_left_out() -> None:
    """Nor are others: what reads the YAML does not know which keys are required."""
    for text in ("name:\n", "name: '  '\n"):
        assert faults(text)[0].help == "give it a value, or leave the key out if it is not required"


def test_the_same_words_in_quotes_are_words() -> None:
    assert person("name: 'null'\naliases: ['~']").aliases == ("~",)


@pytest.mark.parametrize(("text", "line", "column", "words"), [
    ("name: Rudolf: king", 1, 13, "colon"),
    ("\tname: x", 1, 1, "tab"),
    ("name: x\naliases:\n\t- y", 3, 1, "tab"),
    ("name: @x", 1, 7, "`@`"),
    ("name: [a, b\nplural: true", 1, 7, "bracket"),
    ("name: 'Flavia\nplural: true\n", 1, 7, "quotation mark"),
    ("name: 'it's'", 1, 11, "lines above"),
    ('name: "a\\qb"', 1, 9, "backslash"),
    ("name: x\n plural: true", 2, 8, "colon"),
    ("name: [Flavia] of Strelsau", 1, 16, "bracket"),
    ("aliases:\n- {Flavia: x}, too", 2, 15, "bracket"),
    ("aliases:\n- a\nb", 3, 1, "without a colon"),
])
def test_text_that_is_not_yaml_is_told_in_plain_words(text: str, line: int, column: int, words: str) -> None:
    (found,) = faults(text)
    assert found.code == "yaml-syntax" and found.span.line == line and words in found.message
    assert found.help and abs(found.span.column - column) <= 1, "both parsers of PyYAML point there, one of them a column further"


@pytest.mark.parametrize("text", ["name: [Flavia] of Strelsau", "name: {a: b} c", "name: [Flavia of Strelsau", "aliases:\n- [Flavia] of Strelsau"])
def test_a_text_that_begins_with_a_bracket_goes_in_quotes(text: str) -> None:
    (found,) = faults(text)
    assert "a text that begins with `[` or `{`" in found.help and "in quotes" in found.help


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- name: Rudolf", "Rudolf", "[]"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    (found,) = faults(text)
    assert found.code == "wrong-type" and "`name`" in found.help


# --- the model's faults in our words ------------------------------------------------------------------------------------


def test_faults_of_a_source_each_at_its_place() -> None:
    text = (
        "title: [x]\n"
        "published: 2020\n"
        "archive: {sha256: abc, retrieved: 2020}\n"
        "rights: {own_words: 1.5, whole_text: maybe}\n"
        "statements:\n"
        "  - id: Flavia Speaks\n"
        "    speaker: flavia\n"
        "    quote: {a: b}\n"
        "    occurrence: 0\n"
        "    answers: {Crown: for, war: {stance: x, strengh: implies}}\n"
        "  - id: michael-denies\n"
        "    speaker: michael\n"
        "  - id: rudolf-agrees\n"
        "    speaker: NO\n"
        "    quote: [I do., [x]]\n"
        "    said: {phrase: on Monday}\n"
        "    about: flavia\n"
        "labels: {R.R.: Rudolf}\n")
    assert told(text, SOURCE) == [
        (1, 8, "wrong-type"), (3, 19, "wrong-value"), (4, 21, "wrong-value"), (4, 38, "wrong-type"), (6, 9, "bad-id"), (8, 12, "wrong-type"),
        (9, 17, "wrong-value"), (10, 15, "bad-id"), (10, 44, "unknown-key"), (11, 5, "missing-key"), (14, 14, "bad-id"), (15, 20, "wrong-type"),
        (16, 11, "missing-key"), (17, 12, "wrong-type"), (18, 16, "bad-id")]


def test_no_message_is_the_validation_librarys() -> None:
    foreign = ("Input should", "Field required", "Extra inputs", "pydantic", "String should", "Value error", "valid ")
    text = HEAD.replace("title", "titel") + "kind: [x]\nnot_speech: {}\nrights: x\nstatements: [x, {id: a, occurrence: x, within: {}}]\nlabels: []\nfacts: [{id: f, about: []}]"
    found = faults(text, SOURCE)
    assert len(found) > 9
    assert not [d for d in found if any(words in d.message + d.help for words in foreign)]


def test_help_is_something_to_do() -> None:
    (country,) = [d for d in faults("name: x\nmemberships: [{role: King, country: NO}]")]
    assert country.code == "bad-id" and "`no`" in country.help
    (listed,) = faults("name: x\nmemberships:\n  - role: King\n    represents: true")
    assert listed.code == "missing-key" and "country" in listed.message and listed.span.line == 3
    (bare,) = faults(HEAD + "facts: [{id: f, about: ruritania, claim: c, evidence: e}]", SOURCE)
    assert "`about: [ruritania]`" in bare.help


@pytest.mark.parametrize(("text", "help"), [
    ("retracted: 2026-11-22", "write its keys below it, indented by two spaces; it needs `date`, `reason`"),
    ("retracted: [2026-11-22, wrong]", "write its keys below it, indented by two spaces; it needs `date`, `reason`"),
    ("speaks_for: ru", "write its keys below it, indented by two spaces; it needs `countries`, `reason`"),
    ("corrections: 2026-11-22", "begin each of its items with `- `, and put the keys of one item below each other; it needs `date`, `reason`"),
    ("corrections: [2026-11-22]", "write its keys below it, indented by two spaces; it needs `date`, `reason`"),
    ("answers: {crown: [for]}", "write its keys below it, indented by two spaces; it needs `stance`"),
    ("answers: crown", "write it as a mapping, `{crown: …}`. Question id to stance, or to stance with strength, condition, because."),
    ("answers: [crown, for]", "write it as a mapping, `{crown: for}`. Question id to stance, or to stance with strength, condition, because."),
    ("answers: []", "write it as a mapping, `{…: …}`. Question id to stance, or to stance with strength, condition, because."),
])
def test_where_a_mapping_is_asked_for_its_keys_are_named(text: str, help: str) -> None:
    (found,) = faults(f"{HEAD}statements:\n  - id: a\n    speaker: flavia\n    quote: Yes.\n    {text}\n", SOURCE)
    assert found.code == "wrong-type" and found.help == help


# --- places ---------------------------------------------------------------------------------------------------------------


def test_places_of_values_keys_and_short_forms() -> None:
    text = HEAD + ("statements:\n"
                   "  - id: flavia-hopes\n"
                   "    quote: We hope.\n"
                   "    speaker: flavia\n"
                   "    said: 2020-05-01\n"
                   "    answers: {crown: for}\n"
                   "    about:\n"
                   "      - michael\n")
    entry, _ = read_entry(SOURCE, text.encode())
    assert entry is not None and isinstance(entry.record, Source)

    def at(*path: str | int) -> tuple[int, int, int, int]:
        span = entry.span(*path)
        return span.line, span.column, span.end_line, span.end_column

    assert at("statements", 0, "quote") == at("statements", 0, "quote", 0) == (6, 12, 6, 20)
    assert at("statements", 0, "said", "date") == (8, 11, 8, 21)
    assert at("statements", 0, "answers", "crown", "stance") == (9, 22, 9, 25)
    assert at("statements", 0, "about", 0) == (11, 9, 11, 16)
    assert at("statements", 0, "venue") == at("statements", 0) == (5, 5, 11, 16)
    assert at("nothing", 7) == at() == (1, 1, 11, 16)
    assert entry.key_span("statements", 0, "answers", "crown").column == 15
    assert entry.key_span("statements", 0, "about", 0) == entry.span("statements", 0, "about", 0)


# --- all files ---------------------------------------------------------------------------------------------------------------


def read(**files: str | bytes) -> tuple[Records, list[tuple[str, str]]]:
    paths = {"data/" + name.replace("__", "/") + ".yml": text.encode() if isinstance(text, str) else text for name, text in files.items()}
    records, found = read_records({"data/dossier.yml": DOSSIER, **paths})
    return records, [(d.span.file, d.code) for d in found]


def test_records_by_kind_sorted() -> None:
    records, found = read(people__rudolf="name: R", people__flavia="name: F", countries__ru="aliases: []")
    assert found == [] and records.dossier is not None and records.dossier.id == "dossier"
    assert list(records.by_kind) == ["questions", "countries", "organisations", "people", "events", "sources"]
    assert list(records.by_kind["people"]) == ["flavia", "rudolf"]
    with pytest.raises(TypeError):
        records.by_kind["people"]["x"] = None  # type: ignore[index]


@pytest.mark.parametrize("path", ["data/people/x.yaml", "data/people/x.json", "data/people/a/x.yml", "data/person/x.yml", "data/x.yml", "data/people.yml",
                                  "data/dossier.yaml", "people/x.yml", "data/../people/x.yml"])
def test_files_that_do_not_belong(path: str) -> None:
    _, found = read_records({"data/dossier.yml": DOSSIER, path: b"name: x"})
    assert [(d.span.file, d.code) for d in found] == [(path, "unexpected-file")] and found[0].help


@pytest.mark.parametrize("stem", ["Rudolf", "ru dolf", "-x", "é", "x" * 65, "a.b", "x\n", "", "a_b"])
def test_file_names_that_are_no_ids(stem: str) -> None:
    _, found = read_records({"data/dossier.yml": DOSSIER, f"data/people/{stem}.yml": b"name: x"})
    assert [d.code for d in found] == ["bad-id"]


def test_a_dossier_needs_its_file() -> None:
    records, found = read_records({})
    assert records.dossier is None and [(d.span.file, d.code) for d in found] == [("data/dossier.yml", "file-missing")]


def test_ids_that_differ_in_case_and_a_country_named_as_an_organisation() -> None:
    _, found = read(people__Rudolf="name: R", people__rudolf="name: R", countries__eu="aliases: []", organisations__eu="name: Union")
    assert found == [("data/organisations/eu.yml", "duplicate-id"), ("data/people/Rudolf.yml", "bad-id"), ("data/people/rudolf.yml", "duplicate-id")]


@pytest.mark.parametrize(("first", "second", "told"), [("organisations", "people", "an organisation"), ("countries", "people", "a country")])
def test_a_speakers_id_is_that_of_one_person_organisation_or_country(first: str, second: str, told: str) -> None:
    texts = {"people": b"name: A", "organisations": b"name: A", "countries": b"aliases: [A]"}
    files = {"data/dossier.yml": DOSSIER} | {f"data/{kind}/ur.yml": texts[kind] for kind in (first, second)}
    (fault,) = read_records(files)[1]
    assert (fault.code, fault.span.file) == ("duplicate-id", f"data/{second}/ur.yml")
    assert f"{told} has it" in fault.message


def test_a_missing_key_is_told_with_an_example() -> None:
    (fault,) = read_records({"data/dossier.yml": b"title: T\nsubject: S."})[1]
    assert fault.code == "missing-key" and "`licence: {name: CC BY 4.0}`" in fault.help
    (fault,) = read_records({"data/dossier.yml": DOSSIER, "data/sources/a.yml": (HEAD + "statements: [{id: a}]").encode()})[1]
    assert fault.code == "missing-key" and "add `speaker:`" in fault.help


def test_statements_and_facts_share_one_set_of_ids() -> None:
    one = HEAD + "statements: [{id: a, speaker: flavia, quote: Yes.}, {id: b, speaker: flavia, quote: No.}]"
    two = HEAD + "facts:\n  - {id: b, about: [flavia], claim: c, evidence: e}\n  - {id: b, about: [flavia], claim: c, evidence: e}"
    records, found = read_records({"data/dossier.yml": DOSSIER, "data/sources/one.yml": one.encode(), "data/sources/two.yml": two.encode()})
    assert [(d.span.file, d.span.line, d.code) for d in found] == [("data/sources/two.yml", 5, "duplicate-id"), ("data/sources/two.yml", 6, "duplicate-id")]
    assert "data/sources/one.yml:4:58" in found[0].message
    assert records.unread == frozenset()


def test_of_two_records_with_one_id_the_one_that_is_not_published_is_to_change() -> None:
    """The fault stands at the later file by name, and that can be the old one."""
    statement = "statements: [{id: a, speaker: flavia, quote: Yes.}]"
    for files in ({"data/sources/new.yml": HEAD + statement, "data/sources/old.yml": HEAD + statement},
                  {"data/countries/ur.yml": "aliases: [A]", "data/people/ur.yml": "name: A"}):
        (fault,) = read_records({"data/dossier.yml": DOSSIER} | {path: text.encode() for path, text in files.items()})[1]
        assert "not published yet" in fault.help and "this one" not in fault.help


def test_stances_of_one_question_have_ids_of_their_own() -> None:
    text = "title: T?\nshort: T\nscale:\n  stances:\n    - {id: for, label: For}\n    - {id: for, label: Against}"
    _, found = read(questions__crown=text, questions__war=text.replace("id: for, label: Against", "id: against, label: Against"))
    assert found == [("data/questions/crown.yml", "duplicate-id")]


@pytest.mark.parametrize("broken", ["titel: x\n", "speaker: '\n", "x: &a y\n", "a: \x00\n"])
def test_what_stands_in_a_file_with_faults_is_still_known_to_be_there(broken: str) -> None:
    text = HEAD + "statements:\n  - id: flavia-hopes\n    quote: x\n  - {id: michael-denies, speaker: m}\nfacts:\n  - id: 'crown'\n" + broken
    records, found = read(sources__gazette=text)
    assert found and records.by_kind["sources"] == {}
    assert records.unread == {("sources", "gazette"), ("statements", "flavia-hopes"), ("statements", "michael-denies"), ("statements", "crown")}


def test_files_read_apart_and_gathered_give_the_same() -> None:
    files = {"data/dossier.yml": DOSSIER, "data/people/b.yml": b"name: B", "data/people/a.yml": b"nam: A", "data/x": b""}
    apart = [read_file(path, data) for path, data in reversed(files.items())]
    assert gather(apart) == read_records(files)


def test_the_slow_parser_of_pyyaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["name: NO\naliases: [010]", "name: &a x", "[" * 25, "name: ' '", 'name: "\\ud800"', "name: |\n  x\n", "nam: [x]", "name: x\nname: y"]
    fast = [read_entry(PERSON, text.encode()) for text in texts]
    monkeypatch.setattr(nodes, "LOADER", nodes.yaml.SafeLoader)
    for text, (entry, found) in zip(texts, fast, strict=True):
        slow, slow_found = read_entry(PERSON, text.encode())
        assert (slow and slow.record) == (entry and entry.record), text
        assert bool(slow_found) == bool(found)


def test_a_quotation_has_at_most_a_hundred_parts() -> None:
    def source(parts: int) -> str:
        words = ", ".join(["aye"] * parts)
        return (f"kind: article\ntitle: T\nlanguage: en\npublished: 1933-06-01\narchive: {{sha256: '{'0' * 64}'}}\n"
                f"statements:\n- {{id: a, speaker: rudolf, quote: [{words}]}}\n")

    assert "quote" not in "".join(fault.message for fault in faults(source(100), "data/sources/a.yml"))
    [fault] = [fault for fault in faults(source(101), "data/sources/a.yml") if "quote" in fault.message]
    assert fault.message == "`quote` has 101 parts, and 100 are the most"
