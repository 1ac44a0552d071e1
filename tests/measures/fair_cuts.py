"""Fair cuts in five languages, made from frames and fillers written by hand; the same ones in each run.

A frame is an article's paragraph (or several) in which ⟦ ⟧ stand around the quoted words. Into it go: `{c}` a clause
that says something of its own, `{C}` the same with a capital, `{B}` a sentence before, `{A}` a sentence behind. Most
sentences before and behind carry a negation, a condition or a hedge, which is no part of what is quoted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What one language brings: clauses in lower case, sentences before and behind, frames by kind."""

    clauses: tuple[str, ...]
    before: tuple[str, ...]
    behind: tuple[str, ...]
    frames: tuple[tuple[str, str], ...]


EN = Words(
    clauses=(
        "we will rebuild the old mill in Hentzau",
        "the miners have earned their pay",
        "the border is quiet tonight",
        "I have read every letter of the treaty",
        "our soldiers went home for the harvest",
        "the new road saves two hours",
        "the Chamber has voted for the budget",
        "this castle belongs to the people of Zenda",
        "my brother and I spoke for an hour",
        "the railway will reach the coast by spring",
        "every school in the valley has a teacher",
        "they still keep the old flag in the tower",
        "the King sleeps, eats and reads his papers",
    ),
    before=(
        "We did not come here to fight.", "Nobody asked for this.", "If I am wrong, tell me.", "Perhaps you have heard the rumours.",
        "Is there nothing left to say?", "I never liked speeches.", "It may rain.", "Let me be plain.", "The Duke denied that he had known.",
    ),
    behind=(
        "Nothing else matters.", "We will not wait for long.", "If anyone doubts it, let him look.", "Perhaps that is too little.",
        "Who would not be proud?", "There is no more to say.", "That is all.", "Unless it snows, we meet on Monday.", "Only time will tell.",
    ),
    frames=(
        ("whole sentence", "“{B} ⟦{C}.⟧ {A}” said Colonel Sapt."),
        ("whole sentence", "The Duke had not slept. “⟦{C}⟧,” he said. “{A}”"),
        ("whole sentence", "“{B}” Flavia said, although nobody had asked. “⟦{C}.⟧”"),
        ("whole sentence", "“{B} {A}” the mayor told the Messenger.\n“⟦{C}⟧,” he added, without a smile.\nHe did not stay."),
        ("whole sentence", "“{B} ⟦{C}.⟧\n“{A}” the abbot said."),
        ("reporter’s voice", "Nobody in the hall was surprised when the minister said “⟦{c}⟧”."),
        ("reporter’s voice", "“⟦{C}⟧,” said the treasurer, who had never said so before. But he looked tired."),
        ("reporter’s voice", "Asked if the reports were true, the envoy did not hesitate. “⟦{C}⟧,” he said."),
        ("reporter’s voice", "“⟦{C}⟧,” said Flavia. “But who will tell the Duke?” asked Sapt."),
        ("fair clause", "“⟦{C}⟧, and nobody can change that,” said Sapt."),
        ("fair clause", "“⟦{C}⟧; we do not owe anyone an answer,” said Sapt."),
        ("fair clause", "“We do not ask for thanks, and ⟦{c}⟧,” the mayor said."),
        ("fair clause", "“⟦{C}⟧, because nobody else would do it,” Fritz von Tarlenheim said."),
        ("fair clause", "“⟦{C}⟧, even if the papers say otherwise,” said the Marshal."),
        ("idiom", "“No doubt ⟦{c}⟧,” said the Cardinal."),
        ("idiom", "“In May I said it, and in June I say it again, ⟦{c}⟧,” said the judge."),
        ("parts", "“{B} ⟦{C}⟧,” said Sapt, who was not smiling. “⟦That is the whole story⟧. {A}”"),
        ("parts", "“⟦{C}⟧,” she said, “⟦and I am glad of it⟧.”"),
    ),
)

