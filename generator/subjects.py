"""Whether the words beside a quotation show that somebody else says it than the one they name: "Baker warned Duke Michael: “".

English, and for kin and staff the languages with a list of them. Turns that are not listed say nothing: then the name counts.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

from .frozen import dataclass
from .languages import language_lists
from .patterns import compiled_late

HERE = "\ue000"  # stands for each name of the speaker, so that the patterns need not know it

TITLE = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Rev|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov)\.[ \xa0])?"
GROUPS = (
    "critics opponents rivals supporters allies aides advisers advisors officials residents locals neighbours neighbors voters protesters protestors "
    "demonstrators reporters journalists lawyers prosecutors experts analysts observers historians witnesses friends sources insiders activists "
    "campaigners users fans students workers soldiers").split()  # of people whom nobody names
_NAMES = r"[A-Z][\w-]*(?:[ \xa0][A-Z][\w-]*){0,2}"
_CALLING = frozenset(
    "called calls branded brands labelled labeled dubbed nicknamed known described describes hailed praised praises condemned condemns denounced "
    "accused accuses charged convicted thanked thanks criticised criticized pressed challenged interrupted confronted grilled mocked".split())
_DESCRIBED = r"(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]any)(?:[ ][a-z][a-z-]*){1,5}?"
_ONE_OF = r"(?:[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]any)"
_JOINING = "of to for near beside alongside opposite behind from with against at about on outside".split()
_CLOSE = rf"[ ](?P<join>{'|'.join(_JOINING)})[ ](?:the[ ])?"
_SOME = r"(?:[\w.’'-]+[ ]){0,4}?"
_NOT_CLOSE = "".join(rf"(?<! {word} )(?<! {word} the )" for word in _JOINING)
_ADVERB = r"(?:\w+ly[ ]|also[ ]|later[ ]|then[ ]|has[ ]|had[ ])?"
_BEGINS = r"(?:\A|[,;:—–][ ]|(?<!,)[ ]as[ ]|\b(?:heard|hears|hearing|watched|saw|when|while|because|that)[ ])"
_WORD = compiled_late(r"[\w’'-]+")
_PAUSES = " \xa0\n,—–-"
# What speaks for its author: "a letter from the Duke said". And what no person is called.
_WORKS = frozenset(
    "statement letter note post text message speech tweet book article account transcript report diary voice name word office person video "
    "recording memo order decree reply answer telegram paper document interview".split())
RANKS = frozenset("Minister President Chancellor Premier Mayor Secretary Ambassador Governor Senator Commissioner Chairman Chairwoman "
                  "Spokesman Spokeswoman Spokesperson".split())  # words of an office that stand right before a name
_NO_NAMES = frozenset("monday tuesday wednesday thursday friday saturday sunday i he she it they we you".split())
_ABOUT = frozenset("to on about against".split())
_NO_VERBS = frozenset(("read", "reads", "reading"))  # of a text
# Between a word for kin or staff and a name, by language; in the last two the case of the noun is enough.
_LINKS = {"de": r"\s+(?:von|vom|des|der|für)\s+", "fr": r"\s+(?:de\s+|du\s+|d[’'])", "pl": r"\s+", "uk": r"\s+"}


@dataclass(frozen=True, slots=True)
class Beside:
    """The reporter's words up to a quotation, and behind it, in its sentence, with `HERE` for each name of the speaker.

    `own`: the words of the speaker's names and offices, folded: who is called by one of them is the speaker.
    """

    lead: str
    tag: str
    own: Container[str]


def says_another(beside: Beside) -> bool:
    """Whether the subject of the verb of saying nearest to an English quotation is somebody else than the speaker."""
    lead, tag = beside.lead.lstrip(_PAUSES), beside.tag.lstrip(_PAUSES)
    verb = _last_verb(lead)
    before, behind = (lead[:verb.start()], lead[verb.end():]) if verb else ("", "")
    told = _TOLD.search(lead)
    if told and (verb is None or verb.start() <= told.start("told")):
        return True
    if is_called(lead, "en"):
        return True
    if (HERE in before and _own_lead().search(before)) or (HERE in tag and (_own_behind_verb().match(tag) or _own_before_verb().match(tag))):
        return False
    if HERE in lead and _IS.search(lead) and (found := _teller().match(tag)) and _speaks(found, beside.own):
        return True
    return _tag_names(tag, beside.own) or (verb is not None and _lead_names(before, behind, beside.own)) or _lead_is_close(lead, beside.own)


def is_called(lead: str, language: str) -> bool:
    """Whether the words before a quotation say what others call the speaker: "Michael was described as “", "The court called Michael “"."""
    if HERE not in lead:
        return False
    if language != "en":
        pattern = _CALLED_ELSEWHERE.get(language)
        return pattern is not None and pattern.search(lead) is not None
    words = _WORD.findall(lead.casefold())
    if _CALLING.isdisjoint(words):
        return False
    return any(pattern.search(lead) for pattern in _called())


# Right before a quotation that others say it of the speaker: „Duke Michael wurde als “, „Das Gericht nannte Duke Michael einen “.
_CALLED_ELSEWHERE = {
    "de": compiled_late(rf"(?:{HERE} (?:wurde|wird|werde|worden|gilt) (?:\w+ )?(?:als|wegen|des)|"
                        rf"(?:nannten?|nennen|bezeichneten?|bezeichnen|werfen|warfen|beschuldigen) {HERE}(?: (?:als|einen?|den|des|ein))?) ?\Z"),
    "fr": compiled_late(rf"{HERE} (?:a été|est|était|fut) (?:\w+ )?(?:qualifiée?|accusée?|traitée?|décrite?|surnommée?)"
                        r"(?: (?:de|d['’]|comme|être))*\s*\Z"),
    "pl": compiled_late(rf"{HERE} (?:został|została|jest|był|była|bywa) (?:\w+ )?(?:nazwan|nazywan|oskarżon|określon|okrzyknięt)\w+"
                        r"(?: (?:o|jako|przez \w+))* ?\Z"),
    "uk": compiled_late(rf"{HERE} (?:назвали|називають|звинувачують|звинуватили|охрестили|обвинувачують)(?: [ву])? ?\Z"),
}


def _last_verb(lead: str) -> re.Match[str] | None:
    """The last verb of saying before a quotation, where no pause parts them: "the mayor said on Monday: "."""
    found = None
    for found in _verb().finditer(lead):
        pass
    return found if found and _THEN.fullmatch(lead, found.end()) else None


def _lead_names(before: str, behind: str, own: Container[str]) -> bool:
    """Whether the words before the verb end with its subject, somebody else. A name of the speaker behind it has to be its object."""
    if HERE in behind and not _OBJECT.match(behind):
        return False
    subject = _subject().search(before)
    if subject is None or not _is_somebody(subject["who"] or subject["first"], own):
        return False
    return not _opens_with_own().match(before)  # "Michael, the regent said: “" may mean him


def _tag_names(tag: str, own: Container[str]) -> bool:
    """Whether somebody else stands beside the verb behind a quotation: "a reporter asked Michael", "said a source close to Michael"."""
    for pattern in (*_tags(), _about()) if HERE in tag else _tags()[_ALONE:]:
        found = pattern.match(tag)
        if found and _speaks(found, own):
            return True
    return False


def _lead_is_close(lead: str, own: Container[str]) -> bool:
    """Whether it leads up to a quotation that somebody says who is close to the speaker: "A source close to Michael said"."""
    found = _close_lead().match(lead) if HERE in lead else None
    return found is not None and _speaks(found, own)


def _speaks(found: re.Match[str], own: Container[str]) -> bool:
    """Whether some words mean somebody, and nothing in them is a work: not "one of Michael’s letters said"."""
    of_speaker = found.groupdict().get("join") not in _ABOUT  # "the report on Michael said"
    return not of_speaker and is_of_work(found["who"]) or (_is_somebody(found["who"], own) and not is_of_work(found.group()))


def is_of_work(words: str) -> bool:
    """Whether one of some words is a work, which speaks for its author: "a letter said"."""
    return any(word.casefold().removesuffix("s") in _WORKS for word in _WORD.findall(words))


def _is_somebody(who: str, own: Container[str]) -> bool:
    words = [word.casefold() for word in _WORD.findall(who)]
    if who.split()[-1] in RANKS:  # "said Prime Minister of Ruritania Michael"
        return False
    return not any(word.removesuffix("s") in _WORKS or word in _NO_NAMES or word in own or word in language_lists("en").saying for word in words)


_TOLD = compiled_late(rf"{HERE} (?:was|is|had been|has been) (?:\w+ly )?(?P<told>told|asked|warned|informed|advised|reminded|assured|ordered|urged|instructed)"
                      r"(?: by [^,.:;]{1,60})?[,:]?\s*\Z")
_IS = compiled_late(rf"\A(?:[^{HERE}]*[ ])?{HERE}[ ](?:is|was|has been|had been)(?:[ ][a-z]+){{0,2}}[ ]?\Z")  # Michael is “a danger,” the court said
_ALONE = 3  # from which on the patterns of a tag need no name of the speaker
_THEN = compiled_late(r"(?:[ \xa0][\w’'" + HERE + r"-]+){0,8}[,:]?\s*")
_OBJECT = compiled_late(rf"[ ](?:(?:of|at|to|about)[ ])?(?:the[ ])?{HERE}(?:[ ][a-z][\w-]*){{0,4}}[,:]\s*\Z")


@cache
def _called() -> Sequence[re.Pattern[str]]:
    verbs = "|".join(sorted(_CALLING))
    return (
        re.compile(rf"{HERE}(?:,[^,:“”]{{1,60}})?,?[ ](?:(?:is|was|has[ ]been|had[ ]been|being)[ ])?(?:\w+ly[ ])?"
                   r"(?:(?<=is[ ])|(?<=was[ ])|(?<=been[ ])|(?<=being[ ])|(?<=ly[ ])|(?<=,[ ]))"
                   rf"(?:{verbs})(?:[ ](?:as|of[ ]saying|of|to[ ]be|for|with|by|on|charges|being|an?|the|his|her|[a-z]+ly))*[ ]?\Z"),
        re.compile(rf"\A[^{HERE}]*?\b(?:{verbs})[ ](?:the[ ])?{HERE}(?:['’´]s?)?(?:[ ](?:as|of|for|with|to[ ]be|an?|the|his|her|calling|him)){{0,3}},?:?[ ]?\Z"),
    )


@cache
def _said() -> str:
    verbs = (verb for verb in language_lists("en").saying if " " not in verb and verb not in _NO_VERBS)
    return rf"(?:{'|'.join(map(re.escape, verbs))})(?![\w’'])"


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-]){_said()}")


@cache
def _own_lead() -> re.Pattern[str]:
    return re.compile(rf"{_NOT_CLOSE}{HERE}(?:,[^:“”]{{1,120}},)?[ \xa0](?:\w+[ ]){{0,2}}\Z")


@cache
def _opens_with_own() -> re.Pattern[str]:
    return re.compile(rf"(?:[Tt]he )?{HERE}(?:[ ]{_ADVERB}{_said()})?,")


@cache
def _own_behind_verb() -> re.Pattern[str]:
    return re.compile(rf"{_said()}[ \xa0]{_SOME}{_NOT_CLOSE}{HERE}(?!['’´])")


@cache
def _own_before_verb() -> re.Pattern[str]:
    return re.compile(rf"{_SOME}{_NOT_CLOSE}{HERE}(?:,[^:“”]{{1,120}},)?[ \xa0](?:\w+[ ]){{0,2}}{_said()}")


@cache
def _subject() -> re.Pattern[str]:
    """Who stands right before a verb: described behind a pause, or by a name, which an aside may follow where it opens the sentence."""
    return re.compile(rf"(?:{_BEGINS}(?P<who>{_DESCRIBED}(?:[ ](?:from|of|in)[ ]{_NAMES})?|{_NAMES})|\A(?P<first>{_DESCRIBED}|{_NAMES}),[^,.;:“”\"\n]{{1,80}},)[ ]{_ADVERB}\Z")


@cache
def _tags() -> Sequence[re.Pattern[str]]:
    said = _said()
    close = rf"(?P<who>{_DESCRIBED}|{_ONE_OF}){_CLOSE}{HERE}"
    return tuple(map(re.compile, (
        rf"{said}[ ]{close}(?:['’´]s?(?:[ ][\w-]+){{1,2}})?",
        rf"{close}(?:['’´]s?(?:[ ][\w-]+){{1,4}}?)?[ ]{_ADVERB}{said}",
        rf"(?P<who>{_DESCRIBED}|(?:[a-z][\w-]*[ ]){{0,4}}?{_NAMES})[ ]{_ADVERB}{said}[ ](?:(?:of|at|to|about)[ ])?(?:the[ ])?{HERE}(?=[.,;:!?]|\s*\Z)",
        rf"{TITLE}(?P<who>{_NAMES})(?:,[^.;:“”\"\n]{{1,60}},)?[ ]{_ADVERB}{said}(?=[,;:!?]|\.?\s*\Z|\s+[a-z])",
        rf"{said}[ ](?P<who>{_NAMES})(?=[,;:!?]|\.?\s*\Z|\s+[a-z])(?!,[ ](?:the[ ](?:[\w-]+[ ]){{0,3}})?{_NOT_CLOSE}{HERE})",
    )))


@cache
def _about() -> re.Pattern[str]:
    """ "Critics say of Michael", "the crowd roared as Michael arrived"."""
    return re.compile(rf"(?P<who>{_DESCRIBED}|(?:[a-z][\w-]*[ ]){{0,2}}?(?:{'|'.join(GROUPS)}))[ ]{_ADVERB}{_said()}[ ](?:[\w’'-]+[ ]){{0,4}}?"
                      rf"(?:of|at|to|about|as|when|while|after|before|outside|against)[ ](?:the[ ])?{HERE}")


@cache
def _teller() -> re.Pattern[str]:
    return re.compile(rf"(?P<who>{_DESCRIBED}|{_NAMES}|{'|'.join(GROUPS)})[ ]{_ADVERB}(?:{_said()}|ruled|found)\b")


@cache
def _close_lead() -> re.Pattern[str]:
    close = rf"(?P<who>{_DESCRIBED}|{_ONE_OF}|(?i:(?:[a-z-]+[ ]){{0,2}}?(?:{'|'.join(GROUPS)}))){_CLOSE}{HERE}"
    return re.compile(rf"(?:.*[,;:][ ])?{close}(?:['’´]s?(?:[ ][\w-]+){{1,4}}?)?[ ]{_ADVERB}(?:{_said()}|reads?)(?:[ ][\w-]+){{0,6}}[,:]?\s*\Z", re.DOTALL)


def is_of_kin(text: str, start: int, end: int, language: str) -> bool:
    """Whether a name only says whose kin or staff somebody is that speaks there: „…“, sagte der Sprecher von Michael."""
    pair = _kin(language.partition("-")[0].lower())
    if pair is None:
        return False
    kin, said = pair
    found = kin.search(text[max(0, start - 80):start])
    return found is not None and (found["said"] is not None or said.match(text[end:end + 60]) is not None)


@cache
def _kin(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    """What stands before such a name, from the verb of saying on where one leads up to it; and the verb behind it."""
    lists = language_lists(language)
    if language not in _LINKS or not lists.kin:
        return None
    said = "|".join(re.escape(verb) for verb in lists.saying if "…" not in verb)
    kin = "|".join(map(re.escape, lists.kin))
    return (re.compile(rf"(?P<said>\b(?:{said})\s+(?:[\w’'-]+\s+){{0,3}}?(?:[ld][’'])?)?(?<!\w)(?:{kin}){_LINKS[language]}\Z", re.IGNORECASE),
            re.compile(rf",?\s+(?:[\w’']+\s+){{0,2}}?(?:{said})\b", re.IGNORECASE))
