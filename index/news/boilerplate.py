"""What a newsroom prints around a story: rules, promotions, credits, captions, follow-us and copyright lines.

Each is told by its form, a whole block at a time. In doubt a block is prose: an answer lost with a
paragraph costs more than a credit line that can be cited.
"""

import re
from collections.abc import Sequence

from index.news.article import Reason
from index.news.blocks import Block
from index.news.words import content_stems

_END_MARK = re.compile(
    r"-\s*(?:30|0|end|ends)\s*-|\(?ends?\)?|#+\s*(?:#|end)?|reuters?|\(\s*more\s*\)", re.IGNORECASE
)

_URL = r"(?:https?://|www\.)\S+"
_CREDIT = re.compile(
    r"\(?(?:(?:additional|further) )?(?:reporting|writing|editing|compiled|produced)"
    r"\b[\w ,]{0,40}? by\b:? (?P<names>.*)"
    r"|\(?contribut(?:ors?|ing)(?: (?:reporters?|writers?|editors?))?: (?P<others>.*)",
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(
    r"(?:[\w.'’ -]{2,40}/){1,4}(?:AP|AFP|EPA|PA|UPI|Reuters|Getty Images|Shutterstock|TASS|Pool)"
    r"(?:/[\w.'’ -]{2,40}){0,2}",
    re.IGNORECASE,
)
_CREDIT_WORDS = frozenset(
    "in and by with reporting editing writing additional further compiled graphics photography production from "
    "for of at the to a de la van von da di bin al el staff reports reporters reporter writer writers journalist "
    "journalists wire services correspondent editor editors".split()
)
_CONTRIBUTED = re.compile(
    r".*\bcontributed (?:to|reporting (?:for|to)) (?:this|the) (?:\w+ )?(?:report|story|article|dispatch|piece)"
    r"(?: from [^.]*)?[.)]*|.*\bcontributed (?:reporting|from [A-Z][^.]*)[.)]*|.*,? contributed[.)]*",
)
_NEWSROOM = re.compile(
    r"\b(?:writers?|reporters?|journalists?|correspondents?|photographers?|editors?|producers?|researchers?"
    r"|staff|bureau|desk|associated press|AP|AFP|Reuters|CNN|UPI|BBC|NPR|NBC|CBS|ABC|USA TODAY)\b",
)
_FOLLOW = re.compile(
    r"(?:please )?(?:follow|like|join|find) (?=.*(?:" + _URL + r"\W*$|(?<!\w)@\w+|\bcoverage\b"
    r"|\bon (?:twitter|x|facebook|instagram|threads|bluesky|linkedin|youtube|tiktok|whatsapp|telegram)\b)).*"
    r"|(?:(?:more|full|latest|complete|all|our|online|on the (?:web|net)|source|links?|ap)\b[^.?!]{0,60}"
    r"|[A-Z]{2,}(?: \S+){0,3}):\s*"
    + _URL
    + r"|"
    + _URL
    + r"|(?:contact|reach|e-?mail) (?:reporter )?(?-i:(?:[A-Z][\w.'’-]+ ?){1,4})(?: at |: ?)[^.?!]*\S+@.*",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\s*(?:©|\(c\)|(?:19|20)\d\d\b)).*"
    r"|.*\ball rights reserved\b\.?(?: .*)?"
    r"|.*\bmay not be (?:published|reproduced|broadcast)\b.*\b(?:redistributed|permission|rewritten)\b.*",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"advertise?ments?\b\W*|sponsored(?: content)?\W*|\(?story continues(?: below)?.*|article continues.*"
    r"|\W*(?:click|tap) (?:here|through|the link)\b.*|\W*(?:click|check|read|see|watch|listen)\b.{0,80}\bhere\W*"
    r"|(?:read|see|watch|listen|learn|also read|read also|related|more|photos?|video|gallery|must read)"
    r"(?: (?:more|next|now|also|this|it|on cnn|from cnn|the latest|stories|stor(?:y|ies)|articles?|coverage"
    r"|video|content|reading|links?|topics?|full story))*\s*(?::\s?.*|[>»→]+.*)"
    r"|\W*(?:read|see|learn|show|load) more\W*|related(?: (?:stories|articles|content|coverage|links))?\W*"
    r"|\W*(?:sign up|subscribe|register)\b(?=.*\b(?:newsletters?|inbox|e?-?mails?|alerts|updates|podcast|here"
    r"|today|free|channel)\b).*"
    r"|(?:watch|see|read|hear|view|listen to) (?:the|how|what|why|when|where|who|a|an|our|all|full|photos?"
    r"|video)\b[^.?!,;]{0,60}|full coverage\b[^.?!,;]{0,60}"
    r"|.*\bsign up (?:now |today )?(?:for [\w ]{1,20})?(?:right )?here\b.*"
    r"|.*\b(?:straight|right) (?:in)?to your inbox\W*"
    r"|\W*get\b.*\b(?:in|to|into) your inbox\b.*"
    r"|.*\bdelivered (?:straight |directly |daily )?(?:in)?to your inbox\b.*"
    r"|\W*download (?:the|our) \S+ ?(?:news |mobile )?app\b.*",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:share|print|save|gift|e-?mail|bookmark) this (?:article|story|page|post)\W*"
    r"|(?:share|post|tweet) (?:this )?(?:on|to|via) (?:facebook|twitter|x|whatsapp|linkedin|reddit|e-?mail)\W*"
    r"|(?:leave a comment|join the (?:conversation|discussion))\W*"
    r"|(?:(?:view|show|read) )?(?:all )?comments?(?: \(\d+\))?\W*"
    r"|(?:estimated )?\d{1,2}[ -]min(?:ute)?s? read\W*|skip to (?:main )?content\W*|back to (?:the )?top\W*"
    r"|(?:tags?|topics?|keywords?|filed under|categor(?:y|ies)): ?[^.?!]{1,200}"
    r"|(?:you (?:may|might) also like|most (?:read|viewed|popular|shared)|trending now|recommended for you)\W*"
    r"|advertise?ments?\s*[-–—|:]?\s*(?:(?:story |article )?continues?|continue reading|scroll)\b.{0,40}"
    r"|already (?:a|have a) (?:subscriber|subscription|member)\b.{0,60}"
    r"|subscribe (?:now|today)?\b ?(?:for|to) (?:full|unlimited|digital) access\b.{0,60}"
    r"|(?:please )?(?:consider )?support(?:ing)? (?:our|local|independent) journalism\b.{0,120}"
    r"|thank you for (?:reading|supporting|subscribing to) [^?!]{1,120}"
    r"|join our (?:whatsapp|telegram|facebook|discord|free) [^?!]{1,60}|download (?:the|our) app\W*"
    r"|our standards: .{0,80}"
    r"|this (?:article|story) (?:was|is) (?:originally |first )?(?:re)?published (?:by|in|from) [^?!]{2,120}",
    re.IGNORECASE,
)
_NAMES = r"(?-i:(?:[A-Z][\w.'’-]+ ?){1,4})"
_CONTACT = re.compile(
    r"(?:contact us|(?:have|got) (?:a|any) (?:tip|story|news)\b.{0,60}|e-?mail"
    rf"|(?:reach|contact|e-?mail) (?:him|her|them|the author|(?:reporter )?{_NAMES}))[^?!]{{0,80}}\S+@\S+"
    rf"|{_NAMES}(?:can|may) be reached\b.*\S+@\S+"
    rf"|{_NAMES}(?:covers|reports on|writes about) [^?!]{{1,120}}"
    r"(?:reach|contact|e-?mail|follow) (?:him|her|them)\b.*",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\(?(?:photo|picture|image|photograph|caption)s?(?: credits?)?"
    r"(?:: ?[^?!]{2,160}| by (?-i:(?:[A-Z][\w.'’-]*[ /,)]*(?:(?:and|for|of|via) )?)+)\.?)"
    r"|(?:file|handout|stock) (?:photo|image|picture)\W*"
    r"|.{10,240}[.”\"’)] ?"
    r"\((?-i:AP|AFP|EPA|PA|UPI|Reuters|REUTERS|Getty|File|Photo|Courtesy|Pool)\b[^()]{0,60}\)\.?",
    re.IGNORECASE,
)
"""The last form is the agencies': a sentence, then "(AP Photo/Name)". A bare "(AP)" ends a story's paragraph."""
_CUE = re.compile(
    r"\b(?:learn|read|see) more\b\W*$|\bread the latest\b"
    r"|\bfollow (?:ap|our|the|us)\b.*\b(?:coverage|us|updates)\b"
    r"|\bclick here\b|\bsign up\b|\bnewsletters?\b|\bsubscribe\b|\bin your inbox\b|\bdownload (?:the|our) app\b",
    re.IGNORECASE,
)
_POINTER_HEADING = re.compile(
    r"(?:read|see) (?:more|also|next)\b.*"
    r"|related\b(?: (?:stories|articles|content|coverage|links|news|topics))?\W*"
    r"|(?:also read|you (?:may|might) also like|recommended|most (?:read|popular)|trending)\b.*",
    re.IGNORECASE,
)
_DIGEST_HEADING = re.compile(
    r"(?P<formula>(?:here['’]?s )?what (?:you (?:need|ought) )?to know(?: about)?"
    r"|what you (?:should|must) know(?: about)?"
    r"|(?:\w+ )?(?:key )?(?:takeaways|things to know)(?: (?:from|about|on))?|key (?:points|facts)"
    r"|more (?:on|from|about|stories|coverage|news|in)|(?:top|latest|other) (?:stories|news|headlines)"
    r"|(?:our |the )?(?:latest|full) coverage(?: of)?|in case you missed it|don['’]t miss)\b.*",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)]*$")