DE = Words(
    clauses=(
        "wir bauen die alte Mühle in Hentzau wieder auf",
        "die Bergleute haben ihren Lohn verdient",
        "die Grenze ist heute ruhig",
        "ich habe jede Zeile des Vertrags gelesen",
        "unsere Soldaten gingen zur Ernte nach Hause",
        "die neue Straße spart zwei Stunden",
        "die Kammer hat den Haushalt beschlossen",
        "dieses Schloss gehört den Leuten von Zenda",
        "mein Bruder und ich sprachen eine Stunde lang",
        "die Bahn wird im Frühling die Küste erreichen",
        "jede Schule im Tal hat eine Lehrerin",
        "sie haben die alte Fahne noch im Turm",
        "der König schläft, isst und liest seine Akten",
    ),
    before=(
        "Wir wollten keinen Streit.", "Niemand hat darum gebeten.", "Wenn ich mich irre, sagen Sie es.", "Vielleicht kennen Sie die Gerüchte.",
        "Gibt es nichts mehr zu sagen?", "Ich mochte Reden nie.", "Es könnte regnen.", "Ich will offen sein.", "Der Herzog bestritt, dass er es wusste.",
    ),
    behind=(
        "Sonst zählt nichts.", "Wir warten nicht lange.", "Wenn jemand zweifelt, soll er kommen.", "Vielleicht ist das zu wenig.",
        "Wer wäre da nicht stolz?", "Mehr ist nicht zu sagen.", "Das ist alles.", "Falls es schneit, treffen wir uns später.", "Nur die Zeit wird es zeigen.",
    ),
    frames=(
        ("whole sentence", "„{B} ⟦{C}.⟧ {A}“, sagte Oberst Sapt."),
        ("whole sentence", "Der Herzog hatte nicht geschlafen. „⟦{C}⟧“, sagte er. „{A}“"),
        ("whole sentence", "„{B}“, sagte Flavia, obwohl niemand gefragt hatte. „⟦{C}.⟧“"),
        ("whole sentence", "„{B} {A}“, sagte der Bürgermeister.\n„⟦{C}⟧“, fügte er ohne ein Lächeln hinzu.\nEr blieb nicht."),
        ("whole sentence", "„{B} ⟦{C}.⟧\n„{A}“, sagte der Abt."),
        ("reporter’s voice", "Niemand im Saal wunderte sich, als der Minister sagte, „⟦{c}⟧“."),
        ("reporter’s voice", "„⟦{C}⟧“, sagte der Schatzmeister, der das nie zuvor gesagt hatte. Aber er sah müde aus."),
        ("reporter’s voice", "Auf die Frage, ob das stimme, zögerte der Gesandte nicht. „⟦{C}⟧“, sagte er."),
        ("reporter’s voice", "„⟦{C}⟧“, sagte Flavia. „Aber wer sagt es dem Herzog?“, fragte Sapt."),
        ("fair clause", "„⟦{C}⟧, und niemand kann das ändern“, sagte Sapt."),
        ("fair clause", "„⟦{C}⟧; wir schulden niemandem eine Antwort“, sagte Sapt."),
        ("fair clause", "„Wir wollen keinen Dank, und ⟦{c}⟧“, sagte der Bürgermeister."),
        ("fair clause", "„⟦{C}⟧, weil es sonst keiner tut“, sagte Fritz von Tarlenheim."),
        ("fair clause", "„⟦{C}⟧, auch wenn die Zeitungen es anders sehen“, sagte der Marschall."),
        ("idiom", "„Nicht zuletzt deshalb sage ich, ⟦{c}⟧“, sagte der Kardinal."),
        ("idiom", "„Es besteht kein Zweifel, ⟦{c}⟧“, sagte der Richter."),
        ("parts", "„{B} ⟦{C}⟧“, sagte Sapt, der nicht lächelte. „⟦Das ist die ganze Geschichte⟧. {A}“"),
        ("parts", "„⟦{C}⟧“, sagte sie, „⟦und ich bin froh darüber⟧.“"),
    ),
)

