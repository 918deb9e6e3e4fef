"""Who goes with what: pairs each person of a sentence with the noun phrase it is about. Pure.

"A Ukrainian delegation led by Rustem Umerov sat opposite a Russian team headed by Vladimir Medinsky" holds two
answers to "Who led each delegation?", and which is which is told by what stands nearest.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.answering import bodies, countries
from bot.answering.bodies import BODIES, body_of, kin
from bot.answering.finding import Candidate
from bot.answering.heading import LEADING, LEADS, LED
from bot.answering.names import Name, alike, same_person, spot, stands_in
from bot.answering.pairing import Pair, Phrase, aliases, paired, span_of, tokens_of
from bot.answering.parties import party
from bot.answering.people import asked, is_source, people
from bot.answering.question import Kind, Question
from bot.answering.roots import content_roots, root
from bot.answering.standing import holds_another_office, is_side, likely, persons_of
from index.news.words import fold, words

_BESIDE = 2
"""Words before a name that tell what is asked of it: "captained Halmstad", "captain of Halmstad"."""
FARTHEST = 12
"""Distance in words from which a noun phrase is not taken for a person's own."""
_OTHERWISE_CALLED = 4
"""Words of distance that a name counts for beside bodies that are called what the question calls them."""
_ASKED_BODY = re.compile(r"^(?:which|what) (\w+)\b")
_LEADER_OF = re.compile(
    rf"who(?:'s| is| was| will)? ?(?:{LEADS}|{LED}|{LEADING}|runs?|ran|running"
    r"|(?:the )?(?:leader|head|captain|chief executive|ceo|boss|chair) of) "
    r"(?:the )?([A-Z].*)",
    re.IGNORECASE,
)


def pairs(
    sentence: str, question: Question, marked: Sequence[Candidate] = (), farthest: int = FARTHEST
) -> list[Pair]:
    """Return the people of ``sentence`` that stand near a noun phrase like the question's noun, with the phrase.

    Where no phrase of it has such a noun, the names that are not marked may be what the noun means:
    "Ingrid Solheim captained Port Alder" answers "Who captained each team?". Then only marked people count.

    Args:
        sentence: The sentence.
        question: A question that asks about several of a noun ("each delegation").
        marked: Words of the sentence that a reader takes for answers.
        farthest: Distance in words from which a noun phrase is not taken for a person's own.

    Returns:
        At most one pair a phrase and a person, in the sentence's order.
    """
    return _bound(sentence, question, marked, question.noun, farthest)


def _bound(
    sentence: str,
    question: Question,
    marked: Sequence[Candidate],
    noun: str,
    farthest: int,
    *,
    known: bool = False,
) -> list[Pair]:
    """Return who goes with what in a sentence.

    Args:
        sentence: The sentence.
        question: The question.
        marked: Words of the sentence that a reader takes for answers.
        noun: What the bodies are called, or "".
        farthest: Distance in words from which a body is not taken for a person's own.
        known: Whether what the question names may be a body; else only what it does not name is told.
    """
    tokens = tokens_of(sentence)
    phrases = bodies.phrases(tokens, noun) if noun else []
    marked = likely(sentence, marked)
    held = [(tokens[one.first].start(), tokens[one.last].end()) for one in phrases]
    names = [
        one
        for one in bodies.names(sentence, marked)
        if not any(one.start < end and start < one.end for start, end in held)
        and (known or not (asked(one.text, question) or root(fold(one.text)) in question.roots))
    ]
    sure = [one for one in marked if not is_source(sentence, one)]
    if phrases:
        sure += [one for one in map(_candidate, people(sentence, question)) if one in names and one not in sure]
    persons = persons_of(sentence, tokens, names, sure)
    sides = [one for one in names if one not in persons]
    if phrases:
        sides = [one for one in sides if _may_be_side(sentence, one)]
    handicap = _OTHERWISE_CALLED if phrases else 0
    phrases += [Phrase(one.text, *span_of(tokens, one.start, one.end), handicap) for one in sides]
    phrases.sort(key=lambda one: one.first)
    found = paired(tokens, [*phrases, *aliases(tokens, phrases)], persons, farthest)
    return [one for one in found if not holds_another_office(sentence, one.candidate, question)]


def _may_be_side(sentence: str, name: Candidate) -> bool:
    """Tell whether a name may be of a body of people in a sentence that has others: no country, no adjective."""
    alone = len(words(name.text)) == 1 and not sentence[: name.start].endswith(("'s ", "’s "))
    return not any(countries.mentioned(name.text)) and (is_side(sentence, name) or not alone)


