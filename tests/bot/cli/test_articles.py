"""Articles on the command line: add, list, show, remove."""

import asyncio
import json
from pathlib import Path

from bot.cli.articles import sources
from index import samples
from index.news.article import RawArticle
from index.news.sources.records import Refusal
from tests.bot.cli.conftest import Dateline
from tests.web import Web, answer


class TestAdd:
    def test_the_summary_counts_what_came_in_and_what_was_known(self, dateline: Dateline) -> None:
        first = dateline("add", samples.folder())
        assert (first.code, first.out) == (
            0,
            "8 added (1 as a new version of a story), 0 already known, 0 refused.\n",
        )
        assert dateline("add", samples.folder()).out == "0 added, 8 already known, 0 refused.\n"

    def test_one_bad_line_does_not_stop_the_others(self, dateline: Dateline, tmp_path: Path) -> None:
        good = [json.dumps({"id": str(n), "text": f"The mill of Tansy burned down on day {n}."}) for n in range(9)]
        good[6] = '{"id": "7", "text": "The mill'
        (tmp_path / "news.jsonl").write_text("\n".join(good))
        ran = dateline("add", "news.jsonl")
        assert ran.code == 1
        assert ran.out.startswith("8 added")
        assert "news.jsonl, line 7" in ran.err

    def test_each_refusal_says_what_and_why(self, dateline: Dateline, tmp_path: Path) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        (folder / "empty.txt").write_bytes(b"")
        (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
        (folder / "rules.txt").write_text("___\n\n***\n")
        (folder / "large.txt").write_bytes(b"word " * 10_000_000)
        ran = dateline("add", "news", "--json")
        assert ran.code == 1
        reasons = {Path(each["origin"]).name: each["reason"] for each in ran.json}
        assert "empty" in reasons["empty.txt"]
        assert "PNG" in reasons["picture.txt"]
        assert "sentence" in reasons["rules.txt"]
        assert "50" in reasons["large.txt"]

    def test_a_path_that_is_not_there(self, dateline: Dateline) -> None:
        ran = dateline("add", "nowhere.txt")
        assert ran.code == 1
        assert "nowhere.txt" in ran.err
        assert "Traceback" not in ran.err

    def test_a_folder_without_articles(self, dateline: Dateline, tmp_path: Path) -> None:
        (tmp_path / "pictures").mkdir()
        ran = dateline("add", "pictures")
        assert ran.code == 1
        assert ".txt" in ran.err

    def test_standard_input(self, dateline: Dateline) -> None:
        ran = dateline("add", "-", "--json", typed="The mill of Tansy burned down.\n\nNobody was hurt.")
        assert ran.json[0]["outcome"] == "added"
        assert ran.json[0]["paragraphs"] == 2

    def test_a_corpus_of_another_name_is_apart(self, dateline: Dateline) -> None:
        dateline("add", "-", "--corpus", "mills", typed="The mill of Tansy burned down.")
        assert dateline("list", "--json").json == []
        assert len(dateline("list", "--corpus", "mills", "--json").json) == 1
        assert dateline("add", "-", "--corpus", "My Mills", typed="The mill.").code == 1


class TestAddresses:
    def test_an_address_that_may_not_be_fetched_is_refused_and_the_files_go_in(
        self, dateline: Dateline, tmp_path: Path
    ) -> None:
        (tmp_path / "mill.txt").write_text("The mill of Tansy burned down.")
        ran = dateline("add", "http://127.0.0.1/a", "mill.txt", "https://user:pass@tansy.example/")
        assert ran.code == 1
        assert ran.out == "1 added, 0 already known, 2 refused.\n"
        assert "http://127.0.0.1/a: 127.0.0.1 is not a public address" in ran.err
        assert "Traceback" not in ran.err

    def test_what_lacks_the_beginning_of_an_address_is_told_how_one_begins(self, dateline: Dateline) -> None:
        for meant in ("www.tansy.example/mill", "file:///etc/passwd"):
            ran = dateline("add", meant)
            assert ran.code == 1
            assert f"There is no file or folder {meant}. If it is an address, begin it with https://." in ran.err

    def test_the_sources_come_in_the_order_they_were_given_in(self, tmp_path: Path) -> None:
        (tmp_path / "mill.txt").write_text("The mill of Tansy burned down.")

        async def serve() -> list[RawArticle | Refusal]:
            async with Web().open() as web:
                web.answers["/boat"] = answer(b"The boat of Alder came home.", kind="text/plain")
                web.answers["/boats"] = answer(b'{"text": "One boat."}\n{"text": "Two boats."}', kind="text/plain")
                web.answers["/boats.jsonl"] = web.answers["/boats"]
                given = [web.url("/boat"), str(tmp_path / "mill.txt"), web.url("/no"), web.url("/boats.jsonl")]
                return await asyncio.to_thread(lambda: list(sources(given, web.fetcher)))

        found = asyncio.run(serve())
        assert [each.text if isinstance(each, RawArticle) else each.reason for each in found] == [
            "The boat of Alder came home.",
            "The mill of Tansy burned down.",
            "answered 404 (Not Found): there is nothing there. Check the address.",
            "One boat.",
            "Two boats.",
        ]
        assert [each.url for each in found if isinstance(each, RawArticle)][1:] == [None] * 3


class TestShowAndRemove:
    def test_show_raw_gives_the_original_and_what_was_set_aside(self, dateline: Dateline) -> None:
        second = samples.folder() / "istanbul-talks-2.txt"
        added = dateline("add", second, "--json").json[0]
        ran = dateline("show", added["article_id"], "--raw", "--json").json
        assert ran["raw"] == second.read_text()
        reasons = {each["reason"] for each in ran["set_aside"]}
        assert {"headline", "dateline", "promotion", "rule", "contributors", "follow us", "date line"} <= reasons
        shown = dateline("show", added["article_id"], "--raw")
        assert "promotion" in shown.out
        assert "What to know about" in shown.out

    def test_show_numbers_the_paragraphs_and_keeps_the_set_aside_out(self, dateline: Dateline) -> None:
        added = dateline("add", samples.folder() / "istanbul-talks-2.txt", "--json").json[0]
        ran = dateline("show", added["article_id"])
        assert f"¶ {added['paragraphs']}" in ran.out
        assert "What to know about" not in ran.out

    def test_remove_asks_first_where_nobody_can_answer(self, dateline: Dateline) -> None:
        added = dateline("add", "-", "--json", typed="The mill of Tansy burned down.").json[0]
        ran = dateline("remove", added["article_id"])
        assert ran.code == 1
        assert "--yes" in ran.err
        assert len(dateline("list", "--json").json) == 1
        assert dateline("remove", added["article_id"], "--yes").code == 0
        assert dateline("list", "--json").json == []

    def test_an_unknown_id(self, dateline: Dateline) -> None:
        for verb in (["show", "nope"], ["remove", "nope", "--yes"]):
            ran = dateline(*verb)
            assert ran.code == 1
            assert "nope" in ran.err
            assert "dateline list" in ran.err