FR = Words(
    clauses=(
        "nous reconstruirons le vieux moulin de Hentzau",
        "les mineurs ont mérité leur salaire",
        "la frontière est calme ce soir",
        "j’ai lu chaque ligne du traité",
        "nos soldats sont rentrés pour la moisson",
        "la nouvelle route fait gagner deux heures",
        "la Chambre a voté le budget",
        "ce château appartient aux gens de Zenda",
        "mon frère et moi avons parlé une heure",
        "le train atteindra la côte au printemps",
        "chaque école de la vallée a une institutrice",
        "ils gardent encore le vieux drapeau dans la tour",
        "le roi dort, mange et lit ses papiers",
    ),
    before=(
        "Nous ne voulions pas de querelle.", "Personne ne l’a demandé.", "Si je me trompe, dites-le.", "Vous connaissez peut-être les rumeurs.",
        "N’y a-t-il plus rien à dire ?", "Je n’ai jamais aimé les discours.", "Il pourrait pleuvoir.", "Je serai franc.", "Le duc a nié que ce fût vrai.",
    ),
    behind=(
        "Rien d’autre ne compte.", "Nous n’attendrons pas longtemps.", "Si quelqu’un en doute, qu’il vienne.", "C’est peut-être trop peu.",
        "Qui ne serait pas fier ?", "Il n’y a rien à ajouter.", "C’est tout.", "S’il neige, nous nous verrons plus tard.", "Seul le temps le dira.",
    ),
    frames=(
        ("whole sentence", "« {B} ⟦{C}.⟧ {A} », a dit le colonel Sapt."),
        ("whole sentence", "Le duc n’avait pas dormi. « ⟦{C}⟧ », a-t-il dit. « {A} »"),
        ("whole sentence", "« {B} », a dit Flavia, alors que personne ne l’interrogeait. « ⟦{C}.⟧ »"),
        ("whole sentence", "« {B} {A} », a dit le maire.\n« ⟦{C}⟧ », a-t-il ajouté sans sourire.\nIl n’est pas resté."),
        ("whole sentence", "« {B} ⟦{C}.⟧\n« {A} », a dit l’abbé."),
        ("reporter’s voice", "Personne dans la salle ne s’est étonné quand le ministre a dit « ⟦{c}⟧ »."),
        ("reporter’s voice", "« ⟦{C}⟧ », a dit le trésorier, qui ne l’avait jamais dit. Mais il avait l’air las."),
        ("reporter’s voice", "Interrogé sur ce point, l’envoyé n’a pas hésité. « ⟦{C}⟧ », a-t-il dit."),
        ("reporter’s voice", "« ⟦{C}⟧ », a dit Flavia. « Mais qui le dira au duc ? », a demandé Sapt."),
        ("fair clause", "« ⟦{C}⟧, et personne n’y peut rien », a dit Sapt."),
        ("fair clause", "« ⟦{C}⟧ ; nous ne devons de réponse à personne », a dit Sapt."),
        ("fair clause", "« Nous ne demandons pas de merci, et ⟦{c}⟧ », a dit le maire."),
        ("fair clause", "« ⟦{C}⟧, parce que personne d’autre ne le fait », a dit Fritz."),
        ("fair clause", "« ⟦{C}⟧, même si les journaux disent autre chose », a dit le maréchal."),
        ("idiom", "« Sans aucun doute, ⟦{c}⟧ », a dit le cardinal."),
        ("idiom", "« Il ne fait aucun doute que ⟦{c}⟧ », a dit le juge."),
        ("parts", "« {B} ⟦{C}⟧ », a dit Sapt, qui ne souriait pas. « ⟦C’est toute l’histoire⟧. {A} »"),
        ("parts", "« ⟦{C}⟧ », a-t-elle dit, « ⟦et j’en suis heureuse⟧. »"),
    ),
)

