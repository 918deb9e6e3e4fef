"""Names in running text, by how they are written, and whether two of them name the same.

There is no tagger here: a name is a run of capitalised words, less the titles and nationalities before it.
That misses some and takes some too many; what relies on it must bear that (a gate that refuses a passage
asks whether a name *stands* in it, which needs no spotting on that side).
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answering import countries
from bot.answering.rarity import is_ordinary
from bot.answering.roots import root
from index.news.words import STOPWORDS, fold, words

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Lt|Gen|Col|Sgt|Maj|Adm|Capt|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Jr|Sr|St|Mt)\.|[A-Z]\.(?=\s)"
    r"|[^\W_]+(?:[-'’][^\W_]+)*"
)
CAPITALISED = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*"
"""Words in a row that begin with a capital, as a pattern."""
_JOINERS = frozenset("of the de da del della di du van von der den bin ibn al el la le and & for".split())
_INNER_JOINERS = frozenset("of de da del della di du van von der den bin ibn al el la le &".split())
_GAP = re.compile(r"[ \u00a0]+(?:& )?")
_CLITIC = re.compile(r"['’]s?$")

TITLES = frozenset(
    "president premier prime minister foreign defense defence interior finance justice deputy vice secretary "
    "state sen rep gov senator representative governor congressman congresswoman lawmaker lt gen general col "
    "colonel maj major adm admiral capt captain sgt sergeant chancellor king queen prince princess pope "
    "cardinal bishop archbishop rev dr mr mrs ms miss sir dame lord lady judge chief coach manager mayor "
    "attorney speaker professor prof ambassador envoy special adviser advisor aide spokesman spokeswoman "
    "spokesperson director chairman chairwoman chair commissioner officer executive ceo cfo leader head "
    "founder actor actress singer author former retired then-president ex-president "
    "official officials u.s. national security press presidential military sheriff detective constable inspector "
    "commander lieutenant superintendent councilman councilwoman councillor".split()
)
"""Words that go before a person's name and are no part of it (folded, no full stop)."""

_CALLINGS = frozenset(
    "activist actor actress analyst architect artist astronaut banker billionaire biologist boxer businessman "
    "businesswoman captain champion chef climber columnist comedian composer conductor cosmonaut curator "
    "cyclist dancer defender delegate designer diplomat doctor driver economist editor engineer entrepreneur "
    "farmer filmmaker firefighter goalkeeper golfer guitarist historian host investor journalist lawyer "
    "librarian midfielder mountaineer musician negotiator novelist nurse painter photographer physicist pianist "
    "pilot pitcher playwright poet presenter prosecutor quarterback rapper referee reporter researcher sailor "
    "scientist skier soldier soprano sprinter star striker surgeon swimmer teacher tenor tycoon violinist "
    "winger".split()
)
"""What people are called by what they do, which a headline may begin with ("Conductor Lindgren settles")."""

NO_PERSON = frozenset(
    "ministry office party union council court house senate congress parliament committee commission agency "
    "department bureau bank company corp inc ltd llc group university college school institute association "
    "press news times post journal league club team united states nations kingdom palace street road avenue "
    "square airport station hospital hotel museum park river lake mountain mount island islands sea ocean bay "
    "county city province region district state republic federation administration organization organisation "
    "army navy force forces guard police service center centre foundation fund act bill law war cup games "
    "olympics championship championships award awards prize festival day week month east west north south "
    "middle northern southern eastern western central street conference summit treaty agreement".split()
)
"""Words that stand in names of anything but a person (folded)."""

CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december christmas easter ramadan".split()
)
"""Days, months and feasts, which are written with a capital and are no names here."""
_OPENERS = STOPWORDS | frozenset(
    "according also although among amid another around asked back because besides commenting despite "
    "earlier even every following given hours however including instead last late later like many may "
    "meanwhile meantime more most much nearly neither never next nobody none officials one only part people "
    "perhaps police pressure several shortly since so some speaking still such thanks though three today "
    "tomorrow tonight two under unlike unless upon us when whether while within without yesterday yet "
    "first second third four five six ten dozens hundreds thousands tens all both each name list give show "
    "tell explain describe did does do is are was were can could should would will has have had".split()
)
"""Words that begin a sentence with a capital and are no name."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name where it stands.

    Attributes:
        text: Its words, verbatim, without titles and nationality before it.
        start: Its offset in the text.
        end: The offset after it.
        person: Whether it may be a person's: two to four words, or a title before it, none of them an
            institution's or a place's.
        titled: Whether a title stands right before it.
    """

    text: str
    start: int
    end: int
    person: bool
    titled: bool


