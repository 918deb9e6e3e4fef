"""A paragraph into its sentences, verbatim. What a citation quotes is one of them.

News is full of stops that end nothing: Lt. Gen., U.S., No. 5, J. K. Rowling, a.m. A general splitter
breaks names there, and half a name makes a wrong answer; a sentence too long is only a long quote. So a
stop counts as an end only when what stands before and after it both allow it.
"""

import re

_CANDIDATE = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s+\S)|[!?.][\"”’»](?=[\"“‘«])")
_OPENER = "\"'“‘«([¿¡"

_TITLES = frozenset(
    "mr mrs ms mx dr prof rev fr sr msgr hon gov sen rep pres lt gen col maj capt cmdr adm sgt cpl pvt pfc "
    "brig supt insp det amb atty st mt ft vs v ph.d messrs mmes dist.atty e.g i.e cf viz approx ca fig no nos "
    "art sec vol ch pp op cit est".split()
)
"""Abbreviations that lead to a word of the same sentence: a stop after them ends nothing."""

_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_BEFORE_NUMBER = _MONTHS | frozenset("no nos art sec vol ch p pp fig op".split())
_EITHER = frozenset(
    "jr sr inc corp co ltd llc plc bros etc al esq a.m p.m u.s u.k u.n e.u d.c u.s.a u.a.e u.s.s.r b.c a.d "
    "ph.d m.d ave blvd rd ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont "
    "neb nev okla ore pa penn tenn tex vt va wash wis wyo ont que".split()
)
"""Abbreviations that may end a sentence: they do when a word follows that opens one."""

_OPENING_WORDS = frozenset(
    "the a an he she it they we i you his her its their our my this that these those there here but and or so yet "
    "in on at by for from to of with as after before when while if though although since because during "
    "however meanwhile meantime also both one two three many most some all no not now then what who why how where "
    "asked speaking earlier later last on under over about according despite among analysts officials "
    "police".split()
)
_SAYING = re.compile(
    r"(?:[a-z]|(?:[A-Z][\w.’'-]* ){1,4}(?:said|says|asked|told|added|wrote|shouted|replied|cried|asks|adds)\b)"
)


def split(text: str) -> list[str]:
    """Return the sentences of ``text`` in order, each a verbatim piece of it; only spaces fall between."""
    sentences: list[str] = []
    start = 0
    for found in _CANDIDATE.finditer(text):
        if _ends(text, start, found):
            sentences.append(text[start : found.end()].strip())
            start = found.end()
    rest = text[start:].strip()
    return [sentence for sentence in [*sentences, rest] if sentence]


def _ends(text: str, start: int, found: re.Match[str]) -> bool:
    """Return whether the stop ``found`` ends the sentence that began at ``start``."""
    after = text[found.end() :].lstrip()
    if ")" in after and _is_inside_brackets(text[start : found.end()]):
        return False
    mark = found.group()
    closed = mark[-1] in "\"'”’»"
    if mark[0] in "!?…" or mark.startswith(("..", "!", "?")):
        return not (after[:1].islower() or (closed and _SAYING.match(after))) and after[:1] not in ",;:—–-"
    if after[:1].islower() or after[:1] in ",;:":
        return False
    return closed or len(mark) > 1 or _stop_ends(text[start : found.start()], after)


def _stop_ends(before: str, after: str) -> bool:
    """Return whether a bare full stop between ``before`` and ``after`` ends a sentence."""
    word = re.search(r"[^\s\"'“‘«(\[—–/-]*$", before)
    last = word.group() if word else ""
    key = last.casefold()
    first = after.lstrip(_OPENER)
    following = re.findall(r"^[\w’']+", first)
    opens = (after[0] in _OPENER and first[:1].isupper()) or (
        bool(following) and following[0].casefold() in _OPENING_WORDS
    )
    if key in _BEFORE_NUMBER and first[:1].isdigit():
        return False
    if key in _EITHER:
        return opens
    if key in _TITLES:
        return False
    if key in _MONTHS:
        return not first[:1].isdigit()
    if re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", last):
        return last not in {"I"} and opens if len(last) == 1 else opens
    return not re.fullmatch(r"\d{1,2}", before.strip())


def _is_inside_brackets(sentence: str) -> bool:
    """Return whether a bracket is still open at the end of ``sentence`` and does not hold all of it."""
    opened = sentence.count("(") - sentence.count(")")
    return opened > 0 and not sentence.lstrip("\"'“‘").startswith("(")