PL = Words(
    clauses=(
        "odbudujemy stary młyn w Hentzau",
        "górnicy zasłużyli na swoją płacę",
        "granica jest dziś spokojna",
        "przeczytałem każdy wiersz traktatu",
        "nasi żołnierze poszli do domu na żniwa",
        "nowa droga oszczędza dwie godziny",
        "Izba uchwaliła budżet",
        "ten zamek należy do ludzi z Zendy",
        "mój brat i ja rozmawialiśmy godzinę",
        "kolej dojedzie do morza na wiosnę",
        "każda szkoła w dolinie ma nauczycielkę",
        "oni wciąż trzymają starą flagę w wieży",
        "król śpi, je i czyta swoje papiery",
    ),
    before=(
        "Nie chcieliśmy kłótni.", "Nikt o to nie prosił.", "Jeśli się mylę, proszę powiedzieć.", "Być może znacie plotki.",
        "Czy nic więcej nie ma do dodania?", "Nigdy nie lubiłem przemówień.", "Mógłby spaść deszcz.", "Powiem wprost.", "Książę zaprzeczył, że wiedział.",
    ),
    behind=(
        "Nic innego się nie liczy.", "Nie będziemy długo czekać.", "Jeśli ktoś wątpi, niech przyjdzie.", "Być może to za mało.",
        "Kto by nie był dumny?", "Nie ma nic więcej do dodania.", "To wszystko.", "Jeżeli spadnie śnieg, spotkamy się później.", "Tylko czas pokaże.",
    ),
    frames=(
        ("whole sentence", "„{B} ⟦{C}.⟧ {A}” – powiedział pułkownik Sapt."),
        ("whole sentence", "Książę nie spał. „⟦{C}⟧” – powiedział. „{A}”"),
        ("whole sentence", "„{B}” – powiedziała Flavia, choć nikt nie pytał. „⟦{C}.⟧”"),
        ("whole sentence", "„{B} {A}” – powiedział burmistrz.\n„⟦{C}⟧” – dodał bez uśmiechu.\nNie został."),
        ("whole sentence", "— ⟦{C}⟧ — powiedział opat. — {A}"),
        ("reporter’s voice", "Nikt na sali się nie zdziwił, gdy minister powiedział, że „⟦{c}⟧”."),
        ("reporter’s voice", "„⟦{C}⟧” – powiedział skarbnik, który nigdy tego nie mówił. Ale wyglądał na zmęczonego."),
        ("reporter’s voice", "Zapytany o to poseł się nie wahał. „⟦{C}⟧” – powiedział."),
        ("reporter’s voice", "„⟦{C}⟧” – powiedziała Flavia. „Ale kto powie księciu?” – zapytał Sapt."),
        ("fair clause", "„⟦{C}⟧, a tego nikt nie zmieni” – powiedział Sapt."),
        ("fair clause", "„⟦{C}⟧; nie jesteśmy nikomu winni odpowiedzi” – powiedział Sapt."),
        ("fair clause", "„Nie prosimy o podziękowania, a ⟦{c}⟧” – powiedział burmistrz."),
        ("fair clause", "„⟦{C}⟧, bo nikt inny tego nie robi” – powiedział Fritz."),
        ("fair clause", "„⟦{C}⟧, nawet jeśli gazety piszą inaczej” – powiedział marszałek."),
        ("idiom", "„Bez wątpienia ⟦{c}⟧” – powiedział kardynał."),
        ("idiom", "„Nie ma wątpliwości, że ⟦{c}⟧” – powiedział sędzia."),
        ("parts", "„{B} ⟦{C}⟧” – powiedział Sapt, który się nie uśmiechał. „⟦Oto cała historia⟧. {A}”"),
        ("parts", "„⟦{C}⟧” – powiedziała – „⟦i cieszę się z tego⟧.”"),
    ),
)

