"""The rules: each fault is found, told at its place in words that a contributor can use, and nothing else is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from little_dossier import FACTS, SOURCE, STATEMENTS, TEXT, Found, judge, source_yaml, with_statement
from telling import changed, one

from generator import rules
from generator.diagnostics import CODES, Diagnostic, diagnostic
from generator.frozen import replace
from generator.rules import planted
from generator.rules.manuals import MANUALS


# --- the whole -------------------------------------------------------------------------------------------------------


def test_a_true_dossier_has_no_faults() -> None:
    assert judge().diagnostics == ()


def test_every_code_has_a_manual_and_every_rule_a_code() -> None:
    assert set(rules.rules()) <= set(CODES)
    assert set(rules.rules()) | set(MANUALS) == set(CODES)
    assert not set(rules.rules()) & set(MANUALS)


@pytest.mark.parametrize("code", sorted(CODES))
def test_a_manual_says_why_shows_an_example_and_how_to_mend(code: str) -> None:
    manual = rules.explain(code)
    assert manual.startswith(f"{code} ({CODES[code].severity})\n\n")
    places = [manual.find(f"\n{word}:") for word in ("Why", "Before", "After", "Mend")]
    assert -1 not in places and places == sorted(places)
    assert max(map(len, manual.splitlines())) <= 120


def test_explain_of_an_unknown_code_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        rules.explain("no-such-code")


def test_a_rule_yields_its_own_code_only() -> None:
    for code, module in rules.rules().items():
        text = Path(str(module.__file__)).read_text("utf-8")
        named = set(re.findall(r'diagnostic\(\s*"([a-z-]+)"', text)) | set(re.findall(r'^CODE = "([a-z-]+)"', text, re.M))
        assert named <= {code}, module.__name__


def test_every_code_is_raised_in_some_test() -> None:
    tests = "".join(path.read_text("utf-8") for path in sorted(Path(__file__).parent.rglob("test_*.py")))
    assert [code for code in rules.rules() if f'"{code}"' not in tests] == []


def test_all_faults_come_in_one_report_in_order_of_place() -> None:
    found = judge(statements=changed("not march", "never march").replace("Ruritania asks for nothing", "Ruritania asks nothing"))
    assert found.codes.count("quote-not-in-source") == 2
    spans = [d.span for d in found.diagnostics]
    assert spans == sorted(spans)


# --- the planted false quotations ------------------------------------------------------------------------------------


def test_the_planted_false_quotations_are_refused_in_every_run() -> None:
    assert planted.self_test(rules._judge) == len(planted._FALSE)


def test_a_checker_that_accepts_everything_is_found_out() -> None:
    with pytest.raises(rules.Unsound, match="a planted false quotation was accepted: quote-not-in-source"):
        planted.self_test(lambda case: ())


def test_a_checker_that_lost_one_rule_is_found_out() -> None:
    with pytest.raises(rules.Unsound, match="accepted: quote-mid-word$"):
        planted.self_test(lambda case: [d for d in rules._judge(case) if d.code != "quote-mid-word"])


def test_a_checker_that_refuses_true_words_is_found_out() -> None:
    def harsh(case: rules.Case) -> tuple[Diagnostic, ...]:
        entry = case.records.by_kind["sources"]["planted"]
        return (*rules._judge(case), diagnostic("quote-ambiguous", entry.span("statements", 0, "quote"), "no"))

    with pytest.raises(rules.Unsound, match="true quotation was refused"):
        planted.self_test(harsh)


# --- values that stand alone -----------------------------------------------------------------------------------------


def test_a_date_that_is_not_edtf() -> None:
    found = judge(statements=changed("1894-05-07", "7.5.1894"))
    one(found, "date-not-edtf", "7.5.1894", "1894-05-07")


@pytest.mark.parametrize(("head", "said", "words"), [
    ("", "1895-05-07", "the source was published on `1894-05-08`, before the words were said on `1895-05-07`"),
    ("derived_from: {title: The Original, published: 1894-05-06}", "1894-05-07", "the original was published on `1894-05-06`"),
])
def test_words_said_after_they_were_published(head: str, said: str, words: str) -> None:
    one(judge(statements=changed("1894-05-07", said), head=head), "date-contradiction", words)


def test_a_copy_older_than_its_original() -> None:
    one(judge(head="derived_from: {title: The Original, published: 1894-05-20}"), "date-contradiction", "the copy was published on `1894-05-08`")


def test_a_text_retrieved_before_it_was_published() -> None:
    yaml = source_yaml().replace("1894-06-01", "1894-05-01")
    one(judge(yaml), "date-contradiction", "retrieved on `1894-05-01`")


def test_open_dates_contradict_nothing() -> None:
    assert judge(statements=changed("1894-05-07", "../1894-05"), head="published: 1894-05-08/..").diagnostics == ()


@pytest.mark.parametrize("link", [
    "http://strelsau.example/", "https://good.example@bad.example/", "https://", "https://strelsau.example/a b", "javascript:alert(1)",
    "https://strelsau", "https://gооd.example/", "https://strelsau.example:8080/", "https:\\\\strelsau.example", "//strelsau.example/",
    "https://[::1/", "https://strelsau.example/<b>", "https://user:pw@strelsau.example/",
])
def test_a_link_that_is_not_plain_https(link: str) -> None:
    one(judge(head=f"url: '{link}'"), "link-not-https", "copy the address")


def test_plain_https_links_pass() -> None:
    assert judge(head="url: https://en.strelsau.example/news/%C3%A9t%C3%A9?a=1&b=2#top").diagnostics == ()


def test_a_link_with_a_character_that_is_not_seen() -> None:
    one(judge(head='url: "https://strelsau.example/\\u200bnews"'), "link-not-https", "U+200B")


@pytest.mark.parametrize(("code", "hint"), [("uk", "`gb` (United Kingdom)"), ("eu", "data/organisations/"), ("zz", "ISO 3166-1"),
                                            ("germany", "`de` (Germany)")])
def test_a_country_that_is_none(code: str, hint: str) -> None:
    found = judge(files={f"data/countries/{code}.yml": "aliases: [Nowhere]\n"})
    one(found, "unknown-country", f"`{code}`", hint)
    assert found.diagnostics[0].span.file == f"data/countries/{code}.yml"


def test_kosovo_and_norway_are_countries() -> None:
    assert judge(files={"data/countries/xk.yml": "aliases: [Pristina]\n", "data/countries/no.yml": "aliases: [Oslo]\n"}).diagnostics == ()


@pytest.mark.parametrize(("tag", "hint"), [("English", "`en` (English)"), ("ua", "`uk` (Ukrainian)"), ("EN", "`en`"), ("xx", "ISO 639-1"), ("en_GB", "")])
def test_a_language_that_is_none(tag: str, hint: str) -> None:
    one(judge(head=f"language: {tag}"), "unknown-language", f"`{tag}`", hint)


@pytest.mark.parametrize("tag", ["en", "en-GB", "sr-Latn", "pt-BR", "fil"])
def test_languages_pass(tag: str) -> None:
    assert "unknown-language" not in judge(head=f"language: {tag}").codes


def test_a_stance_that_the_scale_does_not_have() -> None:
    one(judge(statements=changed("army: stays", "army: stay")), "unknown-stance", "`army` has no stance `stay`", "did you mean `stays`?")


def test_an_unknown_speaker() -> None:
    found = judge(statements=STATEMENTS.replace("speaker: duke-michael", "speaker: duke-micheal", 1))
    assert set(found.codes) == {"unknown-reference"}
    assert "there is no person, organisation, country or source `duke-micheal`" in found.diagnostics[0].message
    assert "did you mean `duke-michael`?" in found.diagnostics[0].help


def test_an_unknown_question_is_shown_at_its_key() -> None:
    found = judge(statements=changed("{army: stays}", "{armee: stays, army: stays}"))
    one(found, "unknown-reference", "there is no question `armee`", "`army`")
    fault = found.diagnostics[0].span
    assert fault.end_column - fault.column == len("armee")


def test_a_country_code_that_is_often_mistaken() -> None:
    found = judge(facts=FACTS.replace("about: [de]", "about: [de, uk]"))
    one(found, "unknown-reference", "`uk`", "did you mean `gb` (United Kingdom)?")


@pytest.mark.parametrize("id, help", [("sweden", "did you mean `se` (Sweden)?"), ("dk", "make its record: `onrecord new country dk`")])
def test_a_country_is_asked_for_by_its_code_or_its_record_is_named(id: str, help: str) -> None:
    person = f"name: Princess Flavia\nmemberships: [{{role: Regent, country: {id}}}]\n"
    found = judge(files={"data/people/princess-flavia.yml": person})
    assert [one.help for one in found.diagnostics if one.code == "unknown-reference"] == [help]


def test_a_record_with_faults_of_its_own_is_not_called_unknown() -> None:
    found = judge(files={"data/people/princess-flavia.yml": "nome: Princess Flavia\n"})
    assert "unknown-reference" not in found.codes
    assert "unknown-key" in found.codes


def test_an_invisible_character_in_our_words() -> None:
    one(judge(files={"data/people/princess-flavia.yml": 'name: Princess Flavia\naliases: ["Flavia\\u202e"]\n'}), "invisible-character", "U+202E")


def test_an_erased_record_keeps_no_words() -> None:
    erased = "erased: {date: 1894-06-02, reason: At the wish of the family.}"
    found = with_statement(f"""\
        - id: flavia-erased
          speaker: princess-flavia
          quote: "Ruritania asks for nothing"
          {erased}
        """)
    one(found, "erased-words-kept", "`flavia-erased` is erased and still has `quote`, `speaker`")
    assert with_statement(f"- id: flavia-erased\n  {erased}\n").diagnostics == ()


OFFICIAL = "name: a senior official\nidentified_by: description\nsource: {source}\n"
TOLD = "“We are tired,” said a senior official.\n"


def test_an_unnamed_speaker_of_another_source() -> None:
    other = source_yaml(TOLD, '- {id: tired, speaker: official, quote: "We are tired,"}', "", "")
    files = {"data/people/official.yml": OFFICIAL.format(source=SOURCE), "data/sources/other.yml": other}
    found = judge(files=files, seeds={"other": TOLD})
    one(found, "anonymous-speaker-shared", f"`official` is an unnamed person of the source `{SOURCE}`", "source: other")
    assert judge(files=files | {"data/people/official.yml": OFFICIAL.format(source="other")}, seeds={"other": TOLD}).diagnostics == ()


def test_versions_of_one_text_may_share_an_unnamed_speaker() -> None:
    other = source_yaml(TOLD, '- {id: tired, speaker: official, quote: "We are tired,"}', "", "", head=f"supersedes: {SOURCE}")
    files = {"data/people/official.yml": OFFICIAL.format(source=SOURCE), "data/sources/other.yml": other}
    assert judge(files=files, seeds={"other": TOLD}).diagnostics == ()


@pytest.mark.parametrize(("old", "new", "way"), [
    ("  answers: {army: stays}", "  answers: {army: stays}\n  replies_to: michael-wont-march", "`michael-wont-march` names itself in `replies_to`"),
    ("  answers: {army: stays}", "  answers: {army: stays}\n  via: duke-michael", "`via` names the speaker"),
])
def test_a_record_that_refers_to_itself(old: str, new: str, way: str) -> None:
    one(judge(statements=changed(old, new)), "self-reference", way)


def test_two_records_that_refer_to_each_other() -> None:
    statements = changed("  answers: {army: stays}", "  answers: {army: stays}\n  endorses: flavia-asks-nothing") + "  endorses: michael-wont-march\n"
    one(judge(statements=statements), "self-reference", "`flavia-asks-nothing` → `michael-wont-march` → `flavia-asks-nothing`")


# --- our own prose ---------------------------------------------------------------------------------------------------


def country(summary: str) -> dict[str, str]:
    return {"data/countries/de.yml": f"aliases: [Ruritania, Ruritanian]\nsummary: >-\n  {summary}\n"}


def test_an_unknown_citation_in_the_data() -> None:
    one(judge(files=country("Ruritania will not march [@michael-wont-marsh].")), "unknown-citation", "`michael-wont-marsh`",
        "did you mean `michael-wont-march`")


def test_an_unknown_citation_in_a_page_has_line_and_column() -> None:
    found = judge(content={"content/about.md": "# About\n\nThe army stays at home [@nobody-said].\n"})
    one(found, "unknown-citation", "`nobody-said`")
    span = found.diagnostics[0].span
    assert (span.file, span.line) == ("content/about.md", 3)
    assert span.column >= 24


def test_something_that_only_begins_like_a_citation() -> None:
    found = judge(files=country("Ruritania will not march [@michael-wont-march]. See [@ michael]."))
    assert "unknown-citation" in found.codes


def test_a_sentence_of_a_summary_that_cites_nothing() -> None:
    one(judge(files=country("Ruritania will not march [@michael-wont-march]. Its king is asleep.")), "summary-without-citation", "“Its king is asleep.”")


def test_quotation_marks_in_our_prose() -> None:
    one(judge(files=country('Ruritania calls the plan "a disaster" [@michael-on-the-plan].')), "quotation-in-our-words", "“a disaster”")


def test_a_paraphrase_may_quote_its_own_quote_and_nothing_else() -> None:
    told = '  paraphrase: Michael told the council that {0}.\n'
    base = changed("  quote: \"The plan is unacceptable to Strelsau,\"\n", "  quote: \"The plan is unacceptable to Strelsau,\"\nPARAPHRASE")
    fine = base.replace("PARAPHRASE", told.format("the plan is \"unacceptable to Strelsau\""))
    assert judge(statements=fine).diagnostics == ()
    one(judge(statements=base.replace("PARAPHRASE", told.format("the plan is \"acceptable to Strelsau\""))), "quotation-in-our-words", "acceptable")


def test_quoted_words_in_a_page_are_those_of_a_statement_that_it_cites() -> None:
    page = 'The duke finds it "unacceptable to Strelsau"{0}.\n'
    assert judge(content={"content/a.md": page.format(" [@michael-on-the-plan]")}).diagnostics == ()
    found = judge(content={"content/a.md": page.format(" [@flavia-asks-nothing]")})
    one(found, "quotation-in-our-words", "“unacceptable to Strelsau” stands in quotation marks")


SAID = TEXT + (
    "“We shall never march on Zenda, and I do not want the crown,” Duke Michael said. “If Strelsau falls, we will send troops,” he added. "
    "“Do you think we should march?” he asked. “The harvest is good. But it will not last,” he said. “And then we might as well go to Hentzau Castle,” he said.\n")
KEYED = STATEMENTS + """\
- {id: never, speaker: duke-michael, quote: "We shall never march on Zenda, and I do not want the crown,"}
- {id: if, speaker: duke-michael, quote: "If Strelsau falls, we will send troops,"}
- {id: asked, speaker: duke-michael, quote: "Do you think we should march?"}
- {id: but, speaker: duke-michael, quote: "The harvest is good. But it will not last,"}
- {id: castle, speaker: duke-michael, quote: "we might as well go to Hentzau Castle,"}
"""


def on_a_page(text: str, keyed: str = KEYED) -> list[str]:
    """What is told of a page, and nothing of the rest of the dossier."""
    found = judge(text=SAID, statements=keyed, content={"content/a.md": text + "\n"})
    assert {d.code for d in found.diagnostics if d.span.file == "content/a.md"} <= {"quotation-in-our-words"}
    return [f"{d.message}; {d.help}" for d in found.diagnostics if d.span.file == "content/a.md"]


@pytest.mark.parametrize(("text", "left_out"), [
    ("The Duke wants war: he will “march on Zenda” [@never].", "“never”"),
    ("The Duke does “want the crown” [@never].", "“not”"),
    ("Perhaps he will “march on Zenda” [@never].", "“never”"),
    ("He will not wait but “march on Zenda” [@never].", "“never”"),
    ("He never sleeps. He will “march on Zenda” [@never].", "“never”"),
    ("No doubt he will “march on Zenda” [@never].", "“never”"),
    ("He never rests and will “march on Zenda” [@never].", "“never”"),
    ("- He will not sleep\n- “march on Zenda” [@never]", "“never”"),
    ("# Never\nHe will “march on Zenda” [@never].", "“never”"),
    ("---\ntitle: a\ndescription: He will “march on Zenda”\n---\n\n[@never]", "“never”"),
    ("He will “send troops” [@if].", "“If”"),
    ("He will not “send troops” [@if].", "“If”"),
    ("He says “we should march” [@asked].", "“?”"),
    ("He calls the harvest “good” [@but].", "“But”"),
    ("“The harvest is good.” [@but]", "“But”"),
])  # fmt: skip
def test_a_page_may_not_turn_the_words_that_it_quotes(text: str, left_out: str) -> None:
    (told,) = on_a_page(text)
    assert f"neither these words nor ours have the {left_out} of their sentence" in told


@pytest.mark.parametrize("text", [
    "He will not “march on Zenda” [@never].", "The Duke will never “march on Zenda” or “want the crown” [@never].", "He won’t\n“march on\nZenda” [@never].",
    "He would in *no* case “march on Zenda” [@never].", "He refuses to “march on Zenda” [@never].", "He never rests and will not “march on Zenda” [@never].", "Er will nicht “march on Zenda” [@never].",
    "He says that they will “never march on Zenda” [@never].", "“We shall never march on Zenda, and I do not want the crown” [@never].",
    "If Strelsau falls he will “send troops” [@if].", "He will “send troops” if Strelsau falls [@if].", "He asks whether “we should march” [@asked].",
    "Does he think that “we should march”? [@asked]", "He calls it “good” but doubts that it will last [@but].", "He calls it “good”. But he has doubts [@but].",
    "“The harvest is good. But it will not last” [@but].", "It was at “Hentzau Castle” [@castle].",
])  # fmt: skip
def test_a_page_may_say_in_its_own_words_what_the_quoted_ones_lack(text: str) -> None:
    assert on_a_page(text) == []


def test_what_the_quote_itself_leaves_out_is_judged_there() -> None:
    keyed = KEYED.replace('quote: "We shall never march on Zenda, and', 'recorded_by: A, reviewed: {by: B, why: It does.}, quote: "march on Zenda, and')
    assert on_a_page("He will “march on Zenda” [@never].", keyed) == []
    assert "“not”" in on_a_page("He does “want the crown” [@never].", keyed)[0]


def test_a_paraphrase_may_not_turn_the_words_that_it_quotes() -> None:
    told = KEYED.replace('I do not want the crown,"}', 'I do not want the crown,", paraphrase: PARAPHRASE}')
    found = judge(text=SAID, statements=told.replace("PARAPHRASE", "Michael will “march on Zenda” and “want the crown”."))
    assert [d.message.partition(" stands")[0] for d in found.of("quotation-in-our-words")] == ["“march on Zenda”", "“want the crown”"]
    note = found.of("quotation-in-our-words")[0].notes[0]
    assert "We shall never march on Zenda" in note.text
    for fair in ("Michael will not “march on Zenda” or “want the crown”.", "Michael will “never march on Zenda”, nor does he “want the crown”."):
        assert judge(text=SAID, statements=told.replace("PARAPHRASE", fair)).of("quotation-in-our-words") == []


def test_marks_that_only_look_like_quotation_marks_are_refused_even_around_proven_words() -> None:
    assert "look like quotation marks: `″`" in on_a_page("He says ″we shall never march on Zenda″ [@never].".replace("we", "We"))[0]
    one(judge(files=country("Ruritania calls the plan ❮a disaster❯ [@michael-on-the-plan].")), "quotation-in-our-words", "“a disaster”")
    told = changed("  answers: {army: stays}", "  paraphrase: Michael will ´not march on Zenda´.\n  answers: {army: stays}")
    one(judge(statements=told), "quotation-in-our-words", "look like quotation marks: `´`")


@pytest.mark.parametrize("text", ["`“I am a thief”`", "`\"I am a thief\"`", "```\n“I am a thief”\n```"])
def test_words_in_marks_in_code_are_words_in_marks(text: str) -> None:
    (told,) = on_a_page(text)
    assert "“I am a thief” stands in quotation marks, and no statement that this page cites has these words" in told


@pytest.mark.parametrize("target", ["countries/", "countries/de/", "statements/michael-wont-march/", "about/", "api/v1/facts.json", "#about-us"])
def test_links_that_lead_somewhere(target: str) -> None:
    assert judge(content={"content/about.md": f"# About us\n\n[here]({target})\n"}).diagnostics == ()


@pytest.mark.parametrize("target", ["countrys/", "countries/fr/", "statements/nobody/", "#nothing"])
def test_links_that_lead_nowhere(target: str) -> None:
    found = judge(content={"content/about.md": f"# About us\n\n[here]({target})\n"})
    one(found, "broken-link", target)
    assert found.diagnostics[0].span.line == 3


# --- claims -----------------------------------------------------------------------------------------------------------


def claim(claim: str, **more: str) -> Found:
    return judge(facts=FACTS.replace("Ruritania keeps 10,000 men in the field.\n", claim + "\n", 1), **more)


def test_a_number_that_the_evidence_does_not_have() -> None:
    one(claim("Ruritania keeps 12,000 men in the field."), "claim-not-in-evidence", "“12,000” in “Ruritania keeps 12,000 men in the field.”")


def test_a_name_that_the_evidence_does_not_have() -> None:
    one(claim("Ruritania keeps 10,000 men at Hentzau."), "claim-not-in-evidence", "“Hentzau”")
    one(claim("Ruritania and Princess Flavia keep 10,000 men."), "claim-not-in-evidence", "“Princess Flavia”")


@pytest.mark.parametrize("text", ["Ruritania keeps ten thousand men.", "The Ruritanian army has 10 thousand men.", "Germany keeps 10000 men."])
def test_the_same_number_or_name_otherwise(text: str) -> None:
    assert claim(text).diagnostics == ()


def test_a_paraphrase_is_held_to_the_sentences_that_it_tells() -> None:
    told = changed("  answers: {army: stays}", "  paraphrase: Michael will not march on {0}.\n  answers: {army: stays}")
    assert judge(statements=told.replace("{0}", "Zenda")).diagnostics == ()
    one(judge(statements=told.replace("{0}", "Hentzau")), "claim-not-in-evidence", "“Hentzau”", "the sentences that it tells")


def test_a_summary_is_held_to_what_it_cites() -> None:
    assert judge(files=country("Duke Michael will not march on Zenda, he said on 7 May 1894 [@michael-wont-march].")).diagnostics == ()
    one(judge(files=country("It will not march on Hentzau [@michael-wont-march].")), "claim-not-in-evidence", "“Hentzau”")
    one(judge(files=country("It keeps 12,000 men [@ruritania-keeps-men].")), "claim-not-in-evidence", "“12,000”")
    assert judge(files=country("It keeps 10,000 men. [@ruritania-keeps-men] It will not march [@michael-wont-march].")).diagnostics == ()


# --- what is left over ------------------------------------------------------------------------------


def test_quoted_words_that_nothing_accounts_for() -> None:
    text = TEXT + "The “coalition of the quiet” met.\n"
    found = judge(text=text)
    (fault,) = found.of("quoted-words-unkeyed")
    assert fault.severity == "warning"
    assert (fault.span.file, fault.span.line, fault.span.column) == (f"seeds/{SOURCE}.txt", 6, 6)
    assert "“coalition of the quiet”" in fault.message
    assert judge(text=text, not_speech='- {kind: heading, text: "A quiet kingdom"}\n- {kind: scare-quote, text: "coalition of the quiet"}').diagnostics == ()


def test_a_person_whom_nothing_refers_to() -> None:
    found = judge(files={"data/people/black-michael.yml": "name: Black Michael\n"})
    one(found, "unused-record", "nothing refers to the person `black-michael`")
    assert found.diagnostics[0].severity == "warning"


def test_a_person_whom_another_report_is_about_is_not_called_unused_too() -> None:
    misspelt = judge(statements=STATEMENTS.replace("speaker: princess-flavia", "speaker: princess-flavya"))
    assert misspelt.codes == ["unknown-reference"]
    swapped = judge(statements=STATEMENTS.replace("speaker: princess-flavia", "speaker: duke-michael"))
    assert swapped.codes == ["attribution-names-another"]


def test_an_archived_text_that_no_source_belongs_to() -> None:
    case = replace(judge().case, seeds=frozenset({SOURCE, "strelsau-gazete", "misread"}))
    case = replace(case, proofs=replace(case.proofs, records=replace(case.records, unread=frozenset({("sources", "misread")}))))
    (fault,) = rules.check(case)
    assert (fault.code, fault.severity, fault.span.file) == ("seed-without-source", "warning", "seeds/strelsau-gazete.txt")


def test_a_question_that_nothing_answers() -> None:
    found = judge(statements=changed("  answers: {army: stays}\n", ""))
    one(found, "answer-missing", "`army`")