@lru_cache(maxsize=8_192)
def spot(text: str) -> tuple[Name, ...]:
    """Return the names in ``text`` in order.

    Args:
        text: Running text in mixed case.
    """
    found: list[Name] = []
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        word = token.group()
        joined = (
            bool(run)
            and not _CLITIC.search(run[-1].group())
            and bool(_GAP.fullmatch(text[run[-1].end() : token.start()]))
        )
        abbreviated = bool(run) and run[-1].group().endswith(".") and text[run[-1].end() : token.start()] == " "
        if run and not (joined or abbreviated):
            found += _names(text, run)
            run = []
        if (word[0].isupper() and not _opens_only(text, token)) or (run and word in _INNER_JOINERS):
            run.append(token)
        elif run:
            found += _names(text, run)
            run = []
    if run:
        found += _names(text, run)
    return tuple(found)


def _opens_only(text: str, token: re.Match[str]) -> bool:
    """Tell whether a capitalised word is capitalised only because it opens a sentence or is a pronoun."""
    word = fold(token.group())
    if token.group() == "I" or word.startswith("i'"):
        return True
    return word in _OPENERS and token.group()[1:].islower() | (len(word) == 1) and _opens(text, token)


def _opens(text: str, token: re.Match[str]) -> bool:
    """Tell whether a word is the first of a sentence or of a quotation."""
    before = text[: token.start()].rstrip(" \u00a0\"'“‘(—-•")
    return not before or before[-1] in ".!?:;" or text[max(0, token.start() - 1)] in "“\"‘'"


def _names(text: str, run: list[re.Match[str]]) -> list[Name]:
    """Return the name that a run of capitalised words holds, if any."""
    while run and run[-1].group() in _INNER_JOINERS:
        run = run[:-1]
    whole, run = run, _untitled(run)
    titled = len(run) < len(whole)
    while len(run) > 2 and _is_nationality(run[0].group()):
        named = run[1:]
        run = _untitled(named)
        titled = titled or len(run) < len(named)
    if len(run) == 1 and (fold(run[0].group()) in CALENDAR or is_title(run[0].group())):
        return []
    if len(run) == 1 and not titled and _is_sentences(text, run[0]):
        return []
    if not run:
        return []
    start, end = run[0].start(), run[-1].end()
    end -= len(match.group()) if (match := _CLITIC.search(text[start:end])) else 0
    parts = [fold(token.group()).strip(".") for token in run]
    before = re.findall(r"[\w.]+", text[:start][-40:])
    titled = titled or (bool(before) and fold(before[-1]).strip(".") in TITLES)
    plain = not any(_CLITIC.sub("", part) in NO_PERSON or part in CALENDAR for part in parts)
    shape = 2 <= len(parts) <= 4 or (len(parts) == 1 and titled)
    alone = not any(token.group().isupper() and len(token.group()) > 2 for token in run)
    known = any(countries.mentioned(text[start:end]))
    return [Name(text[start:end], start, end, plain and shape and alone and not known, titled)]


def _is_sentences(text: str, token: re.Match[str]) -> bool:
    """Tell whether the capital of a word is its sentence's, as in "Experts say"."""
    word = token.group()
    return word[1:].islower() and _opens(text, token) and is_ordinary(root(fold(word)))


def is_title(word: str) -> bool:
    """Tell whether a word goes before a person's name and is no part of it.

    Args:
        word: The word as written.
    """
    return fold(word).strip(".") in TITLES