_SAID = re.compile(r"\b(?:said|says|told|according to|added|reported that|wrote)\b", re.IGNORECASE)

_LONGEST_CUED, _LONGEST_CALL, _LONGEST_CREDIT, _LONGEST_COPYRIGHT = 120, 260, 500, 500
_RELATED_SHARE = 0.3
"""The share of a digest's words that the story around it must use for the digest to be part of it."""


def reasons(blocks: Sequence[Block]) -> list[Reason | None]:
    """Return for each block why it is no part of the story, or ``None`` if it may be."""
    verdicts = [_reason(block.text) for block in blocks]
    for heading, first, last in _lists(blocks, verdicts):
        cues = [place for place in range(first, last) if verdicts[place] or _CUE.search(blocks[place].text)]
        if heading is not None and _is_promotion(blocks, heading, first, last, bool(cues)):
            verdicts[heading:last] = [verdict or Reason.PROMOTION for verdict in verdicts[heading:last]]
            continue
        for place in cues:
            if len(blocks[place].text) <= _LONGEST_CUED or 3 * len(cues) >= 2 * (last - first):
                verdicts[place] = verdicts[place] or Reason.PROMOTION
    return verdicts


def is_rule(text: str) -> bool:
    """Return whether ``text`` is a line of ornaments, or the mark that ends a dispatch."""
    return not any(char.isalnum() for char in text) or bool(len(text) < 12 and _END_MARK.fullmatch(text))