def leads(sentence: str, question: Question) -> tuple[Candidate, ...] | None:
    """Return the people whom ``sentence`` pairs with the body of people that a question names by its country.

    "Who led the Russian delegation?" is answered by the person beside "a Russian team", not by the one nearer to
    the word "delegation".

    Args:
        sentence: The sentence.
        question: The question, understood.

    Returns:
        ``None`` where the question names no such body or the sentence pairs nobody with one of any country;
        none if it does, but with those of other countries.
    """
    wanted, noun = party(question), body_of(question)
    if not asks_for_head(question):
        return None
    asking = replace(question, noun=noun)
    labelled = [(countries.named(pair.label), pair.candidate) for pair in pairs(sentence, asking)]
    if not any(called for called, _ in labelled):
        return None
    return tuple(candidate for called, candidate in labelled if wanted & called)


def led(sentence: str, question: Question) -> tuple[Candidate, ...] | None:
    """Return the bodies of people that ``sentence`` pairs with the person a question names.

    "Which delegation did Medinsky lead?" is answered by "Russian team", which "Vladimir Medinsky" stands beside.

    Args:
        sentence: The sentence.
        question: The question, understood.

    Returns:
        ``None`` where the question asks for no such body or the sentence pairs nobody with one; none if it does,
        but only others than the person.
    """
    if not asks_for_body(question):
        return None
    asked_about = [
        _candidate(one) for one in spot(sentence) if any(same_person(one.text, each) for each in question.names)
    ]
    others = [one for one in question.names if not any(same_person(each.text, one) for each in asked_about)]
    asking = replace(question, text=" ".join(others), names=(), kind=Kind.PERSON, noun=body_of(question))
    found = pairs(sentence, asking, asked_about)
    labels = [pair.label for pair in found if pair.candidate in asked_about]
    places = [sentence.find(label) for label in labels]
    return tuple(Candidate(label, at, at + len(label)) for label, at in zip(labels, places, strict=True)) or (
        () if found else None
    )


def settled(sentence: str, question: Question, marked: Sequence[Candidate]) -> Candidate | None:
    """Return the person whom a sentence pairs with what a question names, where that is another than was marked.

    "Who captained Halmstad?" is not answered by whoever the sentence says captained Port Alder.

    Args:
        sentence: The sentence.
        question: A question for one person.
        marked: Whom a reader takes for the answer; at least one.

    Returns:
        The first marked person if nothing speaks against it; ``None`` if the sentence pairs it with another body
        of the same sort, and nobody with the one that was asked about.
    """
    noun = body_of(question)
    found = _bound(sentence, question, marked, noun, FARTHEST, known=True)
    mine = next((pair.label for pair in found if pair.candidate == marked[0]), "")
    asked_about = next((pair.candidate for pair in found if _stands_for(pair.label, question)), None)
    if _asks_for_leader(question):
        other = mine or is_side(sentence, marked[0]) or holds_another_office(sentence, marked[0], question)
        return asked_about or (None if other else marked[0])
    if not mine or _stands_for(mine, question):
        return marked[0]
    sort = words(mine)[-1]
    rival = any(words(name)[-1] == sort for name in question.names) or (noun and kin(sort, noun))
    rival = rival or _in_its_place(sentence, marked[0], mine, question)
    return asked_about or (None if rival else marked[0])


def _asks_for_leader(question: Question) -> bool:
    """Tell whether a question asks who leads what it names: "Who runs Norvik Rail?"."""
    found = _LEADER_OF.match(question.text)
    return bool(found and any(found[1].startswith(name) for name in question.names))


def _in_its_place(sentence: str, person: Candidate, label: str, question: Question) -> bool:
    """Tell whether a sentence says of another what the question asks of a name: "captain", right beside each."""
    at = sentence.find(label)
    between = sentence[min(at + len(label), person.end) : max(at, person.start)]
    said = set(content_roots(between))
    asked_words = words(question.text)
    for name in question.names:
        first = next((i for i, word in enumerate(asked_words) if word == words(name)[0]), 0)
        beside = {root(word) for word in asked_words[max(0, first - _BESIDE) : first]}
        if said & beside and not stands_in(name, sentence):
            return True
    return False


def _stands_for(label: str, question: Question) -> bool:
    """Tell whether a label is of what the question names: all its words but its head are the question's."""
    there, mine = words(question.text), words(label)
    if any(stands_in(name, label) for name in question.names):
        return True
    if countries.named(label) & party(question):
        return True
    return all(any(alike(word, other) for other in there) for word in mine[:-1] or mine)


def asks_for_head(question: Question) -> bool:
    """Tell whether a question asks for a person of a body that it names by its country: "the Russian team"."""
    return question.kind is Kind.PERSON and bool(question.parties) and bool(body_of(question))


def asks_for_body(question: Question) -> bool:
    """Tell whether a question asks which body of people somebody belongs to: "Which team did Orlov captain?"."""
    noun = _ASKED_BODY.search(fold(question.text))
    return bool(noun and root(noun[1]) in BODIES and question.names)


def _candidate(name: Name) -> Candidate:
    return Candidate(name.text, name.start, name.end)