UK = Words(
    clauses=(
        "ми відбудуємо старий млин у Гентцау",
        "шахтарі заслужили свою платню",
        "кордон сьогодні спокійний",
        "я прочитав кожен рядок договору",
        "наші солдати пішли додому на жнива",
        "нова дорога заощаджує дві години",
        "Палата ухвалила бюджет",
        "цей замок належить людям Зенди",
        "мій брат і я говорили цілу годину",
        "залізниця дійде до моря навесні",
        "кожна школа в долині має вчительку",
        "вони досі тримають старий прапор у вежі",
        "король спить, їсть і читає свої папери",
    ),
    before=(
        "Ми не хотіли сварки.", "Ніхто про це не просив.", "Якщо я помиляюся, скажіть.", "Можливо, ви чули чутки.",
        "Хіба більше нічого сказати?", "Я ніколи не любив промов.", "Міг би піти дощ.", "Скажу прямо.", "Герцог заперечив, що знав.",
    ),
    behind=(
        "Решта не має значення.", "Ми не чекатимемо довго.", "Якщо хтось сумнівається, хай прийде.", "Можливо, це замало.",
        "Хто б не пишався?", "Більше нічого сказати.", "Це все.", "Якщо піде сніг, зустрінемося пізніше.", "Тільки час покаже.",
    ),
    frames=(
        ("whole sentence", "«{B} ⟦{C}.⟧ {A}» — сказав полковник Сапт."),
        ("whole sentence", "Герцог не спав. «⟦{C}⟧», — сказав він. «{A}»"),
        ("whole sentence", "«{B}» — сказала Флавія, хоча ніхто не питав. «⟦{C}.⟧»"),
        ("whole sentence", "«{B} {A}» — сказав мер.\n«⟦{C}⟧», — додав він без усмішки.\nВін не залишився."),
        ("whole sentence", "— ⟦{C}⟧, — сказав абат. — {A}"),
        ("reporter’s voice", "Ніхто в залі не здивувався, коли міністр сказав, що «⟦{c}⟧»."),
        ("reporter’s voice", "«⟦{C}⟧», — сказав скарбник, який ніколи цього не казав. Але вигляд у нього був утомлений."),
        ("reporter’s voice", "На це запитання посланець не вагався. «⟦{C}⟧», — сказав він."),
        ("reporter’s voice", "«⟦{C}⟧», — сказала Флавія. «Але хто скаже герцогові?» — запитав Сапт."),
        ("fair clause", "«⟦{C}⟧, і ніхто цього не змінить», — сказав Сапт."),
        ("fair clause", "«⟦{C}⟧; ми нікому не винні відповіді», — сказав Сапт."),
        ("fair clause", "«Ми не просимо подяки, і ⟦{c}⟧», — сказав мер."),
        ("fair clause", "«⟦{C}⟧, бо ніхто інший цього не робить», — сказав Фріц."),
        ("fair clause", "«⟦{C}⟧, навіть якщо газети пишуть інше», — сказав маршал."),
        ("idiom", "«Без сумніву, ⟦{c}⟧», — сказав кардинал."),
        ("idiom", "«Немає сумніву, що ⟦{c}⟧», — сказав суддя."),
        ("parts", "«{B} ⟦{C}⟧», — сказав Сапт, який не усміхався. «⟦Ось і вся історія⟧. {A}»"),
        ("parts", "«⟦{C}⟧, — сказала вона, — ⟦і я цьому рада⟧.»"),
    ),
)

LANGUAGES = {"de": DE, "en": EN, "fr": FR, "pl": PL, "uk": UK}


def fair_cuts() -> Iterator[tuple[str, str, str]]:
    """Language, kind and marked text of each cut: every frame with every clause, sentences around it in turn."""
    for language, words in LANGUAGES.items():
        for f, (kind, frame) in enumerate(words.frames):
            for c, clause in enumerate(words.clauses):
                yield language, kind, frame.format(
                    c=clause, C=clause[0].upper() + clause[1:],
                    B=words.before[(c + f) % len(words.before)], A=words.behind[(2 * c + f) % len(words.behind)],
                )  # fmt: skip