def _reason(text: str) -> Reason | None:
    if is_rule(text):
        return Reason.RULE
    size = len(text)
    if size <= _LONGEST_CREDIT and _is_credit(text):
        return Reason.CONTRIBUTORS
    if size <= _LONGEST_COPYRIGHT and _COPYRIGHT.fullmatch(text) and not _SAID.search(text):
        return Reason.COPYRIGHT
    if size <= _LONGEST_CALL and not _SAID.search(text):
        if _FOLLOW.fullmatch(text):
            return Reason.FOLLOW_US
        if _CONTACT.fullmatch(text):
            return Reason.FOLLOW_US
        if _CALL.fullmatch(text) or _FURNITURE.fullmatch(text):
            return Reason.PROMOTION
        if _is_caption(text):
            return Reason.CAPTION
    return None


def _is_credit(text: str) -> bool:
    credit = _CREDIT.fullmatch(text)
    if credit:
        small = re.findall(r"(?<![\w'’-])[a-z][a-z]+", credit["names"] or credit["others"])
        return all(word in _CREDIT_WORDS for word in small)
    if _PHOTO_CREDIT.fullmatch(text):
        return True
    found = _CONTRIBUTED.fullmatch(text)
    if not found:
        return False
    plain = not re.search(r"\bthis\b|contributed reporting", text)
    return bool(_NEWSROOM.search(text)) if plain else True


def _is_caption(text: str) -> bool:
    """Return whether ``text`` tells of a picture, or credits one; agencies name themselves with what they sent."""
    found = _CAPTION.fullmatch(text)
    return bool(found) and not re.search(r"\((?:AP|AFP|EPA|PA|UPI|Reuters|REUTERS)\)\.?$", text)


def _lists(blocks: Sequence[Block], verdicts: Sequence[Reason | None]) -> list[tuple[int | None, int, int]]:
    """Return each run of bullets as its start and end, with the place of the heading above it, if any."""
    found: list[tuple[int | None, int, int]] = []
    place = 0
    while place < len(blocks):
        if not blocks[place].bullet:
            place += 1
            continue
        first = place
        while place < len(blocks) and blocks[place].bullet:
            place += 1
        above = first - 1
        has_heading = above >= 0 and len(blocks[above].text) <= 100 and verdicts[above] is not Reason.RULE
        found.append((above if has_heading else None, first, place))
    return found


def _is_promotion(blocks: Sequence[Block], heading: int, first: int, last: int, cued: bool) -> bool:
    """Return whether a heading and its bullets lead away from the story.

    "Read more" does so by what it is. "What to know about …" may head the facts of this story or the
    coverage of another: a cue such as "Learn more" decides, or else whether the story speaks of the same.
    """
    title = blocks[heading].text
    if _POINTER_HEADING.fullmatch(title):
        return True
    digest = _DIGEST_HEADING.fullmatch(title)
    if not digest:
        return False
    if cued or not any(_SENTENCE_END.search(block.text) for block in blocks[first:last]):
        return True
    topic = content_stems(title[digest.end("formula") :])
    if not topic:
        topic = content_stems(" ".join(block.text for block in blocks[first:last]))
    rest = " ".join(block.text for place, block in enumerate(blocks) if not heading <= place < last)
    known = set(content_stems(rest))
    return sum(stem in known for stem in topic) < _RELATED_SHARE * len(topic)
