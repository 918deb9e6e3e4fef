"""What the corpus says of somebody whom a question takes for granted in an office that another one holds. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answering import countries
from bot.answering.names import Name, same_person, spot
from bot.answering.people import role
from bot.answering.roots import content_roots
from index.news.article import Passage
from index.news.sentences import split


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds an office in the corpus: where it stands, and the words, verbatim."""

    passage: Passage
    words: str

    def remark(self) -> str:
        """Return the sentence that a person reads."""
        return f"It has “{self.words}” (“{self.passage.article.headline}”, ¶ {self.passage.paragraph.number})."


def contradicted(question: str, passages: Sequence[Passage]) -> Holder | None:
    """Return who holds the office in which a question names somebody else, if a passage says so.

    "What did Mayor Ada Frost say?" is contradicted by "Mayor Teresa Quill", unless Ada Frost holds it elsewhere.

    Args:
        question: The question, with its capitals.
        passages: What was found for it, the best first.
    """
    for name in spot(question):
        office = role(question, name)
        wanted = _roots(office)
        if not wanted or not name.person:
            continue
        holders = [
            Holder(passage, f"{held} {other.text}")
            for passage in passages
            for sentence in split(passage.paragraph.text)
            for other in spot(sentence)
            if other.person and (held := role(sentence, other)) and wanted <= _roots(held)
        ]
        if holders and not any(_holds(one, name) for one in holders):
            return holders[0]
    return None


def _holds(holder: Holder, name: Name) -> bool:
    return any(same_person(one.text, name.text) for one in spot(holder.words))


def _roots(office: str) -> set[str]:
    """Return what an office is called, whatever its country is called."""
    named, seats = countries.mentioned(office)
    return set(content_roots(office)) | named | seats
