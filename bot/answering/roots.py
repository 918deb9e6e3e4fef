"""Roots: stems that also unite the forms of irregular verbs, so that "who won" finds "winner"."""

from functools import lru_cache

from bot.answering import countries
from index.news.words import STOPWORDS, stem, words

_IRREGULAR = """
arise arose arisen; bear bore borne; beat beaten; become became; begin began begun; bite bit bitten; bleed
bled; blow blew blown; break broke broken; breed bred; bring brought; build built; burn burnt; buy bought;
catch caught; choose chose chosen; come came; deal dealt; dig dug; draw drew drawn; drink drank drunk; drive
drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt; fight fought; find found; flee fled; fly
flew flown; forbid forbade forbidden; forget forgot forgotten; freeze froze frozen; get got gotten; give
gave given; go went gone; grow grew grown; hang hung; hear heard; hide hid hidden; hold held; keep kept;
know knew known; lay laid; lead led; learn learnt; leave left; lend lent; lose lost loss; make made; mean
meant; meet met; pay paid; ride rode ridden; ring rang rung; rise rose risen; run ran; see saw seen; seek
sought; sell sold sale; send sent; shake shook shaken; shoot shot; show shown; shrink shrank shrunk; sing
sang sung; sink sank sunk; sit sat; sleep slept; speak spoke spoken speech; spend spent; stand stood; steal
stole stolen; strike struck stricken; swear swore sworn; swim swam swum; swing swung; take took taken; teach
taught; tear tore torn; tell told; think thought; throw threw thrown; wake woke woken; wear wore worn; win
won; withdraw withdrew withdrawn; write wrote written; die death dead; choose choice; marry marriage; elect
election; arrive arrival; deny denial
"""
_BASE = {form: family.split()[0] for family in _IRREGULAR.replace("\n", " ").split(";") for form in family.split()}
_AGENT = ("er", "ers")
_MIN_STEM = 3


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """Return the root of a folded word: its stem, of the base form where the verb is irregular.

    The names of a country and its people have one root.

    ``leader`` and ``winner`` come to the root of their verb where that verb is in the table.
    """
    if word in countries.NAMES:
        return countries.NAMES[word]
    base = _BASE.get(word)
    if base is None:
        for ending in _AGENT:
            bare = word.removesuffix(ending)
            if bare != word and len(bare) >= _MIN_STEM:
                base = _BASE.get(bare) or (_BASE.get(bare[:-1]) if bare[-1] == bare[-2] else None)
    return stem(base or word)


def roots_of(table: str) -> frozenset[str]:
    """Return the roots of the words of a table.

    Args:
        table: Words with white space between them.
    """
    return frozenset(map(root, table.split()))


def is_verb(word: str) -> bool:
    """Tell whether a word written small is a verb by its form: "chose", "named", "has", "stands".

    Args:
        word: A word as it stands before a name, where no plural does.
    """
    inflected = word.endswith("ed") or (word.endswith("s") and not word.endswith("ss"))
    return word.islower() and (inflected or _BASE.get(word, word) != word)


@lru_cache(maxsize=16_384)
def content_roots(text: str) -> tuple[str, ...]:
    """Return the roots of the words of ``text`` that are not function words, in order."""
    return tuple(root(word) for word in words(text) if word not in STOPWORDS)