def _untitled(run: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return a run of words without the titles before it and what joins them: "Secretary of State"."""
    while len(run) > 1 and is_title(run[0].group()):
        run = run[1:]
        while run and run[0].group() in _JOINERS:
            run = run[1:]
    return run


def _is_nationality(word: str) -> bool:
    return fold(_CLITIC.sub("", word)).replace(".", "") in countries.NAMES


def stands_in(name: str, text: str) -> bool:
    """Tell whether ``name`` stands in ``text``: whole, by its surname, its initials, or spelt a little otherwise.

    ``Keir Starmer`` stands in a text that says only "Starmer", but not in one whose only Starmer has another
    first name. ``European Union`` stands in one that says "EU", and the other way round.

    Args:
        name: A name without titles.
        text: Where to look.
    """
    parts = [word for word in words(name) if word not in _JOINERS]
    there = words(text)
    if not parts:
        return True
    present = [any(alike(part, word) for word in there) for part in parts]
    if all(present):
        return True
    if len(parts) == 1 and SHORTEST_INITIALS <= len(parts[0]) <= LONGEST_INITIALS:
        return bool(_spelled_out(parts[0]).search(text))
    if len(parts) > 1 and "".join(part[0] for part in parts) in {
        "".join(words(token)) for token in re.findall(r"\b[A-Z](?:\.?[A-Z])+\b", text)
    }:
        return True
    if len(parts) > 3 or not present[-1] or words(name)[-1] in NO_PERSON:
        return False
    return all(_first_name_free(spotted, parts) for spotted in spot(text) if alike(_last(spotted.text), parts[-1]))


@lru_cache(maxsize=1_024)
def _spelled_out(initials: str) -> re.Pattern[str]:
    """Return what finds a name of these initials: "nfl" finds the National Football League."""
    between = rf" (?:(?:{'|'.join(map(re.escape, sorted(_JOINERS)))}) )?"
    return re.compile(r"\b" + between.join(rf"{re.escape(letter.upper())}\w+" for letter in initials))


SHORTEST_INITIALS = 2
LONGEST_INITIALS = 5
"""Letters of what a name is called by its initials: NATO, UNHCR, but no word of a headline in capitals."""


def _last(name: str) -> str:
    return (words(name) or [""])[-1]


def _first_name_free(spotted: Name, parts: list[str]) -> bool:
    """Tell whether a name with the right surname carries no first name of somebody else."""
    others = [word for word in words(spotted.text)[:-1] if word not in _CALLINGS]
    return not others or any(same_given(part, other) for part in parts[:-1] for other in others)


def same_given(one: str, other: str) -> bool:
    """Tell whether two first names before one surname may be one: there shorter ones too may be misspelt."""
    if alike(one, other):
        return True
    swapped = len(one) == len(other) >= MIN_GIVEN_FUZZY and one[0] == other[0]
    return swapped and one.isalpha() and other.isalpha() and distance(one, other) == 1


MIN_GIVEN_FUZZY = 4
"""Letters a first name must have before another spelling is taken for it: Ilse is Ilze, Tom is not Tim."""
MIN_FUZZY = 5
"""Letters a word must have before another spelling is taken for it: Iran is not Iraq."""
LONG = 9
"""Letters from which two differing letters are still the same name (Zelenskiy, Zelenskyy)."""


@lru_cache(maxsize=65_536)
def alike(one: str, other: str) -> bool:
    """Tell whether two folded words may spell one name: at most one letter differs, two in long ones.

    Words of the country table are never fuzzy (Austria, Australia), nor are words with digits.
    """
    if one == other:
        return True
    shorter, longer = sorted((len(one), len(other)))
    if shorter < MIN_FUZZY or one[0] != other[0] or not (one.isalpha() and other.isalpha()):
        return False
    if one in countries.NAMES or one in countries.SEATS or other in countries.NAMES or other in countries.SEATS:
        return False
    allowed = 2 if shorter >= LONG else 1
    return longer - shorter <= allowed and distance(one, other) <= allowed


def distance(one: str, other: str) -> int:
    """Return the Levenshtein distance of two short words."""
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        left, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            left, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, left + (a != b))
    return row[-1]


def same_person(one: str, other: str) -> bool:
    """Tell whether two names may be one person's: the surnames agree and the first names do not differ.

    Args:
        one: A name without titles.
        other: Another.
    """
    mine, theirs = words(one), words(other)
    if not mine or not theirs or not alike(mine[-1], theirs[-1]):
        return False
    return len(mine) == 1 or len(theirs) == 1 or any(same_given(a, b) for a in mine[:-1] for b in theirs[:-1])
