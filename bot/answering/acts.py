"""What a question takes somebody to have done, and the words that say so or say the contrary. Pure.

News tells in many words that somebody attended, accepted, signed, won or resigned, and in as many that they did
not: they stayed away, turned an offer down, refused to.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answering.names import TITLES
from bot.answering.question import Kind, Question
from bot.answering.roots import content_roots, root
from index.news.words import STOPWORDS, fold, words

_TABLE = """
attend, take part, participate, show up, turn up, come to, go to, join, visit, compete, was there, was present,
did come, travel to
/ skip, boycott, snub, spurn, stay away, keep away, stay home, pull out, withdraw, was absent, not there, not come,
miss talk, miss meeting, miss summit, miss session, miss ceremony, miss race, miss match, miss game, miss final,
reject invitation, decline invitation, refuse invitation, turn down invitation, rebuff invitation

accept, agree, approve, endorse, support, back, consent
/ reject, refuse, decline, spurn, rebuff, turn down, dismiss, oppose, dissent, disagree, veto, vote against

reject, refuse, decline, spurn, rebuff, turn down, oppose / accept, agree to, approve

sign, put name to /

win, beat, defeat, finish first, come first
/ lose to, lose by, lose match, lose game, lose final, lose race, lose election, lose vote, lose case, concede,
finish second, finish third, finish fourth, finish last, come second, come third

resign, quit, step down, step aside, stand down, leave office, leave post, leave job, give up post
/ stay on, stay in office, remain in office, stay in post, remain in post

concede, admit defeat / claim victory

admit, confess, acknowledge, plead guilty / deny, plead not guilty

convict, find guilty / acquit, clear, find not guilty

acquit, clear / convict, find guilty

testify, take stand / decline testify

meet, sit down with / snub, spurn, decline meet, decline invitation, reject invitation

appeal / waive appeal

withdraw, pull out, drop out / stay in

skip, boycott, stay away / attend, take part, participate, show up, turn up

concede / claim victory
"""
"""Acts, each with the words that say it and, after the slash, those that say the contrary."""

_GAP = 3
"""Words that may stand between the words of a phrase: "turned the offer down"; none after "not"."""
TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ASKS = re.compile(
    r"^(?:so )?(?:(?:and )?why )?(did|does|do|has|have|had|is|are|was|were|will|would)(n't)?\b", re.I
)
BE = frozenset("is are was were be been being".split())
FUTURE = frozenset(("will", "would"))


@dataclass(frozen=True, slots=True)
class Act:
    """An act that a question asks about.

    Attributes:
        who: The folded words for whoever is asked about, without titles.
        done: The phrases that say that it was done, each a row of roots.
        undone: Those that say the contrary.
        rest: The content roots of what follows in the question: what was attended, accepted or won.
        suffered: Whether it was done to them: "Was she acquitted?"
        future: Whether it is to come.
    """

    who: tuple[str, ...]
    done: tuple[tuple[str, ...], ...]
    undone: tuple[tuple[str, ...], ...]
    rest: tuple[str, ...]
    suffered: bool
    future: bool


BASES = frozenset(word for word in _TABLE.replace(",", " ").split() if word.isalpha()) - {"quit", "beat", "put"}
"""The words of the phrases as they stand in the table: verbs in the form that tells of nothing past."""


def _phrases(side: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(map(root, phrase.split())) for phrase in side.replace("\n", " ").split(",") if phrase.strip()
    )


_ACTS = tuple(
    (_phrases(done), _phrases(undone)) for done, undone in (row.split("/") for row in _TABLE.strip().split("\n\n"))
)


def asked(question: Question) -> Act | None:
    """Return the act that a question whether or why somebody did something asks about, if it is one of the table.

    Args:
        question: The question, understood.
    """
    opening = _ASKS.match(question.text)
    if question.kind not in (Kind.YES_NO, Kind.REASON) or not opening:
        return None
    tokens = list(TOKEN.finditer(question.text, opening.end()))
    found = [
        (start, -end, done, undone)
        for done, undone in _ACTS
        for phrase in done
        for start, end in matches(tokens, phrase)
        if start and fold(tokens[start].group()) != "back"
    ]
    if not found:
        return None
    start, end, done, undone = min(found, key=lambda one: one[:2])
    subject = [word for token in tokens[:start] for word in words(token.group())]
    who = [word for word in subject if word not in STOPWORDS]
    while len(who) > 1 and who[0] in TITLES:
        del who[0]
    if not who:
        return None
    if question.kind is Kind.REASON and (opening[2] or "not" in subject):
        done, undone = undone, done
    auxiliary = opening[1].lower()
    lasting = auxiliary in BE and fold(tokens[start].group()).endswith("ing")
    return Act(
        tuple(who),
        done,
        undone,
        content_roots(question.text[tokens[-end].end() :]),
        suffered=auxiliary in BE and not lasting,
        future=auxiliary in FUTURE or lasting,
    )


def matches(tokens: Sequence[re.Match[str]], phrase: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where a phrase stands, its words in order and near one another: the first token and the last.

    Args:
        tokens: The tokens of a text, as ``TOKEN`` finds them.
        phrase: The roots of its words.
    """
    roots = [root((words(token.group()) or [""])[-1]) for token in tokens]
    for start, one in enumerate(roots):
        if one != phrase[0]:
            continue
        at = start
        gap = 0 if one == "not" else _GAP
        for word in phrase[1:]:
            at = next((i for i in range(at + 1, min(at + gap + 2, len(roots))) if roots[i] == word), -1)
            if at < 0:
                break
        else:
            yield start, at
