"""Tests of the tema program as a user runs it: TEMA=path/to/tema python3 program_test.py"""

import csv
import gzip
import json
import math
import os
import pty
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import termios
import time
import unicodedata
import unittest
from pathlib import Path

TEMA = os.environ["TEMA"]
PROJECT = Path(__file__).parents[2]


def tema(*arguments, stdin=b"", timeout=120):
    """Runs the program; the result's output is text."""
    done = subprocess.run([TEMA, *map(str, arguments)], input=stdin, capture_output=True, timeout=timeout)
    done.out = done.stdout.decode("utf-8")
    done.err = done.stderr.decode("utf-8")
    return done


def on_terminal(stream, settings, *arguments):
    """The program with "stdout" or "stderr" on a terminal, and these environment variables: what it wrote there."""
    parent, child = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | {"TERM": "xterm"} | settings
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: child}
    process = subprocess.Popen([TEMA, *map(str, arguments)], stdin=subprocess.DEVNULL, env=environment, **streams)
    os.close(child)
    process.communicate()
    written = b""
    try:
        while chunk := os.read(parent, 4096):
            written += chunk
    except OSError:  # the terminal is gone with its last writer
        pass
    os.close(parent)
    return written


def json_line(**fields):
    return (json.dumps(fields, ensure_ascii=False) + "\n").encode()


class ProgramTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_within(self, megabytes, *arguments):
        """Runs the program with so much memory for addresses."""
        def little():
            resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        return subprocess.run([TEMA, *arguments], capture_output=True, preexec_fn=little)

    def file(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def assert_fails(self, done, status, *fragments):
        self.assertEqual(done.returncode, status, done.err)
        self.assertEqual(done.err.count("\n"), 1, f"one line, not: {done.err!r}")
        self.assertTrue(done.err.startswith("tema: "), done.err)
        for fragment in fragments:
            self.assertIn(str(fragment), done.err)
        self.assertEqual(list(self.folder.glob("*.partial*")), [])


class Help(ProgramTest):
    def test_help_shows_examples(self):
        for command in ("tokenize", "vectorize", "topics", "assign", "explain", "edit", "evaluate"):
            done = tema(command, "--help")
            self.assertEqual(done.returncode, 0)
            self.assertIn("Examples:\n  tema ", done.out)

    def test_version(self):
        self.assertRegex(tema("--version").out, r"^tema \d+\.\d+\.\d+\n$")


class Usage(ProgramTest):
    """A message names what was probably meant."""

    def test_options_that_a_command_does_not_have(self):
        path = self.file("a.jsonl", json_line(text="a"))
        for arguments, message in (
            (("topics", "--topic", "5", path), "--topic is no option of tema topics; did you mean --topics?"),
            (("topics", "--thraeds=3", path), "--thraeds is no option of tema topics; did you mean --threads?"),
            (("topics", path, "--ngrams", "1,2"), "--ngrams is no option of tema topics, but of tema vectorize"),
            (("assign", "--topic"), "--topic is no option of tema assign (tema assign --help lists them)"),
            (("topics", "-t", "5"), "-t is no option of tema topics (tema topics --help lists them)"),
            (("--versoin",), "--versoin is no option of tema; did you mean --version?"),
            (("--seed", "1"), "--seed is no option of tema, but of tema topics"),
            (("topics", "--" + 9999 * "topics"), "is no option of tema topics (tema topics --help lists them)"),
        ):
            self.assert_fails(tema(*arguments), 2, message)

    def test_commands_that_there_are_not(self):
        self.assert_fails(tema("tpoics"), 2, "tpoics is no command of tema; did you mean topics?")
        self.assert_fails(tema("cluster", "a.jsonl"), 2, "cluster is no command of tema; the commands are tokenize, ")
        self.assert_fails(tema(), 2, "no command given; the commands are tokenize, ")
        self.assert_fails(tema("topics", "a.jsonl", "b.jsonl"), 2, "b.jsonl")

    def test_files_of_another_ending_or_in_other_letters(self):
        path = self.file("News.csv", "text\na\n")
        for name in ("news.csv", "News", "news.jsonl", "news.csv.gz"):
            done = tema("topics", self.folder / name)
            self.assert_fails(done, 1, f"cannot open {self.folder / name}: No such file or directory; did you mean {path}?")
        self.assertNotIn("did you mean", tema("topics", self.folder / "olds.csv").err)


class Readme(ProgramTest):
    def test_shows_what_the_sample_gives(self):
        readme = (PROJECT / "README.md").read_text()
        begin = readme.index("132 documents")
        shown = readme[begin:readme.index("    …\n```", begin)]
        self.assertGreater(shown.count("\n"), 8)
        self.assertTrue(tema("topics", "--sample").out.startswith(shown))

    def test_shows_a_part_of_an_example_that_is_built(self):
        shown = re.search(r"```cpp\n(.*?)```", (PROJECT / "README.md").read_text(), re.DOTALL).group(1)
        self.assertIn("TopicModel::fit", shown)
        self.assertIn(shown, (PROJECT / "examples/03_topics.cpp").read_text())


class Pages(ProgramTest):
    """README.md and the other pages of documentation."""

    pages = [PROJECT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")]
    pages += sorted(PROJECT.glob("cmake/docs/**/*.md"))

    def test_their_links_lead_to_files_of_the_project(self):
        links = [(page, link) for page in self.pages for link in re.findall(r"\]\(([^)#\s]+)\)", page.read_text())]
        self.assertGreater(len(links), 20)
        for page, link in links:
            if not link.startswith("https://"):
                self.assertTrue((page.parent / link).exists(), f"{page.name}: {link}")

    def test_they_name_options_that_a_command_has(self):
        commands = ("tokenize", "vectorize", "topics", "assign", "explain", "edit", "info", "evaluate")
        known = set(re.findall(r"--[a-z][a-z0-9-]+", tema("--help").out + "".join(tema(command, "--help").out for command in commands)))
        text = (PROJECT / "cmake/docs/program.md").read_text()
        named = set(re.findall(r"--[a-z][a-z0-9-]+", text))
        self.assertGreater(len(named), 20)
        self.assertEqual(named - known, set())
        for command in commands:
            self.assertIn(f"`tema {command}`", text)


class Tokenize(ProgramTest):
    def test_without_a_language_every_word_stands_as_it_is(self):
        path = self.file("a.txt", "Negara-negara “Jum’at” 2-1 é\n")
        self.assertEqual(tema("tokenize", path).out, "Negara negara Jum’at 2 1 é\n")

    def test_a_language_adds_its_rules_and_no_more(self):
        path = self.file("a.txt", "Negara-negara dan isu-isu 2-1")
        self.assertEqual(tema("tokenize", path, "--language", "id").out, "Negara-negara dan isu-isu 2 1\n")
        done = tema("tokenize", path, "--language", "id", "--fold", "--numbers", "drop", "--drop-stop-words")
        self.assertEqual(done.out, "negara-negara isu-isu\n")

    def test_forms_of_words_come_when_asked_for(self):
        path = self.file("a.txt", "Cre\u0301me ﬁn CONNECTED")
        self.assertEqual(tema("tokenize", path).out, "Cre\u0301me ﬁn CONNECTED\n")
        self.assertEqual(tema("tokenize", path, "--normalization", "nfkc").out, "Créme fin CONNECTED\n")
        self.assertEqual(tema("tokenize", path, "--strip-accents").out, "Creme ﬁn CONNECTED\n")
        done = tema("tokenize", path, "--language", "en", "--stem")
        self.assertEqual(done.out.split()[-1], "connect")
        self.assert_fails(tema("tokenize", path, "--stem"), 2, "stemmer")

    def test_offsets_are_bytes_of_the_source(self):
        text = "– “Belarus” ÉTÉ"
        line = json.loads(tema("tokenize", "-", "--format", "jsonl", "--fold", stdin=json_line(id="a", text=text)).out)
        self.assertEqual(line["id"], "a")
        spans = [text.encode()[a:b].decode() for a, b in zip(line["starts"], line["ends"])]
        self.assertEqual(spans, ["Belarus", "ÉTÉ"])
        self.assertEqual(line["tokens"], ["belarus", "été"])

    def test_offsets_count_a_byte_order_mark(self):
        path = self.file("a.txt", b"\xef\xbb\xbfsatu")
        line = json.loads(tema("tokenize", path, "--format", "jsonl").out)
        self.assertEqual((line["starts"], line["ends"]), ([3], [7]))

    def test_longer_units_stand_on_a_line_each(self):
        path = self.file("a.txt", "Satu dua. Tiga!\nempat\n")
        self.assertEqual(tema("tokenize", path, "--unit", "sentence").out, "Satu dua.\nTiga!\nempat\n")
        self.assertEqual(tema("tokenize", path, "--unit", "paragraph").out, "Satu dua. Tiga!\nempat\n")

    def test_stop_words_of_a_file_and_excluded_terms(self):
        words = self.file("words.txt", "# mine\nSatu\n")
        path = self.file("a.txt", "satu dua tiga empat")
        done = tema("tokenize", path, "--stop-words", words, "--exclude", "dua,tiga")
        self.assertEqual(done.out, "empat\n")

    def test_an_option_with_a_list_leaves_the_input_behind_it(self):
        path = self.file("a.txt", "satu dua tiga")
        self.assertEqual(tema("tokenize", "--exclude", "dua", path).out, "satu tiga\n")
        self.assertEqual(tema("tokenize", "--exclude", "dua", "--exclude=satu", path).out, "tiga\n")

    def test_markup_and_the_webs_own_tokens(self):
        path = self.file("a.txt", "<p>Lihat https://a.id/x?y=1 <b>#Pil</b>pres @budi &amp; ani@b.id 2,5")
        done = tema("tokenize", path, "--html", "--urls", "drop", "--mentions", "keep", "--emails", "keep",
                    "--hashtags", "keep", "--numbers", "fold", "--fold")
        self.assertEqual(done.out, "lihat #pilpres @budi ani@b.id #\n")
        self.assert_fails(tema("tokenize", path, "--urls", "burn"), 2, "--urls", "burn")

    def test_indonesian_rules_come_when_asked_for(self):
        path = self.file("a.txt", "Negara-negara anak2 Moto2 bukunya hanya")
        done = tema("tokenize", path, "--language", "id", "--fold", "--reduplication-base", "--expand-two",
                    "--split-clitics")
        self.assertEqual(done.out, "negara anak moto2 buku nya hanya\n")

    def test_phrases_and_ngrams(self):
        phrases = self.file("phrases.txt", "# mine\nluar negeri\n")
        path = self.file("a.txt", "Di luar negeri")
        self.assertEqual(tema("tokenize", path, "--fold", "--phrases", phrases).out, "di luar negeri\n")
        line = json.loads(tema("tokenize", path, "--phrases", phrases, "--format", "jsonl").out)
        self.assertEqual(line["tokens"], ["Di", "luar negeri"])
        done = tema("tokenize", self.file("b.txt", "abc"), "--character-ngrams", "2,3", "--across-words")
        self.assertEqual(done.out, "ab bc abc\n")
        done = tema("tokenize", "--character-ngrams", "3,3", self.file("b.txt", "abc"))
        self.assertEqual(done.out, " ab abc bc \n")
        self.assert_fails(tema("tokenize", path, "--character-ngrams", "3"), 2, "character-ngrams")
        self.assert_fails(tema("tokenize", path, "--phrases", self.file("c.txt", "satu\n")), 2, '"satu"')
        self.assert_fails(tema("tokenize", path, "--character-ngrams", "3,2"), 2, "character_ngrams")

    def test_words_that_were_cut_and_stop_words_in_vain_are_reported(self):
        path = self.file("a.txt", "panjang sekali ya")
        done = tema("tokenize", path, "--cut-length", "4", "--exclude", "dan/atau")
        self.assertEqual(done.out, "panj seka ya\n")
        self.assertIn("2 words were cut", done.err)
        self.assertIn("tema: 1 word was cut after", tema("tokenize", path, "--cut-length", "6").err)
        self.assertIn('"dan/atau" is cut into: dan atau', done.err)

    def test_a_document_has_a_language_of_its_own(self):
        lines = json_line(id="a", text="isu-isu") + json_line(id="b", text="isu-isu", language="en")
        self.assertEqual(tema("tokenize", "-", "--language", "id", stdin=lines).out, "isu-isu\nisu isu\n")
        done = tema("tokenize", "-", "--language", "id", "--language-field", "x", stdin=lines)
        self.assertEqual(done.out, "isu-isu\nisu-isu\n")

    def test_a_language_is_asked_for_by_any_tag_of_it(self):
        path = self.file("a.txt", "Negara-negara yang")
        for tag in ("id", "ID", "ind", "in", "id-ID", "ind_Latn", " id "):
            done = tema("tokenize", path, "--language", tag, "--drop-stop-words")
            self.assertEqual((done.returncode, done.out, done.err), (0, "Negara-negara\n", ""), tag)
        for tag in ("klingon", "Indonesian", "xx", ""):
            self.assert_fails(tema("tokenize", path, "--language", tag), 2, f'"{tag}"', "ISO 639", "id-ID")

    def test_what_a_language_has_not_is_told_once(self):
        lines = json_line(text="ፍጥነት በጣም") * 3
        for command in (("tokenize", "-", "--drop-stop-words"), ("topics", "-", "--topics", 1, "--min-documents", 1)):
            done = tema(*command, "--language", "amh", stdin=lines)
            self.assertEqual(done.returncode, 0, done.err)
            self.assertEqual(done.err.count("tema: no stop words for am\n"), 1)
        self.assertEqual(tema("tokenize", "-", "--drop-stop-words", stdin=lines).err, "")
        self.assertEqual(tema("tokenize", "-", "--language", "amh", stdin=lines).err, "")

    def test_a_documents_language_that_no_one_understands_is_told_and_passed_over(self):
        lines = b"".join(json_line(id=tag, text="isu-isu yang", language=tag) for tag in ("ind", "id ", "Indonesian", "en", "?"))
        done = tema("tokenize", "-", "--language", "id", "--drop-stop-words", stdin=lines)
        self.assertEqual(done.out, "isu-isu\nisu-isu\nisu-isu\nisu isu yang\nisu-isu\n")
        self.assertIn("tema: standard input: 2 documents name a language that is no code", done.err)
        self.assertEqual(done.err.count("\n"), 1)
        done = tema("tokenize", "-", stdin=json_line(text="satu", language="?"))
        self.assertIn("1 document names a language that is no code", done.err)
        self.assertIn(" and is read as if none were named\n", done.err)

    def test_characters_that_are_not_seen_and_apostrophes_make_no_other_word(self):
        text = "pemerin\u00adtah Jum‘at Jum`at mot\u202fsuivant می\u200cخواهم"
        done = tema("tokenize", self.file("a.txt", text), "--fold")
        self.assertEqual(done.out, "pemerintah jum'at jum'at mot suivant می\u200cخواهم\n")
        done = tema("tokenize", self.file("a.txt", "pemerin\u00adtah Jum`at"))
        self.assertEqual(done.out, "pemerin\u00adtah Jum at\n")
        html = self.file("a.txt", "<p>pemerin&shy;tah pemerin<wbr>tah")
        self.assertEqual(tema("tokenize", html, "--html").out, "pemerintah pemerintah\n")

    def test_words_cut_at_the_ends_of_lines_are_joined_if_asked(self):
        path = self.file("a.txt", "pemerin-\ntah dan negara-\nnegara")
        self.assertEqual(tema("tokenize", path, "--language", "id").out, "pemerin tah dan negara negara\n")
        done = tema("tokenize", path, "--language", "id", "--join-hyphens")
        self.assertEqual(done.out, "pemerintah dan negara-negara\n")

    def test_amounts_are_numbers_in_indonesian(self):
        path = self.file("a.txt", "harga Rp1,5 Rp1.500.000,00 10km 5jt ke-4 1960-an naik")
        done = tema("tokenize", path, "--language", "id", "--numbers", "drop")
        self.assertEqual(done.out, "harga naik\n")

    def test_sentences_go_on_behind_abbreviations_of_the_language(self):
        path = self.file("a.txt", "Rapat pk. 10 di Jl. Sudirman. Dr. Ani datang.")
        self.assertEqual(tema("tokenize", path, "--unit", "sentence", "--language", "id").out,
                         "Rapat pk. 10 di Jl. Sudirman.\nDr. Ani datang.\n")
        self.assertEqual(tema("tokenize", path, "--unit", "sentence").out.count("\n"), 4)

    def test_an_empty_input_gives_an_empty_output(self):
        self.assertEqual(tema("tokenize", self.file("a.jsonl", "")).out, "")
        self.assertEqual(tema("tokenize", self.file("a.txt", "")).out, "\n")

    def test_an_id_with_control_characters_is_escaped(self):
        text = "a\x01\n\x7f\x9f\u2028b"
        done = tema("tokenize", "--format", "jsonl", stdin=json_line(id=text, text="satu"))
        self.assertEqual(json.loads(done.out)["id"], text)
        self.assertEqual([c for c in done.out if ord(c) < 32 or 127 <= ord(c) < 160], ["\n"])
        path = self.file("b\x02.txt", "satu")
        self.assertIn('"b\\u0002.txt"', tema("tokenize", path, "--format", "jsonl").out)

    def test_utf16_is_decoded_and_refused_without_a_mark(self):
        path = self.file("a.txt", "satu café 😀 dua".encode("utf-16"))
        line = json.loads(tema("tokenize", path, "--format", "jsonl").out)
        self.assertEqual((line["tokens"], line["ends"][-1]), (["satu", "café", "dua"], len("satu café 😀 dua".encode())))
        lines = json_line(id="é", text="satu") * 2
        self.assertEqual(tema("tokenize", stdin=lines.decode().encode("utf-32")).out, "satu\nsatu\n")
        words = self.file("words.txt", "dua\n".encode("utf-16"))
        self.assertEqual(tema("tokenize", path, "--stop-words", words).out, "satu café\n")
        unmarked = self.file("b.txt", "satu dua".encode("utf-16-le"))
        self.assert_fails(tema("tokenize", unmarked), 2, "b.txt", "likely UTF-16LE")
        self.assert_fails(tema("tokenize", path, "--stop-words", unmarked), 2, "b.txt", "likely UTF-16LE")
        self.assert_fails(tema("tokenize", "--skip-invalid", stdin=lines.decode().encode("utf-16-be")), 2,
                          "standard input", "likely UTF-16BE")
        corpus, out = self.file("c.jsonl", json_line(text="satu dua")), self.folder / "out.mtx"
        done = tema("vectorize", corpus, "--output", out, "--vocabulary", words)
        self.assertEqual((done.returncode, self.folder.joinpath("out.terms.jsonl").read_text()[:14]), (0, '{"term":"dua",'))
        self.assert_fails(tema("vectorize", corpus, "--output", out, "--vocabulary", unmarked), 2, "likely UTF-16LE")

    def test_bytes_that_are_not_utf8_and_a_nul_separate_words(self):
        path = self.file("a.txt", b"satu\xffdua\0tiga")
        done = tema("tokenize", path)
        self.assertEqual(done.out, "satu dua tiga\n")
        self.assertEqual(done.err, f"tema: {path}: 1 ill-formed part was read as U+FFFD\n")
        self.assertEqual(tema("tokenize", path, "--unit", "paragraph").out, "satu\ufffddua tiga\n")


class Vectorize(ProgramTest):
    def corpus(self, *texts):
        return self.file("a.jsonl", b"".join(json_line(id=f"d{i}", text=text) for i, text in enumerate(texts)))

    def vectorize(self, corpus, *arguments):
        """The matrix as a list of {term: weight}, and the lines of the file of its terms."""
        out = self.folder / "out.mtx"
        done = tema("vectorize", corpus, "--output", out, *arguments)
        self.assertEqual(done.returncode, 0, done.err)
        terms = [json.loads(line) for line in (self.folder / "out.terms.jsonl").read_text().splitlines()]
        lines = out.read_text().splitlines()
        self.assertEqual(lines[0], "%%MatrixMarket matrix coordinate real general")
        numbers = [line for line in lines if not line.startswith("%")]
        rows, columns, entries = map(int, numbers[0].split())
        self.assertEqual((columns, entries), (len(terms), len(numbers) - 1))
        x = [{} for _ in range(rows)]
        for line in numbers[1:]:
            i, j, weight = line.split()
            x[int(i) - 1][terms[int(j) - 1]["term"]] = float(weight)
        self.assertEqual(sum(map(len, x)), entries, "an entry is there twice")
        return x, terms

    def assert_rows(self, x, expected):
        self.assertEqual([set(row) for row in x], [set(row) for row in expected])
        for row, numbers in zip(x, expected):
            for term, number in numbers.items():
                self.assertAlmostEqual(row[term], number, delta=1e-6, msg=term)

    def test_weights_are_those_of_the_formula(self):
        x, terms = self.vectorize(self.corpus("Satu dua dua", "satu tiga", ""))
        often, once = math.log(4 / 3) + 1, math.log(4 / 2) + 1
        first, second = math.hypot(often, 2 * once), math.hypot(often, once)
        self.assert_rows(x, [{"satu": often / first, "dua": 2 * once / first},
                             {"satu": often / second, "tiga": once / second}, {}])
        self.assertEqual([(line["term"], line["documents"]) for line in terms], [("satu", 2), ("dua", 1), ("tiga", 1)])
        for line, idf in zip(terms, (often, once, once)):
            self.assertAlmostEqual(line["idf"], idf, places=12)

    def test_each_scheme_has_a_name(self):
        path = self.corpus("satu dua dua", "satu tiga")
        raw = ("--idf", "none", "--norm", "none")
        for scheme, dua in (("count", 2), ("binary", 1), ("log", 1 + math.log(2)), ("augmented", 1),
                            ("bm25", 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / 2.5)))):
            self.assertAlmostEqual(self.vectorize(path, *raw, "--term-frequency", scheme)[0][0]["dua"], dua, places=5)
        for scheme, dua, satu in (("none", 1, 1), ("smooth", 1 + math.log(3 / 2), 1), ("plus-one", 1 + math.log(2), 1),
                                  ("plain", math.log(2), 0), ("probabilistic", 0, 0),
                                  ("bm25", math.log(1 + 1.5 / 1.5), math.log(1 + 0.5 / 2.5))):
            x, terms = self.vectorize(path, "--idf", scheme, "--norm", "none")
            self.assert_rows(x[:1], [{"dua": 2 * dua, "satu": satu}])
            self.assertEqual([line["documents"] for line in terms], [2, 1, 1])
        for scheme, dua in (("l1", 2 / 3), ("l2", 2 / math.sqrt(5)), ("max", 1)):
            self.assertAlmostEqual(self.vectorize(path, "--idf", "none", "--norm", scheme)[0][0]["dua"], dua, places=6)
        squared, _ = self.vectorize(path, "--idf", "plain", "--idf-power", "2", "--norm", "none")
        self.assertAlmostEqual(squared[0]["dua"], 2 * math.log(2) ** 2, places=6)
        flat = ("--term-frequency", "bm25", "--bm25-k1", "2", "--bm25-b", "0")
        self.assertAlmostEqual(self.vectorize(path, *raw, *flat)[0][0]["dua"], 2 * 3 / (2 + 2), places=6)

    def test_ngrams_and_limits(self):
        path = self.corpus("satu dua tiga", "satu dua", "satu")
        raw = ("--idf", "none", "--norm", "none")
        x, _ = self.vectorize(path, *raw, "--ngrams", "2,3")
        self.assertEqual(x, [{"satu dua": 1, "dua tiga": 1, "satu dua tiga": 1}, {"satu dua": 1}, {}])
        x, _ = self.vectorize(path, *raw, "--ngrams", "2,2", "--skip", "1")
        self.assertEqual(x[0], {"satu dua": 1, "satu tiga": 1, "dua tiga": 1})
        for limit, terms in ((("--min-documents", 2), {"satu", "dua"}), (("--max-documents", 2), {"dua", "tiga"}),
                             (("--max-document-share", 0.4), {"tiga"}), (("--min-document-share", 0.9), {"satu"}),
                             (("--max-features", 2), {"satu", "dua"})):
            self.assertEqual({line["term"] for line in self.vectorize(path, *limit)[1]}, terms)

    def test_words_are_folded_and_more_only_when_asked_for(self):
        path = self.corpus("Isu-isu dan E\u0301")
        self.assertEqual(set(self.vectorize(path)[0][0]), {"isu", "dan", "é"})
        self.assertEqual(set(self.vectorize(path, "--no-fold")[0][0]), {"Isu", "isu", "dan", "É"})
        self.assertEqual(set(self.vectorize(path, "--language", "id")[0][0]), {"isu-isu", "dan", "é"})
        done, _ = self.vectorize(path, "--language", "id", "--drop-stop-words", "--exclude", "é")
        self.assertEqual(set(done[0]), {"isu-isu"})

    def test_a_fixed_vocabulary_keeps_its_order_and_its_absent_terms(self):
        path = self.corpus("satu dua dua", "satu tiga")
        words = self.file("words.txt", "#\ntiga\nempat\nsatu dua\n")
        x, terms = self.vectorize(path, "--vocabulary", words, "--ngrams", "1,2", "--idf", "plain", "--norm", "none")
        self.assert_rows(x, [{"satu dua": math.log(2)}, {"tiga": math.log(2)}])
        self.assertEqual([(line["term"], line["documents"]) for line in terms], [("#", 0), ("tiga", 1), ("empat", 0), ("satu dua", 1)])
        out = ("--output", self.folder / "out.mtx", "--vocabulary", words)
        self.assertIn("2 terms of", tema("vectorize", path, *out, "--ngrams", "1,2").err)
        self.assert_fails(tema("vectorize", path, *out, "--min-documents", 2), 2, "--vocabulary")
        self.file("words.txt", "satu\nsatu\n")
        self.assert_fails(tema("vectorize", path, *out), 2, '"satu" is given twice')
        self.file("words.txt", "\n")
        self.assert_fails(tema("vectorize", path, *out), 2, "words.txt holds no terms")
        words.unlink()
        self.assert_fails(tema("vectorize", path, *out), 1, "words.txt")

    def test_rows_are_traced_back_by_their_ids_and_labels(self):
        lines = json_line(id='a"\n\u0001', text="satu", label="l") + json_line(id=7, text="dua")
        self.vectorize(self.file("a.jsonl", lines))
        rows = [json.loads(line) for line in (self.folder / "out.ids.jsonl").read_text().splitlines()]
        self.assertEqual(rows, [{"id": 'a"\n\u0001', "label": "l"}, {"id": "7"}])

    def test_it_tells_what_it_wrote_unless_quiet(self):
        path, out = self.corpus("satu dua", "satu"), self.folder / "out.mtx"
        done = tema("vectorize", path, "--output", out)
        self.assertEqual((done.out, done.err), ("", f"tema: {out}: 2 documents, 2 terms, 3 nonzeros\n"))
        self.assertEqual(tema("vectorize", path, "--output", out, "--quiet").err, "")
        self.assertEqual(tema("vectorize", "--output", out, "--quiet", stdin=path.read_bytes()).returncode, 0)

    def test_the_same_bytes_for_any_number_of_threads(self):
        path = self.corpus(*(" ".join(f"w{(i * 7919 + j * j * 31) % 2003}" for j in range(40)) for i in range(3000)))
        outputs = set()
        for threads in (1, 2, 7):
            self.vectorize(path, "--threads", threads, "--ngrams", "1,2")
            outputs.add(tuple((self.folder / f"out{end}").read_bytes() for end in (".mtx", ".terms.jsonl", ".ids.jsonl")))
        self.assertEqual(len(outputs), 1)

    def test_safetensors_holds_what_the_three_files_hold(self):
        path = self.file("a.jsonl", json_line(id="a", text="Satu dua dua", label="x") + json_line(id="é", text="satu"))
        x, terms = self.vectorize(path)
        out = self.folder / "out.safetensors"
        self.assertEqual(tema("vectorize", path, "--output", out).returncode, 0)
        reader = Path(__file__).parent.parent / "io" / "read_safetensors.py"
        lines = subprocess.run([sys.executable, reader, out], capture_output=True, check=True).stdout.decode()
        tensors = {}
        for line in lines.splitlines()[1:]:
            name, _, rest = line.partition(" ")
            tensors[json.loads(name)] = json.loads(rest[rest.index("] [") + 2:])

        def strings(name):
            text, offsets = bytes(tensors[name + ".bytes"]), tensors[name + ".offsets"]
            return [text[begin:end].decode() for begin, end in zip(offsets, offsets[1:])]

        vocabulary, indptr = strings("vocabulary"), tensors["indptr"]
        self.assertEqual(vocabulary, [line["term"] for line in terms])
        self.assertEqual(tensors["idf"], [line["idf"] for line in terms])
        self.assertEqual(tensors["document_frequencies"], [line["documents"] for line in terms])
        self.assertEqual((strings("ids"), strings("labels")), (["a", "é"], ["x", ""]))
        entries = list(zip(tensors["indices"], tensors["data"]))
        rows = [{vocabulary[j]: weight for j, weight in entries[a:b]} for a, b in zip(indptr, indptr[1:])]
        self.assert_rows(rows, x)

    def assert_vectorize_fails(self, status, *fragments, corpus, output="out.mtx", arguments=()):
        done = tema("vectorize", corpus, "--output", self.folder / output, *arguments)
        self.assert_fails(done, status, *fragments)
        self.assertEqual(list(self.folder.glob("out*")), [])

    def test_outputs_of_other_kinds_are_refused(self):
        path = self.corpus("satu")
        for output in ("out.npz", "out", "out.mtx.gz", ".mtx", ".safetensors"):
            self.assert_vectorize_fails(2, "must be NAME.mtx", corpus=path, output=output)
        self.assert_fails(tema("vectorize", path), 2, "--output is required")

    def test_bad_input_leaves_nothing(self):
        path = self.corpus("satu dua", "satu")
        self.assert_vectorize_fails(1, "No such file", corpus=self.folder / "none.jsonl")
        self.assert_vectorize_fails(2, "holds no documents", corpus=self.file("b.jsonl", ""))
        self.assert_vectorize_fails(2, "holds no text", corpus=self.file("b.txt", ""))
        self.assert_vectorize_fails(2, "none of the 1 documents has a term", corpus=self.file("c.txt", "– !"))
        self.assert_vectorize_fails(2, f"{path.with_name('d.jsonl')}:1", corpus=self.file("d.jsonl", "{"))
        for arguments, fragment in ((("--ngrams", "2"), "A,B"), (("--ngrams", "2,1"), "ngrams.min is 2"),
                                    (("--ngrams", "1,99"), "ngrams.max is 99"), (("--skip", 99), "ngrams.skip"),
                                    (("--min-documents", 3), "min_documents"), (("--min-documents", 0), "min_documents"),
                                    (("--min-documents", 2, "--max-documents", 1), "max_documents is 1"),
                                    (("--max-document-share", "nan"), "max_document_share is nan"),
                                    (("--max-document-share", 0.1), "max_document_share"),
                                    (("--idf-power", 17), "idf_power"), (("--norm", "l3"), "--norm")):
            self.assert_vectorize_fails(2, fragment, corpus=path, arguments=arguments)
        apart = self.corpus("satu", "dua")
        self.assert_vectorize_fails(2, "leave none of 2 terms", corpus=apart, arguments=("--min-documents", 2))

    def test_outputs_that_cannot_be_written_leave_nothing(self):
        path = self.corpus("satu dua", "satu")
        self.assert_vectorize_fails(1, "cannot create", corpus=path, output="no/out.mtx")
        self.assert_vectorize_fails(1, "cannot create", corpus=path, output="no/out.safetensors")
        for name in ("full.mtx", "full.terms.jsonl", "full.ids.jsonl"):
            (self.folder / name).symlink_to("/dev/full")
            self.assert_vectorize_fails(1, "cannot write /dev/full", corpus=path, output="full.mtx")
            self.assertEqual([file.name for file in self.folder.glob("full*")], [name])
            (self.folder / name).unlink()

    def test_an_input_is_not_replaced_by_an_output_that_nobody_named(self):
        path = self.corpus("satu dua").rename(self.folder / "b.ids.jsonl")
        before = path.read_bytes()
        done = tema("vectorize", path, "--output", self.folder / "b.mtx")
        self.assert_fails(done, 2, "would replace")
        self.assertEqual(path.read_bytes(), before)


class Topics(ProgramTest):
    def test_the_sample_falls_into_its_desks(self):
        found = json.loads(tema("topics", "--sample", "--format", "json", "--seed", "1").out)
        self.assertEqual(found["documents"], 132)
        self.assertEqual(len(found["topics"]), 6)
        self.assertGreaterEqual(found["against_labels"]["nmi"], 0.6)

    def test_the_table_names_each_topic(self):
        out = tema("topics", "--sample=en").out
        self.assertIn("66 documents", out)
        self.assertIn("agreement over seeds", out)
        rows = [line for line in out.splitlines() if " %  " in line]
        self.assertEqual([row.split()[0] for row in rows], list("012345"))
        self.assertEqual(sum(int(row.split()[1]) for row in rows), 66)

    def test_the_same_bytes_for_any_number_of_threads(self):
        outputs = set()
        for threads in (1, 2, 7):
            path = self.folder / f"{threads}.jsonl"
            done = tema("topics", "--sample", "--threads", threads, "--assignments", path)
            outputs.add((done.stdout, path.read_bytes()))
        self.assertEqual(len(outputs), 1)

    def test_split_makes_one_article_a_corpus(self):
        paragraphs = [f"Bank menaikkan suku bunga {i}. Kredit melambat." for i in range(4)]
        paragraphs += [f"Penyerang mencetak gol {i}. Laga usai." for i in range(4)]
        article = "\n".join(paragraphs)
        path = self.file("artikel.txt", article)
        assignments, terms = self.folder / "out.jsonl", self.folder / "terms.jsonl"
        done = tema("topics", path, "--split", "paragraph", "--topics", 2, "--language", "id",
                    "--assignments", assignments, "--terms", terms)
        self.assertEqual(done.returncode, 0, done.err)
        lines = [json.loads(line) for line in assignments.read_text().splitlines()]
        self.assertEqual([line["id"] for line in lines], [f"artikel.txt#{i}" for i in range(1, 9)])
        source = article.encode()
        self.assertEqual([source[line["start"]:line["end"]].decode() for line in lines], paragraphs)
        self.assertEqual(len({line["topic"] for line in lines[:4]}), 1)
        self.assertNotEqual(lines[0]["topic"], lines[4]["topic"])
        for line in lines:
            self.assertTrue(0 <= line["margin"] <= line["score"] <= 1)
        rows = [json.loads(line) for line in terms.read_text().splitlines()]
        self.assertEqual([row["size"] for row in rows], [4, 4])
        self.assertEqual(len(rows[0]["terms"]), len(rows[0]["weights"]))

    def test_stop_words_are_found_in_the_texts(self):
        things = [("roti", "oven"), ("kapal", "layar"), ("biola", "senar"), ("lampu", "kabel")]
        lines = b"".join(json_line(id=f"{a}{i}", text=f"Ada {a} dan {b} di sini, yang {a} baik untuk {b}.")
                         for i in range(15) for a, b in things)
        path, model = self.file("a.jsonl", lines), self.folder / "m.safetensors"
        common = ("topics", path, "--topics", 4, "--max-document-share", 1, "--format", "json")
        done = tema(*common, "--stop-words", "auto", "--exclude", "baik", "--model", model)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertEqual(done.err.splitlines()[-1], "tema: 6 stop words were found in the texts and left out: "
                         "ada, dan, di, sini, untuk, yang")
        terms = {term for topic in json.loads(done.out)["topics"] for term in topic["terms"]}
        self.assertEqual(terms, {word for pair in things for word in pair})
        other = self.file("b.jsonl", json_line(id="b", text="Ada yang baik untuk sini") +
                          json_line(id="c", text="Ada kapal"))
        topics = [json.loads(line)["topic"] for line in tema("assign", model, other).out.splitlines()]
        self.assertEqual((topics[0], topics[1] >= 0), (-1, True))
        self.assertEqual(tema(*common, "--stop-words", "auto", "--quiet").err, "")

    def test_a_file_of_stop_words_may_be_called_auto(self):
        path, words = self.file("a.txt", "satu dua\nsatu tiga\n"), self.file("auto", "satu\n")
        done = tema("topics", path, "--split", "line", "--topics", 1, "--stop-words", f"{words.parent}/./auto",
                    "--format", "json")
        self.assertEqual(done.returncode, 0, done.err)
        self.assertNotIn("satu", json.loads(done.out)["topics"][0]["terms"])
        self.assertNotIn("found", done.err)

    def test_languages_are_detected_and_told(self):
        indonesian = tema("topics", "--sample", "--language", "auto")
        self.assertIn("languages: id 132\n", indonesian.out)
        found = json.loads(tema("topics", "--sample=en", "--language", "auto", "--format", "json").out)
        self.assertEqual(found["languages"], {"en": 66})

    def test_stems_by_either_way(self):
        for way in "snowball", "learned":
            done = tema("topics", "--sample", "--stemming", way, "--format", "json")
            self.assertGreater(json.loads(done.out)["against_labels"]["nmi"], 0.8)
        self.assert_fails(tema("topics", self.file("a.txt", "satu"), "--stemming", "snowball"), 2, "stemmer")

    def test_excluded_terms_are_in_no_topic(self):
        found = tema("topics", "--sample", "--format", "json").out
        self.assertIn('"pasien"', found)
        self.assertNotIn('"pasien"', tema("topics", "--sample", "--format", "json", "--exclude", "Pasien").out)

    def test_an_option_with_a_list_leaves_the_corpus_behind_it(self):
        path = self.file("a.jsonl", b"".join(json_line(text=f"satu dua tiga {w}") for w in ("empat", "lima", "enam")))
        found = json.loads(tema("topics", "--topics", 1, "--format", "json", "--exclude", "dua,tiga", path).out)
        self.assertEqual(set(found["topics"][0]["terms"]), {"satu", "empat", "lima", "enam"})

    def test_a_folder_is_a_corpus_with_labels(self):
        for i in range(6):
            self.file(f"corpus/ekonomi/{i}.txt", f"bank suku bunga {i}")
            self.file(f"corpus/olahraga/{i}.txt", f"gol laga final {i}")
        found = json.loads(tema("topics", self.folder / "corpus", "--topics", 2, "--format", "json").out)
        self.assertEqual(found["against_labels"], {"labels": 2, "nmi": 1.0, "ari": 1.0})

    def test_a_corpus_of_copies_says_so(self):
        def run(copies, others, *options):
            texts = ["bank bunga naik"] * copies + [f"gol laga w{i} v{i}" for i in range(others)]
            path = self.file("a.jsonl", b"".join(json_line(id=f"d{i}", text=text) for i, text in enumerate(texts)))
            return tema("topics", path, "--topics", 2, *options).err
        self.assertIn('30 of the 60 documents are copies of one text, that of "d0"', run(30, 30))
        self.assertEqual(run(30, 30, "--quiet"), "")
        self.assertNotIn("copies", run(29, 31))
        self.assertIn("60 of the 61 documents are copies", run(60, 1))

    def test_topics_that_hang_on_the_seed_are_warned_of(self):
        chance = random.Random(1)
        words = [a + b for a in "bcdfghjklmnpqrst" for b in ("ara", "iri", "uru", "olo", "ele")]
        lines = b"".join(json_line(id=i, text=" ".join(chance.sample(words, 6))) for i in range(60))
        done = tema("topics", "-", "--topics", 4, stdin=lines)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn("agreement over seeds: 0.", done.out)
        self.assertIn("the topics depend on the seed", done.err)


class SampleModel(ProgramTest):
    def model(self, *options):
        path = self.folder / "m.safetensors"
        done = tema("topics", "--sample", "--model", path, "--assignments", self.folder / "fit.jsonl", *options)
        self.assertEqual(done.returncode, 0, done.err)
        return path

    def sample(self):
        path = PROJECT / "examples" / "data" / "sample_id.jsonl"
        return path


class Models(SampleModel):
    def test_a_saved_model_assigns_as_it_was_fitted(self):
        for method in "mixture", "kmeans":
            model = self.model("--method", method)
            done = tema("assign", model, self.sample())
            self.assertEqual(done.returncode, 0, done.err)
            fitted = (self.folder / "fit.jsonl").read_text()
            # The sample's documents have ids of their own in the program.
            without_id = lambda text: [{**json.loads(line), "id": 0} for line in text.splitlines()]
            self.assertEqual(without_id(done.out), without_id(fitted))
            path = self.folder / "out.jsonl"
            self.assertEqual(tema("assign", model, self.sample(), "--assignments", path, "--threads", 7).out, "")
            self.assertEqual(path.read_text(), done.out)

    def test_info_tells_what_a_model_is(self):
        found = json.loads(tema("info", self.model()).out)
        self.assertEqual(found["documents"], 132)
        self.assertEqual(len(found["topics"]), 6)
        self.assertEqual(found["language"], "id")
        self.assertEqual(sum(topic["size"] for topic in found["topics"]), 132)

    def test_a_text_or_a_file_that_is_empty_is_no_error(self):
        model = self.model()
        for options in ((), ("--split", "line")):
            done = tema("assign", model, self.file("a.jsonl", ""), *options)
            self.assertEqual((done.returncode, done.out, done.err), (0, "", ""))
        self.assertEqual((tema("assign", model, stdin=b"").returncode, tema("assign", model, stdin=b"\n").out), (0, ""))
        for path in (self.file("a.txt", ""), self.file("b.jsonl", json_line(text=""))):
            done = tema("assign", model, path)
            self.assertEqual((done.returncode, json.loads(done.out)["topic"]), (0, -1), done.err)
        out = self.folder / "out.jsonl"
        self.assertEqual(tema("assign", model, self.file("a.jsonl", ""), "--assignments", out).returncode, 0)
        self.assertEqual(out.read_bytes(), b"")

    def test_several_topics_of_a_text(self):
        model = self.model()
        assigned = [json.loads(line) for line in tema("assign", model, self.sample()).out.splitlines()]
        done = tema("assign", model, self.sample(), "--top", 3)
        self.assertEqual(done.returncode, 0, done.err)
        for line, alone in zip(map(json.loads, done.out.splitlines()), assigned, strict=True):
            topics = line.pop("topics")
            self.assertEqual(line, alone)
            self.assertEqual((len(topics), topics[0]), (3, {"topic": line["topic"], "score": line["score"]}))
            self.assertEqual(len({topic["topic"] for topic in topics}), 3)
            self.assertEqual(sorted(topics, key=lambda topic: -topic["score"]), topics)
        self.assertEqual(tema("assign", model, self.sample(), "--top", 99).out,
                         tema("assign", model, self.sample(), "--top", 6).out)
        self.assertEqual(json.loads(tema("assign", model, "--top", 2, stdin=json_line(text="xylophone")).out)["topics"], [])
        for top in (0, -1, "x"):
            self.assert_fails(tema("assign", model, self.sample(), f"--top={top}"), 2, "--top", "a whole number from 1")

    def test_several_topics_as_columns_of_a_table(self):
        model = self.model()
        lines, table = self.folder / "t.jsonl", self.folder / "t.csv"
        for out in (lines, table):
            done = tema("assign", model, self.sample(), "--top", 3, "--split", "sentence", "--assignments", out)
            self.assertEqual((done.returncode, done.out), (0, ""), done.err)
        rows = list(csv.DictReader(table.read_text().splitlines()))
        self.assertEqual(list(rows[0]), ["id", "topic", "score", "margin", "start", "end", "topic_2", "score_2",
                                         "topic_3", "score_3"])
        self.assertTrue(any(row["topic_2"] == "" for row in rows))
        for row, line in zip(rows, map(json.loads, lines.read_text().splitlines()), strict=True):
            topics = [(int(row["topic" + place]), float(row["score" + place])) for place in ("", "_2", "_3") if row["topic_2"]]
            self.assertEqual(topics, [(topic["topic"], topic["score"]) for topic in line["topics"]])
        for out in (lines, table):
            done = tema("assign", model, self.sample(), "--top", 2, "--assignments", out)
        self.assertEqual(tema("evaluate", self.sample(), table).out, tema("evaluate", self.sample(), lines).out)

    def test_what_is_no_model_is_refused(self):
        for command in ("assign", "info"):
            damaged = self.file("bad.safetensors", self.model().read_bytes()[:-3])
            self.assert_fails(tema(command, damaged), 2, "bad.safetensors")
            self.assert_fails(tema(command, self.sample()), 2, "sample_id.jsonl")
            self.assert_fails(tema(command, self.file("empty", "")), 2, "empty")
            self.assert_fails(tema(command, self.folder / "nowhere"), 1, "nowhere")

    def test_outputs_are_different_files(self):
        path = self.folder / "same"
        self.assert_fails(tema("topics", "--sample", "--model", path, "--terms", path), 2, "the same file")


class Explain(SampleModel):
    TEXT = "Sampah menutup jalan, kata calon bupati. Polisi [dan] warga membersihkan sampah di sungai."

    def explained(self, model, *arguments, stdin=b""):
        done = tema("explain", model, *arguments, "--format", "json", stdin=stdin)
        self.assertEqual((done.returncode, done.err), (0, ""))
        self.assertEqual(done.out.count("\n"), 1)
        return json.loads(done.out)

    def test_the_weights_add_up_and_stand_where_they_say(self):
        for method in ("mixture", "kmeans"):
            model = self.model("--method", method)
            found = self.explained(model, self.TEXT, "--top", 3)
            self.assertEqual(list(found), ["topic", "label", "score", "margin", "rival", "rival_label", "sum", "base",
                                           "other_terms", "other_weight", "terms"])
            assigned = json.loads(tema("assign", model, stdin=json_line(text=self.TEXT)).out)
            self.assertEqual([found[key] for key in ("topic", "score", "margin")],
                             [assigned[key] for key in ("topic", "score", "margin")])
            labels = [topic["label"] for topic in json.loads(tema("info", model).out)["topics"]]
            self.assertEqual((found["label"], found["rival_label"]), (labels[found["topic"]], labels[found["rival"]]))
            self.assertEqual((len(found["terms"]), found["other_terms"] > 0), (3, True))
            total = found["base"] + found["other_weight"] + sum(term["weight"] for term in found["terms"])
            self.assertAlmostEqual(total, found["sum"], 9)
            everything = self.explained(model, self.TEXT)
            self.assertEqual((everything["other_terms"], everything["other_weight"]), (0, 0.0))
            least = min(abs(term["weight"]) for term in found["terms"])
            kept = [term for term in everything["terms"] if abs(term["weight"]) >= least]
            self.assertEqual(found["terms"], kept)
            for term in everything["terms"]:
                words = {self.TEXT[begin:end].lower() for begin, end in term["spans"]}
                self.assertEqual(words, {term["term"]})
            self.assertIn(2, [len(term["spans"]) for term in everything["terms"]])

    def test_a_text_comes_from_an_argument_a_file_or_a_pipe(self):
        model = self.model()
        expected = self.explained(model, self.TEXT)
        self.assertEqual(self.explained(model, stdin=self.TEXT.encode()), expected)
        self.assertEqual(self.explained(model, "-", stdin=self.TEXT.encode("utf-16")), expected)
        self.assertEqual(self.explained(model, self.file("a text", self.TEXT)), expected)
        self.assertEqual(self.explained(model, self.file("a.txt.gz", gzip.compress(self.TEXT.encode()))), expected)
        marked = self.explained(model, self.file("b.txt", self.TEXT.encode("utf-8-sig")))
        shifted = [[[begin + 3, end + 3] for begin, end in term["spans"]] for term in expected["terms"]]
        self.assertEqual([term["spans"] for term in marked["terms"]], shifted)
        self.assertEqual(self.explained(model, self.TEXT + " dan" * 3000)["topic"], expected["topic"])

    def test_marks_cannot_be_confused_with_the_text(self):
        model = self.model()
        done = tema("explain", model, self.TEXT + " a\\b\x1b[2J\u009b1m\tc\nd")
        self.assertEqual(done.returncode, 0, done.err)
        self.assertRegex(done.out, r"^topic \d: .+ \(score \d\.\d{3}, margin \d\.\d{3}\)\nrival \d: .+\n\n")
        text = done.out.split("\n\n")[1]
        marks = re.findall(r"(?<!\\)\[(\w+) ([+-]\d+\.\d{3})\]", text)
        found = self.explained(model, self.TEXT)
        weights = {term["term"]: f"{term['weight']:+.3f}" for term in found["terms"]}
        self.assertEqual({name.lower(): weight for name, weight in marks}, weights)
        plain = re.sub(r"(?<!\\)\[(\w+) [+-]\d+\.\d{3}\]", r"\1", text)
        self.assertEqual(re.sub(r"\\(.)", r"\1", plain), self.TEXT + " a\\b [2J 1m c\nd")
        table = done.out.split("\n\n")[2].splitlines()
        self.assertIn(f"{weights['sampah']:>9}  sampah ×2", table)
        self.assertEqual(table[-2:], [f"{found['base']:>+9.3f}  base: the odds before any term was read",
                                      f"{found['sum']:>+9.3f}  sum: the natural logarithm of the odds of the topic against its rival"])

    def test_a_terminal_shows_styles_unless_no_color_is_set(self):
        model = self.model()
        for settings, is_styled in (({}, True), ({"NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
            written = on_terminal("stdout", settings, "explain", model, self.TEXT + "\x1b[2J").decode()
            self.assertNotIn("\x1b[2J", written)
            self.assertEqual("\x1b[1;32mSampah\x1b[0m" in written, is_styled, written)
            self.assertEqual("\x1b[4;31mcalon\x1b[0m" in written, is_styled, written)
            self.assertEqual("[Sampah +" in written and "[calon -" in written, not is_styled)
            self.assertEqual("\x1b" in written, is_styled)
            self.assertEqual("[dan]" in written, is_styled)

    def test_a_text_without_a_known_term_has_no_topic(self):
        model = self.model()
        done = tema("explain", model, self.file("a.txt", "xylophone [1]"))
        self.assertEqual((done.returncode, done.err), (0, ""))
        self.assertEqual(done.out, "no topic: no term of the model is in the text\n\nxylophone \\[1\\]\n")
        found = self.explained(model, stdin=b"xylophone")
        self.assertEqual((found["topic"], found["label"], found["rival"], found["terms"]), (-1, None, -1, []))
        done = tema("explain", model, "articel.txt")
        self.assertEqual(done.returncode, 0)
        self.assertEqual(done.err, 'tema: there is no file of the name "articel.txt": it was taken as the text itself\n')

    def test_what_cannot_be_explained_is_one_line(self):
        model = self.model()
        for text in ("", " \n\t"):
            self.assert_fails(tema("explain", model, text), 2, "the text is empty")
            self.assert_fails(tema("explain", model, self.file("a.txt", text)), 2, "a.txt is empty")
            self.assert_fails(tema("explain", model, stdin=text.encode()), 2, "standard input is empty")
        self.assert_fails(tema("explain", model, self.folder), 2, f"{self.folder} is a folder")
        self.assert_fails(tema("explain", self.folder / "nowhere", "satu"), 1, "nowhere")
        self.assert_fails(tema("explain", self.sample(), "satu"), 2, "sample_id.jsonl")
        self.assert_fails(tema("explain", model, "satu", "--language", "klingon"), 2, '"klingon"', "ISO 639")
        self.assert_fails(tema("explain", model, "satu", "--top", 0), 2, "--top", "from 1")
        self.assert_fails(tema("explain", model, self.file("b.txt", "satu".encode("utf-16-le"))), 2, "likely UTF-16LE")

    def test_ill_formed_parts_are_told_unless_quiet(self):
        model, path = self.model(), self.file("a.txt", b"banjir \xff\xfe sampah")
        done = tema("explain", model, path)
        self.assertIn("a.txt: 2 ill-formed parts were read as U+FFFD", done.err)
        self.assertIn("\ufffd\ufffd", done.out)
        self.assertEqual(tema("explain", model, path, "--quiet").err, "")

    def test_a_rival_may_be_a_part_of_the_same_topic_or_none(self):
        model, edited = self.model(), self.folder / "edited.safetensors"
        found = self.explained(model, self.TEXT)
        merges = (f"{found['topic']},{found['rival']}", "0,1,2,3,4,5")
        for merge, topics in zip(merges, (5, 1)):
            self.assertEqual(tema("edit", model, "--merge", merge, "--output", edited).returncode, 0)
            merged = self.explained(edited, self.TEXT)
            self.assertEqual((merged["rival"], merged["sum"]), (merged["topic"], found["sum"]))
            self.assertIn("rival: another part of the same topic", tema("explain", edited, self.TEXT).out)
        one = self.folder / "one.safetensors"
        tema("topics", self.sample(), "--language", "id", "--topics", 1, "--model", one)
        alone = self.explained(one, self.TEXT)
        self.assertEqual((alone["topic"], alone["rival"], alone["rival_label"]), (0, -1, None))
        self.assertIn("no rival: the model has no other topic", tema("explain", one, self.TEXT).out)


class GivenTopicsTest(ProgramTest):
    SUBJECTS = {0: "gol laga final kiper pelatih stadion", 1: "suku bunga bank inflasi kredit rupiah",
                2: "gempa banjir cuaca hutan gunung laut"}

    def corpus(self):
        """Texts on three subjects: 12, 8 and 4 of them."""
        subjects = [0] * 12 + [1] * 8 + [2] * 4
        chance = random.Random(1)
        lines = []
        for number, subject in enumerate(subjects):
            words = self.SUBJECTS[subject].split()
            chance.shuffle(words)
            lines.append(json_line(id=f"d{number}", text=" ".join(words[:5])))
        return self.file("corpus.jsonl", b"".join(lines)), subjects

    def given(self, topics, **more):
        lines = [json_line(id=f"d{number}", topic=topic, **more) for number, topic in enumerate(topics)]
        random.Random(2).shuffle(lines)
        return self.file("given.jsonl", b"".join(lines))


class GivenTopics(GivenTopicsTest):
    def topics_of(self, path):
        return [json.loads(line)["topic"] for line in path.read_text().splitlines()]

    def test_topics_that_are_given_are_kept_in_any_order_and_named(self):
        corpus, subjects = self.corpus()
        given = self.given([[7, 3, 9][subject] for subject in subjects[:-1]] + [-1], score=0.5, margin=0.25)
        out, model = self.folder / "out.jsonl", self.folder / "m.safetensors"
        done = tema("topics", corpus, "--from-assignments", given, "--language", "id", "--format", "json",
                    "--assignments", out, "--model", model)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertEqual(self.topics_of(out), subjects[:-1] + [-1])
        for topic, found in enumerate(json.loads(done.out)["topics"]):
            self.assertIn(found["terms"][0], self.SUBJECTS[topic])
        done = tema("assign", model, stdin=json_line(id="x", text="banjir dan gempa di gunung"))
        self.assertEqual(json.loads(done.out)["topic"], 2)

    def test_lines_that_do_not_match_the_corpus_are_named(self):
        corpus, subjects = self.corpus()
        given = self.given(subjects[:-2])
        self.assert_fails(tema("topics", corpus, "--from-assignments", given), 2,
                          'given.jsonl: 2 documents of the corpus have no line: "d22", "d23"')
        given = self.given(subjects + [0])
        self.assert_fails(tema("topics", corpus, "--from-assignments", given), 2,
                          'given.jsonl: 1 id is not in the corpus: "d24"')
        given.write_bytes(given.read_bytes() + json_line(id="d0", topic=0))
        given.write_bytes(b"".join(line + b"\n" for line in given.read_bytes().splitlines() if b'"d24"' not in line))
        self.assert_fails(tema("topics", corpus, "--from-assignments", given), 2, '1 id is there twice: "d0"')
        given = self.given([-1] * len(subjects))
        self.assert_fails(tema("topics", corpus, "--from-assignments", given), 2, "no document has a topic from 0 on")
        self.assert_fails(tema("topics", corpus, "--from-assignments", given, "--topics", "3"), 2, "not both")
        self.assert_fails(tema("topics", corpus, "--from-assignments", given, "--split", "line"), 2, "not both")
        self.assert_fails(tema("topics", corpus, "--from-assignments", given, "--model", given), 2, "--model")


class Edit(GivenTopicsTest):
    def model(self):
        corpus, subjects = self.corpus()
        model = self.folder / "m.safetensors"
        done = tema("topics", corpus, "--from-assignments", self.given(subjects), "--language", "id", "--model", model)
        self.assertEqual(done.returncode, 0, done.err)
        return corpus, model

    def test_topics_are_merged_and_renamed_by_the_numbers_of_the_model(self):
        _, model = self.model()
        out = self.folder / "edited.safetensors"
        done = tema("edit", model, "--merge", "1,2", "--rename", "0=Sepak bola", "--rename", "2=Lainnya",
                    "--output", out)
        self.assertEqual(done.returncode, 0, done.err)
        self.assertEqual(done.out.splitlines()[1:], ["    0     12  Sepak bola", "    1     12  Lainnya"])
        info = json.loads(tema("info", out).out)
        self.assertEqual([topic["label"] for topic in info["topics"]], ["Sepak bola", "Lainnya"])

    def test_the_new_topics_are_printed_as_json_when_asked_for(self):
        (_, model), edited = self.model(), self.folder / "edited.safetensors"
        done = tema("edit", model, "--rename", "0=Sepak \x1b bola", "--output", edited, "--format", "json")
        self.assertEqual((done.returncode, done.err), (0, ""))
        topics = json.loads(done.out)["topics"]
        described = json.loads(tema("info", edited).out)["topics"]
        self.assertEqual(topics, [{key: topic[key] for key in ("topic", "size", "label")} for topic in described])
        self.assertEqual(topics[0]["label"], "Sepak \x1b bola")

    def test_a_topic_is_split_among_its_texts(self):
        corpus, model = self.model()
        out = self.folder / "edited.safetensors"
        done = tema("edit", model, "--split", "0:2", "--rename", "2=Bencana", "--corpus", corpus, "--output", out)
        self.assertEqual(done.returncode, 0, done.err)
        topics = json.loads(tema("info", out).out)["topics"]
        self.assertEqual(len(topics), 4)
        self.assertEqual(sum(topic["size"] for topic in topics), 24)
        self.assertIn(("Bencana", 4), [(topic["label"], topic["size"]) for topic in topics])

    def test_wrong_edits_are_one_line(self):
        corpus, model = self.model()
        out = self.folder / "edited.safetensors"

        def refused(fragment, *edits):
            self.assert_fails(tema("edit", model, *edits, "--output", out), 2, fragment)
            self.assertFalse(out.exists())

        refused("nothing to edit")
        refused("there is no topic 3: the model has 3", "--merge", "0,3")
        refused("two different topics", "--merge", "1")
        refused("two different topics", "--merge", "1,1")
        refused('"x" is not a whole number', "--merge", "1,x")
        refused("such as 0:3", "--split", "1", "--corpus", corpus)
        refused("2 parts or more", "--split", "1:1", "--corpus", corpus)
        refused("--split needs --corpus", "--split", "1:2")
        refused("parts is 9", "--split", "1:9", "--corpus", corpus)
        refused("its name", "--rename", "1=")
        refused("topic 1 is to be merged and split", "--merge", "0,1", "--split", "1:2", "--corpus", corpus)
        refused("topic 1 is to be split and renamed", "--split", "1:2", "--rename", "1=x", "--corpus", corpus)
        other = self.file("other.jsonl", json_line(id="a", text="gol laga"))
        refused("not those that the model was fitted to", "--split", "0:2", "--corpus", other)
        self.assert_fails(tema("edit", model, "--merge", "0,1", "--output", model), 2, "--output")


class Evaluate(ProgramTest):
    def test_scores_the_covered_documents_and_all(self):
        corpus = self.file("c.jsonl", b"".join(json_line(id=i, text="x", label="ab"[i % 2]) for i in range(5)))
        lines = b"".join(json_line(id=str(i), topic=i % 2 if i < 4 else -1, score=1, margin=1) for i in range(5))
        result = json.loads(tema("evaluate", corpus, self.file("t.jsonl", lines)).out)
        self.assertEqual(result["coverage"], 0.8)
        self.assertEqual((result["covered"]["documents"], result["covered"]["nmi"]), (4, 1.0))
        for measure in ("nmi", "ami", "ari", "fowlkes_mallows", "purity", "homogeneity", "completeness", "v_measure"):
            self.assertAlmostEqual(result["covered"][measure], 1.0, msg=measure)
        everything = result["all"]
        self.assertEqual((everything["topics"], everything["purity"], everything["homogeneity"]), (3, 1.0, 1.0))
        self.assertAlmostEqual(everything["fowlkes_mallows"], 0.5 ** 0.5)
        self.assertLess(everything["ami"], everything["nmi"])
        self.assertLess(everything["nmi"], 1.0)

    def test_agrees_with_what_topics_printed(self):
        corpus = self.file("c.jsonl", b"".join(
            json_line(id=i, text=("bank bunga" if i % 2 else "gol laga") + f" k{i % 5}", label=i % 2) for i in range(60)))
        out = self.folder / "t.jsonl"
        found = json.loads(tema("topics", corpus, "--topics", 3, "--format", "json", "--assignments", out).out)
        result = json.loads(tema("evaluate", corpus, out).out)
        self.assertAlmostEqual(found["against_labels"]["nmi"], result["all"]["nmi"], places=12)

    def test_scores_as_rows(self):
        corpus = self.file("c.jsonl", b"".join(json_line(id=i, text="x", label="ab"[i % 2]) for i in range(5)))
        lines = b"".join(json_line(id=str(i), topic=i % 2 if i < 4 else -1) for i in range(5))
        assignments = self.file("t.jsonl", lines)
        printed = json.loads(tema("evaluate", corpus, assignments).out)
        expected = {("all", "coverage"): 0.8, ("all", "without_label"): 0}
        for which in ("covered", "all"):
            expected.update({(which, measure): value for measure, value in printed[which].items()})
        table, rows = self.folder / "s.csv", self.folder / "s.jsonl"
        for file in (table, rows):
            done = tema("evaluate", corpus, assignments, "--output", file)
            self.assertEqual((done.returncode, done.out), (0, ""))
        found = list(csv.reader(table.read_text().splitlines()))
        self.assertEqual(found[0], ["documents", "measure", "value"])
        self.assertEqual({(row[0], row[1]): float(row[2]) for row in found[1:]}, expected)
        found = [json.loads(line) for line in rows.read_text().splitlines()]
        self.assertEqual({(row["documents"], row["measure"]): row["value"] for row in found}, expected)
        self.assert_fails(tema("evaluate", corpus, assignments, "--output", self.folder / "s.txt"), 2, ".csv or .jsonl")
        self.assert_fails(tema("evaluate", corpus, assignments, "--output", assignments), 2, "would replace")

    def test_what_does_not_belong_together_is_refused(self):
        corpus = self.file("c.jsonl", json_line(id="a", text="x", label="l"))
        self.assert_fails(tema("evaluate", corpus, self.file("t.jsonl", "")), 1, "t.jsonl has 0 assignments")
        other = self.file("t.jsonl", json_line(id="b", topic=0))
        self.assert_fails(tema("evaluate", corpus, other), 1, '"b"', '"a"')
        broken = self.file("t.jsonl", json_line(id="a", topic="x"))
        self.assert_fails(tema("evaluate", corpus, broken), 2, f"{broken}:1", '"topic"')
        unlabelled = self.file("u.jsonl", json_line(id="a", text="x", label=None))
        self.assert_fails(tema("evaluate", unlabelled, self.file("t.jsonl", json_line(id="a", topic=0))), 2, "no document has a label")

    def test_documents_without_a_label_are_counted_and_not_scored(self):
        labels = ["a", "b", None, "a", "", "b"]
        corpus = self.file("c.jsonl", b"".join(json_line(id=i, text="x", label=x) for i, x in enumerate(labels)))
        lines = b"".join(json_line(id=str(i), topic=t) for i, t in enumerate([0, 1, 1, 0, 0, -1]))
        done = tema("evaluate", corpus, self.file("t.jsonl", lines))
        result = json.loads(done.out)
        self.assertEqual((result["without_label"], result["coverage"]), (2, 0.75))
        self.assertEqual((result["covered"]["documents"], result["all"]["documents"]), (3, 4))
        self.assertEqual(result["covered"]["nmi"], 1.0)
        self.assertEqual(done.err, f"tema: {corpus}: 2 documents have no label and are not scored\n")
        corpus.write_bytes(json_line(id="0", text="x", label="a") + json_line(id="1", text="x"))
        lines = json_line(id="0", topic=0)
        done = tema("evaluate", corpus, self.file("t.jsonl", lines))
        self.assert_fails(done, 1, "has 1 assignment, but the corpus has 2 documents")
        done = tema("evaluate", corpus, self.file("t.jsonl", lines + json_line(id="1", topic=0)))
        self.assertEqual(done.err, f"tema: {corpus}: 1 document has no label and is not scored\n")


class OutputsAndInputs(ProgramTest):
    """No output takes the place of what is read."""

    TEXTS = b"".join(json_line(id=i, text=f"satu dua tiga w{i % 3} w{i}") for i in range(12))

    def setUp(self):
        super().setUp()
        self.corpus = self.file("a.jsonl", self.TEXTS)
        self.model = self.folder / "m.safetensors"
        self.words = self.file("words.txt", "dan\nyang\n")
        self.assertEqual(tema("topics", self.corpus, "--topics", 2, "--model", self.model).returncode, 0)

    def assert_refused(self, *arguments, stdin=b"", name="would replace"):
        def contents():
            return {path: path.read_bytes() for path in sorted(self.folder.rglob("*")) if path.is_file()}
        before = contents()
        self.assert_fails(tema(*arguments, stdin=stdin), 2, name)
        self.assertEqual(contents(), before)

    def links_to(self, path):
        """The path itself, and other names of the same file."""
        link, hard = self.folder / "link.x", self.folder / "hard.x"
        link.unlink(missing_ok=True)
        hard.unlink(missing_ok=True)
        link.symlink_to(path)
        hard.hardlink_to(path)
        return path, link, hard, path.parent / ".." / path.parent.name / path.name

    def test_an_output_that_names_an_input_is_refused(self):
        for option in ("--assignments", "--terms", "--model"):
            for other in self.links_to(self.corpus):
                self.assert_refused("topics", self.corpus, option, other)
            for other in self.links_to(self.words):
                self.assert_refused("topics", self.corpus, "--stop-words", self.words, option, other)
        for read in (self.corpus, self.model):
            for other in self.links_to(read):
                self.assert_refused("assign", self.model, self.corpus, "--assignments", other)

    def test_a_link_that_is_read_is_the_file_it_leads_to(self):
        link = self.folder / "other.jsonl"
        link.symlink_to(self.corpus)
        self.assert_refused("topics", link, "--assignments", self.corpus)
        self.assert_refused("assign", self.model, link, "--assignments", self.corpus)

    def test_a_matrix_replaces_no_word_list(self):
        for option in ("--stop-words", "--phrases", "--vocabulary"):
            lists = self.file("out.terms.jsonl", "satu dua\n")
            self.assert_refused("vectorize", self.corpus, "--output", self.folder / "out.mtx", option, lists)
        link = self.folder / "out.safetensors"
        link.symlink_to(self.corpus)
        self.assert_refused("vectorize", self.corpus, "--output", link)

    def test_a_file_in_a_folder_that_is_read_is_refused_and_another_is_not(self):
        inside, outside = self.file("corpus/x/a.txt", "satu dua"), self.file("b.txt", "tiga empat")
        (self.folder / "corpus" / "b.txt").symlink_to(outside)
        for other in (inside, outside):
            self.assert_refused("assign", self.model, self.folder / "corpus", "--assignments", other)
            self.assert_refused("topics", self.folder / "corpus", "--terms", other)
        for beside in (self.folder / "corpus" / "out.topics", self.folder / "corpus" / "new.txt"):
            for _ in range(2):
                done = tema("assign", self.model, self.folder / "corpus", "--assignments", beside)
                if beside.suffix == ".topics":
                    self.assertEqual((done.returncode, beside.read_text().count("\n")), (0, 2), done.err)
            self.assertTrue(beside.exists())

    def test_standard_input_that_is_a_file_is_not_replaced(self):
        with open(self.corpus, "rb") as stdin:
            done = subprocess.run([TEMA, "assign", self.model, "-", "--assignments", self.corpus], stdin=stdin,
                                  capture_output=True)
        self.assertEqual((done.returncode, self.corpus.read_bytes()), (2, self.TEXTS))

    def test_outputs_of_one_command_are_different_files(self):
        new, dangling = self.folder / "new", self.folder / "dangling"
        dangling.symlink_to("new")
        (self.folder / "below").mkdir()
        for options in (("--assignments", "--terms"), ("--terms", "--model"), ("--assignments", "--model")):
            for second in (new, dangling, self.folder / "below" / ".." / "new"):
                self.assert_refused("topics", self.corpus, options[0], new, options[1], second, name="the same file")
        (self.folder / "out.ids.jsonl").symlink_to("out.terms.jsonl")
        self.assert_refused("vectorize", self.corpus, "--output", self.folder / "out.mtx", name="the same file")
        done = tema("topics", self.corpus, "--topics", 2, "--assignments", "/dev/null", "--terms", "/dev/null")
        self.assertEqual(done.returncode, 0, done.err)

    def test_outputs_may_share_a_pipe(self):
        done = tema("topics", self.corpus, "--topics", 2, "--assignments", "/dev/stdout", "--terms", "/dev/stdout")
        self.assertEqual(done.returncode, 0, done.err)
        self.assertIn('"topic": ', done.out)
        self.assertIn(" documents, ", done.out)

    def test_it_is_refused_before_anything_is_read(self):
        broken = self.file("broken.jsonl", "{")
        self.assert_refused("topics", broken, "--terms", broken)
        self.assert_refused("assign", broken, self.corpus, "--assignments", self.corpus)


class StandardDescriptors(ProgramTest):
    def run_closed(self, closed, *arguments):
        def close():
            for descriptor in closed:
                os.close(descriptor)
        pipes = {number: (None if number in closed else subprocess.PIPE) for number in (1, 2)}
        return subprocess.run([TEMA, *map(str, arguments)], stdout=pipes[1], stderr=pipes[2], preexec_fn=close)

    def test_what_is_closed_gets_nothing_and_takes_nothing_from_a_file(self):
        path = self.file("a.txt", b"satu\xffdua")
        expected = None
        for closed in ((), (2,), (0, 2), (1, 2), (0, 1, 2)):
            out = self.folder / "out.mtx"
            done = self.run_closed(closed, "vectorize", path, "--output", out)
            self.assertEqual(done.returncode, 0, done.stderr)
            files = [(self.folder / f"out{end}").read_bytes() for end in (".mtx", ".ids.jsonl", ".terms.jsonl")]
            expected = expected or files
            self.assertEqual(files, expected)

    def test_what_cannot_be_written_or_read_is_an_error(self):
        path = self.file("a.txt", "satu dua")
        done = self.run_closed((1,), "tokenize", path)
        self.assertEqual((done.returncode, done.stderr), (1, b"tema: cannot write to standard output\n"))
        self.assertEqual(self.run_closed((1, 2), "tokenize", path).returncode, 1)
        done = self.run_closed((0,), "tokenize", "-")
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"cannot read standard input", done.stderr)

    def test_help_and_version_that_nobody_gets_are_an_error(self):
        for arguments in (("--version",), ("--help",), ("topics", "--help")):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([TEMA, *arguments], stdout=full, stderr=subprocess.PIPE)
            self.assertEqual((done.returncode, done.stderr), (1, b"tema: cannot write to standard output\n"))


class LittleMemory(ProgramTest):
    def test_whatever_fails_for_want_of_memory_says_so(self):
        if self.run_within(130, "--version").returncode != 0:
            self.skipTest("sanitizers need more addresses")
        lines = b"".join(json_line(id=i, text=" ".join(f"w{(i * 7919 + j * j * 31) % 5003}" for j in range(60)))
                         for i in range(4000))
        path, out = self.file("a.jsonl", lines), self.folder / "out.safetensors"
        self.assertEqual(tema("vectorize", path, "--output", out, "--threads", 1).returncode, 0)
        whole = out.read_bytes()
        out.unlink()
        ended = set()
        for megabytes in range(20, 130, 3):
            done = self.run_within(megabytes, "vectorize", path, "--output", out, "--threads", "1", "--skip-invalid")
            if done.returncode == 127:
                continue  # the program itself could not be loaded
            ended.add(done.returncode)
            if done.returncode == 0:
                self.assertEqual(out.read_bytes(), whole)
                out.unlink()
            else:
                self.assertEqual((done.returncode, out.exists()), (1, False), (megabytes, done.stderr))
                self.assertEqual(done.stderr.count(b"\n"), 1)
        self.assertEqual(ended, {0, 1})


class BadInput(ProgramTest):
    def test_what_is_not_there_or_cannot_be_read(self):
        self.assert_fails(tema("topics", self.folder / "none.jsonl"), 1, "none.jsonl", "No such file")
        (self.folder / "empty").mkdir()
        self.assert_fails(tema("topics", self.folder / "empty"), 2, "no file of a corpus")
        self.assert_fails(tema("topics", self.file("a.pdf", "x")), 2, "a.pdf", ".jsonl")

    def test_an_empty_file(self):
        self.assert_fails(tema("topics", self.file("a.jsonl", "")), 2, "a.jsonl holds no documents")
        self.assert_fails(tema("topics", stdin=b""), 2, "standard input holds no documents")
        self.assert_fails(tema("topics", self.file("a.txt", "")), 2, "a.txt holds no text")
        self.assert_fails(tema("topics", self.file("b.jsonl", json_line(text=""))), 2, "b.jsonl holds no text")

    def test_names_that_are_not_utf8(self):
        path = os.fsdecode(os.fsencode(self.folder / "corpus" / "label") + b"\xff")
        Path(path).mkdir(parents=True)
        (Path(path) / "a.txt").write_text("satu dua")
        done = tema("tokenize", self.folder / "corpus", "--format", "jsonl")
        self.assertEqual(json.loads(done.out)["id"], "label\ufffd/a.txt")
        self.assert_fails(tema("topics", path + ".jsonl"), 1, "label\ufffd.jsonl")

    def test_a_terminal_gets_no_commands_from_a_corpus(self):
        texts = [f"satu\x1b[2Jdua\x7f\u009b1m tiga{i} {i % 2}" for i in range(4)]
        path = self.file("a.jsonl", b"".join(json_line(text=text) for text in texts))
        table = tema("topics", path, "--topics", 2).out
        self.assertIn("“satu [2Jdua  1m tiga", table)
        path = self.file("b.jsonl", json_line(**{"\x1b[2J": 1}))
        self.assert_fails(tema("topics", path), 2, 'the fields are " [2J"')

    def test_quiet_means_no_word_of_what_was_repaired(self):
        path = self.file("a.jsonl", b'{"text": "satu\xff dua"}\n{"text": "tiga empat"}\n{')
        arguments = ("topics", path, "--topics", 2, "--skip-invalid")
        self.assertEqual(tema(*arguments).err.count("\n"), 2)
        self.assertEqual(tema(*arguments, "--quiet").err, "")

    def test_lines_that_are_no_documents(self):
        good = json_line(id="a", text="satu")
        for bad, fragment in [(b'{"id": ', "not valid JSON"), (b"[1]", "an array"), (b'{"id": "b"}', 'no field "text"; the fields are "id"'),
                              (b'{"id": "b", "text": 5}', 'field "text" is a number'), (b'{"text": "a\0b"}', "not valid JSON")]:
            path = self.file("a.jsonl", good + bad + b"\n" + good)
            self.assert_fails(tema("topics", path), 2, f"{path}:2", fragment)
            done = tema("tokenize", path, "--skip-invalid")
            self.assertEqual((done.returncode, done.out), (0, "satu\nsatu\n"))
            self.assertIn("1 line could not be used and was skipped\n", done.err)

    def test_tables(self):
        table = b'\xef\xbb\xbf"Id",Subject,Body\r\n1,x,"satu, ""dua""\ntiga"\r\n2,y,empat\r\n'
        path = self.file("a.csv", table)
        done = tema("tokenize", path, "--format", "jsonl")
        self.assertEqual([(line["id"], line["tokens"]) for line in map(json.loads, done.out.splitlines())],
                         [("1", ["satu", "dua", "tiga"]), ("2", ["empat"])])
        self.assertEqual(tema("tokenize", path, "--text-field", "Subject").out, "x\ny\n")
        packed = self.file("b.csv", gzip.compress(table))
        self.assertEqual(tema("tokenize", packed).out, tema("tokenize", path).out)
        semicolons = self.file("c.csv", b"1;satu, dua\n2;tiga\n")
        done = tema("tokenize", semicolons, "--columns", "id,text", "--delimiter", ";")
        self.assertEqual(done.out, "satu dua\ntiga\n")
        self.assert_fails(tema("tokenize", semicolons, "--delimiter", "ab"), 2, "must be one ASCII character")

    def test_options_from_a_file(self):
        path = self.file("a.jsonl", b"".join(json_line(isi=f"satu dua {i % 2}") for i in range(8)))
        config = self.file("c.toml", '# of our desk\n[topics]\ntopics = 2\ntext-field = "isi"\n[assign]\nthreads = 1\n')
        alone = tema("topics", path, "--topics", 2, "--text-field", "isi")
        self.assertEqual(alone.returncode, 0)
        for arguments in (("--config", config, "topics", path), ("topics", path, "--config", config)):
            self.assertEqual(tema(*arguments).out, alone.out)
        # What is given beside it counts.
        self.assertIn(", 1 topic\n", tema("topics", path, "--config", config, "--topics", 1).out)
        unknown = self.file("d.toml", "[topics]\ntopicz = 2\n")
        self.assert_fails(tema("topics", path, "--config", unknown), 2, '"topics.topicz", which is no option')
        self.assert_fails(tema("topics", path, "--config", self.folder / "no.toml"), 2, "no.toml")

    def test_assignments_as_a_table(self):
        ids = ["=1+1", "-2", "a,b", "'x", "c"]
        path = self.file("a.jsonl", b"".join(json_line(id=name, text=f"satu dua {i % 2}", label="l") for i, name in enumerate(ids)))
        table, lines = self.folder / "t.csv", self.folder / "t.jsonl"
        for out in (table, lines):
            self.assertEqual(tema("topics", path, "--topics", 2, "--assignments", out).returncode, 0)
        rows = list(csv.reader(table.read_text().splitlines()))
        self.assertEqual(rows[0], ["id", "topic", "score", "margin"])
        self.assertEqual([row[0] for row in rows[1:]], ["'=1+1", "'-2", "a,b", "'x", "c"])
        self.assertEqual(tema("evaluate", path, table).out, tema("evaluate", path, lines).out)
        found = tema("topics", path, "--from-assignments", table).out
        self.assertEqual(found, tema("topics", path, "--from-assignments", lines).out)

    def test_what_is_known_of_documents_follows_their_assignments(self):
        lines = [dict(id="a", text="satu dua", title="=Judul", link="http://a", x=1.50, topic="ekonomi"),
                 dict(id="b", text="tiga dua", published="Senin", y=["p", "q"]), dict(id="c", text="satu empat")]
        path = self.file("a.jsonl", b"".join(json_line(**line) for line in lines))
        table, out, model = self.folder / "t.csv", self.folder / "t.jsonl", self.folder / "m"
        for file in (table, out):
            self.assertEqual(tema("topics", path, "--topics", 2, "--assignments", file, "--model", model).returncode, 0)
        rows = list(csv.reader(table.read_text().splitlines()))
        self.assertEqual(rows[0], ["id", "topic", "score", "margin", "title", "url", "date", "x", "topic_2", "y"])
        self.assertEqual([row[4:] for row in rows[1:]], [["'=Judul", "http://a", "", "1.5", "ekonomi", ""],
                                                         ["", "", "Senin", "", "", '["p","q"]'], [""] * 6])
        found = [json.loads(line) for line in out.read_text().splitlines()]
        self.assertEqual(list(found[0]), ["id", "topic", "score", "margin", "title", "url", "x", "topic_2"])
        self.assertEqual((found[0]["title"], found[0]["topic_2"]), ("=Judul", "ekonomi"))
        self.assertEqual((found[1]["date"], found[1]["y"]), ("Senin", '["p","q"]'))
        self.assertEqual(list(found[2]), ["id", "topic", "score", "margin"])
        self.assertEqual(tema("assign", model, path).out, out.read_text())
        given = tema("topics", path, "--from-assignments", table).out
        self.assertEqual(given, tema("topics", path, "--from-assignments", out).out)
        pieces = tema("assign", model, path, "--split", "line").out.splitlines()
        self.assertEqual(list(json.loads(pieces[0])), ["id", "topic", "score", "margin", "start", "end", "url", "x", "topic_2"])

    def test_a_table_of_too_many_columns_is_refused(self):
        path = self.file("a.jsonl", b"".join(json_line(id=i, text=f"satu k{i % 4}", **{f"x{i}_{j}": 1 for j in range(200)})
                                             for i in range(100)))
        done = tema("topics", path, "--topics", 2, "--quiet", "--assignments", self.folder / "t.csv")
        self.assert_fails(done, 2, "20000 different fields", "write JSON lines instead")
        done = tema("topics", path, "--topics", 2, "--quiet", "--assignments", self.folder / "t.jsonl")
        self.assertEqual(done.returncode, 0, done.err)

    def test_titles_are_terms(self):
        lines = [dict(id=str(i), text="isi berita", title=("gol liga piala" if i % 2 else "bank saham rupiah") + f" k{i}")
                 for i in range(40)]
        path = self.file("a.jsonl", b"".join(json_line(**line) for line in lines))
        def topics(*more):
            out = self.folder / "t.jsonl"
            done = tema("topics", path, "--topics", 2, "--assignments", out, "--model", self.folder / "m", *more)
            self.assertEqual(done.returncode, 0, done.err)
            return [json.loads(line)["topic"] for line in out.read_text().splitlines()]
        found = topics("--title-weight", 3)
        self.assertEqual([topic == found[0] for topic in found], [i % 2 == 0 for i in range(40)])
        self.assertEqual(tema("assign", self.folder / "m", path).out, (self.folder / "t.jsonl").read_text())
        self.assertEqual(json.loads(tema("info", self.folder / "m").out)["title_weight"], 3)
        topics("--title-weight", 1)
        self.assertNotIn(b"title_weight", (self.folder / "m").read_bytes())
        self.assertEqual(len(set(topics("--title-weight", 0))), 1)
        self.assert_fails(tema("topics", path, "--title-weight", 101), 2, "title_weight is 101")
        self.assertIn("“gol liga piala k", tema("topics", path, "--topics", 2).out)

    def test_titles_alone(self):
        path = self.file("a.csv", "id,title,text\n" + "".join(f"{i},gol liga {i},\n" for i in range(9)))
        self.assertEqual(tema("topics", path, "--topics", 1).returncode, 0)
        missing = self.file("b.csv", "id,title\n1,gol\n")
        self.assert_fails(tema("topics", missing), 2, 'no column "text"', "to read titles alone")
        self.assertEqual(tema("topics", missing, "--text-field", "title").returncode, 0)

    def test_terms_as_a_table(self):
        table, lines = self.folder / "terms.csv", self.folder / "terms.jsonl"
        for file in (table, lines):
            self.assertEqual(tema("topics", "--sample", "--terms", file).returncode, 0)
        rows = list(csv.DictReader(table.read_text().splitlines()))
        expected = []
        for line in map(json.loads, lines.read_text().splitlines()):
            for rank, (term, weight, surface) in enumerate(zip(line["terms"], line["weights"], line["surfaces"])):
                expected.append((str(line["topic"]), str(line["size"]), line["label"], str(rank + 1), term, weight, surface))
        found = [(*list(row.values())[:5], float(row["weight"]), row["surface"]) for row in rows]
        self.assertEqual(found, expected)
        self.assertEqual(list(rows[0]), ["topic", "size", "label", "rank", "term", "weight", "surface"])

    def test_tables_that_cannot_be_read(self):
        for row, fragment in [(b'2,a"b', "row 3, column 2: a quote in a field"), (b"2", 'row 3, column 2: the row ends before "text"'),
                              (b"2,a,b", "row 3, column 3: the row has 3 fields")]:
            path = self.file("a.csv", b"id,text\n1,satu\n" + row + b"\n3,dua\n")
            self.assert_fails(tema("tokenize", path), 2, path, fragment)
            done = tema("tokenize", path, "--skip-invalid")
            self.assertEqual((done.returncode, done.out), (0, "satu\ndua\n"))
            self.assertIn("1 line could not be used and was skipped\n", done.err)
        self.assert_fails(tema("tokenize", self.file("b.csv", b"id,isi\n1,satu\n")), 2,
                          'no column "text"; the columns are "id", "isi"')

    def test_compressed_files_that_are_damaged(self):
        packed = gzip.compress(b"".join(json_line(text=f"satu {i}") for i in range(2000)))
        for damaged, fragment in [(packed[:-9], "cut off at byte"), (packed + b"rest", "corrupt at byte")]:
            path = self.file("a.jsonl.gz", damaged)
            self.assert_fails(tema("tokenize", path, "--skip-invalid"), 2, path, fragment)
        path = self.file("a.jsonl.gz", packed)
        self.assertEqual(tema("tokenize", path).out.count("\n"), 2000)
        self.assert_fails(tema("tokenize", path, "--max-bytes", 1000), 2, "more than 1000 bytes, the limit")

    def test_a_line_cut_off_at_the_end(self):
        path = self.file("a.jsonl", json_line(text="satu") + b'{"text": "du')
        self.assert_fails(tema("tokenize", path), 2, f"{path}:2", "cut off where the file ends")

    def test_renamed_fields(self):
        path = self.file("a.jsonl", json_line(nama=7, isi="satu"))
        done = tema("tokenize", path, "--text-field", "isi", "--id-field", "nama", "--format", "jsonl")
        self.assertEqual(json.loads(done.out)["id"], "7")

    def test_lone_surrogates_and_other_bytes_are_repaired_and_counted(self):
        path = self.file("a.jsonl", b'{"text": "satu\\ud800 dua\xff tiga \\ud83d\\ude00"}\n')
        done = tema("tokenize", path, "--format", "jsonl")
        self.assertEqual(json.loads(done.out)["tokens"], ["satu", "dua", "tiga"])
        self.assertIn("2 ill-formed parts", done.err)

    def test_numbers_of_topics(self):
        path = self.file("a.jsonl", b"".join(json_line(text=f"satu dua tiga {w}") for w in ("empat", "lima", "enam")))
        self.assert_fails(tema("topics", path, "--topics", 4), 2, "topics is 4", "from 1 to 3")
        for number in ("0", "-1", "x"):
            self.assert_fails(tema("topics", path, f"--topics={number}"), 2, f"topics is {number}")
        self.assertEqual(tema("topics", path, "--topics", 1).returncode, 0)

    def test_numbers_that_are_not_whole(self):
        options = {"topics": ("--seed", "--threads", "--min-documents", "--rank", "--restarts"),
                   "vectorize": ("--min-documents", "--max-documents", "--max-features", "--skip", "--threads"),
                   "tokenize": ("--min-length", "--max-length")}
        path = self.file("a.jsonl", json_line(text="satu dua"))
        for command, option in ((command, option) for command in options for option in options[command]):
            for number in ("-1", "1.5", "x", "", "0x10", "99999999999999999999"):
                for arguments in ((option, number), (f"{option}={number}",)):
                    self.assert_fails(tema(command, path, *arguments), 2, option)

    def test_nothing_left_after_filtering(self):
        path = self.file("a.jsonl", b"".join(json_line(text=text) for text in ("yang dan", "dan 12", "yang 12")))
        self.assert_fails(tema("topics", path, "--language", "id"), 2, "none of the 3 documents has a term left")

    def test_unknown_languages_and_options(self):
        self.assert_fails(tema("topics", "--sample", "--language", "xx"), 2, '"xx"', " en ", " id ")
        self.assert_fails(tema("topics", "--sample", "--colour"), 2, "--colour")
        self.assert_fails(tema("paint"), 2)
        self.assert_fails(tema("topics", "--sample", "--threads", "x"), 2, "--threads")
        self.assert_fails(tema("topics", "--sample=de"), 2, "id or en")

    def test_outputs_that_cannot_be_written(self):
        self.assert_fails(tema("topics", "--sample", "--assignments", self.folder / "no" / "a.jsonl"), 1, "cannot create")
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TEMA, "topics", "--sample"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual((done.returncode, done.stderr), (1, b"tema: cannot write to standard output\n"))
        self.assert_fails(tema("topics", "--sample", "--assignments", "/dev/full"), 1, "cannot write /dev/full")

    def test_standard_output_by_name_is_written_before_the_table(self):
        table = tema("topics", "--sample").out
        for name in ("/dev/stdout", "/proc/self/fd/1"):
            with open(self.folder / "out", "wb") as out:
                done = subprocess.run([TEMA, "topics", "--sample", "--assignments", name], stdout=out)
            written = (self.folder / "out").read_text()
            self.assertEqual((done.returncode, written.count('"topic": ')), (0, 132))
            self.assertTrue(written.endswith("}\n" + table))

    def test_an_output_that_may_not_be_written_is_not_replaced(self):
        out = self.file("out.jsonl", "precious")
        out.chmod(0o444)
        self.folder.chmod(0o777)
        user = {"user": 65534} if os.getuid() == 0 else {}  # root may write everything
        program = shutil.copy(TEMA, self.folder)  # where that user may run it
        done = subprocess.run([program, "topics", "--sample", "--assignments", out], capture_output=True, **user)
        self.assertEqual((done.returncode, out.read_text()), (1, "precious"), done.stderr)
        self.assertIn(b"cannot write", done.stderr)

    def test_two_outputs_of_one_name_are_refused(self):
        (self.folder / "below").mkdir()
        for other in (self.folder / "out.jsonl", self.folder / "below" / ".." / "out.jsonl"):
            done = tema("topics", "--sample", "--assignments", self.folder / "out.jsonl", "--terms", other)
            self.assert_fails(done, 2, "--assignments", "--terms")

    def test_a_failure_leaves_what_was_there(self):
        out = self.file("out.jsonl", "precious")
        self.assert_fails(tema("topics", self.file("a.jsonl", "{"), "--assignments", out), 2)
        self.assertEqual(out.read_text(), "precious")

    def test_a_large_document_and_a_word_of_10_mb(self):
        path = self.file("a.txt", "satu dua tiga. " * (50_000_000 // 15))
        self.assertEqual(tema("topics", path, "--topics", 1).returncode, 0)
        path = self.file("b.txt", "a" * 10_000_000)
        self.assertEqual(len(tema("tokenize", path).out), 10_000_001)

    def test_the_line_of_a_large_document_is_not_built_in_memory(self):
        path = self.file("a.txt", "satu dua tiga. " * (50_000_000 // 15))
        with open(self.folder / "out.jsonl", "wb") as out:
            process = subprocess.Popen([TEMA, "tokenize", path, "--format", "jsonl"], stdout=out)
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        self.assertEqual(process.returncode, 0)
        self.assertLess(usage.ru_maxrss, 2_000_000)  # in kB; as one JSON value it took 5.6 GB
        self.assertGreater((self.folder / "out.jsonl").stat().st_size, 200_000_000)

    def test_threads_that_the_system_refuses_are_done_without(self):
        if self.run_within(1024, "--version").returncode != 0:
            self.skipTest("sanitizers need more addresses")
        # The stacks of those that have work would take 2 GB.
        done = self.run_within(1024, "topics", "--sample", "--threads", "5000")
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        self.assertEqual(done.stdout, tema("topics", "--sample").stdout)


def hear_signals():
    """A test may run where signals are ignored (nohup, a background job), and what it starts would inherit that."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


class Interruption(ProgramTest):
    def start(self, *arguments, **options):
        process = subprocess.Popen([TEMA, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                   preexec_fn=hear_signals, **options)
        self.addCleanup(lambda: (process.kill(), process.wait(), process.stdout.close(), process.stderr.close()))
        return process

    def wait_until_it_listens(self, process):
        """Waits until the program takes signals by itself. A loaded machine may need long to start it."""
        deadline = time.monotonic() + 60
        blocked = 0
        while blocked >> (signal.SIGINT - 1) & 1 == 0 and process.poll() is None:
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.01)
            blocked = int(re.search(r"SigBlk:\s*(\w+)", Path(f"/proc/{process.pid}/status").read_text())[1], 16)

    def interrupt(self, *arguments, after, by=signal.SIGINT, **options):
        process = self.start(*arguments, **options)
        self.wait_until_it_listens(process)
        time.sleep(after)
        self.assertIsNone(process.poll(), "it ended before it could be interrupted")
        process.send_signal(by)
        begun = time.monotonic()
        status = process.wait(timeout=60)
        return status, time.monotonic() - begun

    def test_while_it_works(self):
        path = self.file("a.jsonl", b"".join(
            json_line(text=" ".join(f"w{(i * 7919 + j * j * 31) % 20011}" for j in range(120))) for i in range(20_000)))
        out = self.folder / "out.jsonl"
        for after in (0.1, 0.5, 1.0, 2.0):
            status, seconds = self.interrupt("topics", path, "--topics", 50, "--restarts", 1000, "--assignments", out, after=after)
            self.assertEqual(status, 130)
            # 200 ms are promised; a loaded machine that runs this test may add some of its own.
            self.assertLess(seconds, 1.0)
            self.assertEqual(list(self.folder.glob("out*")), [])

    def test_while_it_makes_a_matrix(self):
        path = self.file("a.jsonl", b"".join(
            json_line(text=" ".join(f"w{(i * 7919 + j * j * 31) % 20011}" for j in range(120))) for i in range(40_000)))
        arguments = ("vectorize", path, "--output", self.folder / "out.mtx", "--ngrams", "1,8", "--threads", 1)
        for after in (0.1, 0.5, 1.5):
            status, seconds = self.interrupt(*arguments, after=after)
            self.assertEqual(status, 130)
            self.assertLess(seconds, 1.0)
            self.assertEqual(list(self.folder.iterdir()), [path])

    def waiting(self):
        """Arguments and options of a run that waits for input for ever."""
        read_end, write_end = os.pipe()
        self.addCleanup(lambda: (os.close(read_end), os.close(write_end)))
        return ["topics", "-", "--assignments", self.folder / "out.jsonl"], {"stdin": read_end}

    def test_while_it_waits_for_input(self):
        arguments, options = self.waiting()
        for number, expected in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -9)):
            status, seconds = self.interrupt(*arguments, after=0.3, by=number, **options)
            self.assertEqual(status, expected)
            self.assertLess(seconds, 1.0)
            self.assertEqual(list(self.folder.iterdir()), [])

    def test_another_signal_does_not_make_it_deaf(self):
        arguments, options = self.waiting()
        process = self.start(*arguments, **options)
        self.wait_until_it_listens(process)
        process.send_signal(signal.SIGUSR1)
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(timeout=5), 143)

    def test_while_it_splits(self):
        path = self.file("a.txt", "Satu dua tiga. Empat lima!\n" * 2_000_000)
        for how, after in (("sentence", 0.3), ("sentence", 1.0), ("line", 0.3), ("paragraph", 0.2)):
            out = self.folder / "out.jsonl"
            status, seconds = self.interrupt("topics", path, "--split", how, "--assignments", out, after=after)
            self.assertEqual(status, 130)
            self.assertLess(seconds, 1.0)
            self.assertEqual(list(self.folder.iterdir()), [path])


class Terminal(ProgramTest):
    def test_progress_is_shown_on_a_terminal_only(self):
        self.assertIn(b"tokenize", on_terminal("stderr", {}, "topics", "--sample"))
        self.assertEqual(on_terminal("stderr", {}, "topics", "--sample", "--quiet"), b"")
        self.assertEqual(tema("topics", "--sample").err, "")

    def run_on_output_terminal(self, width, *arguments, **environment):
        """The program with standard output and standard error on a terminal so wide: what it wrote there."""
        parent, child = pty.openpty()
        termios.tcsetwinsize(child, (24, width))
        variables = {"PATH": os.environ["PATH"], "TERM": "xterm", **environment}
        process = subprocess.Popen([TEMA, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=child, stderr=child, env=variables)
        os.close(child)
        written = b""
        try:
            while chunk := os.read(parent, 4096):
                written += chunk
        except OSError:  # the terminal is gone with its last writer
            pass
        os.close(parent)
        process.wait()
        return written.decode().replace("\r\n", "\n")

    @staticmethod
    def columns(line):
        """How many columns of a terminal a line takes."""
        wide = sum(unicodedata.east_asian_width(character) in "WF" for character in line)
        return len(line) + wide - sum(unicodedata.category(character) in ("Mn", "Me", "Cf") for character in line)

    def test_the_table_fits_the_terminal(self):
        sentences = {
            "zh": ["中央银行提高利率以抑制通货膨胀，股票市场随之下跌", "球队前锋在决赛最后一分钟踢进制胜一球，教练称赞"],
            "ar": ["رفع البنكُ المركزيُّ أسعارَ الفائدةِ لكبح التضخم فتراجعت الأسهم والبورصة", "سجّل المهاجمُ هدفَ الفوزِ في الدقيقة الأخيرة من المباراة النهائية فأشاد المدرّب"],
        }
        for language, texts in sentences.items():
            path = self.file(f"{language}.jsonl", b"".join(json_line(text=8 * f"{texts[i % 2]} {i} ") for i in range(20)))
            for width in (60, 80, 200):
                written = self.run_on_output_terminal(width, "topics", path, "--topics", 2, "--language", language, "--quiet", NO_COLOR="1")
                table = written.partition("\ntopic ")[2].splitlines()
                self.assertGreater(len(table), 6)
                self.assertLessEqual(max(map(self.columns, table)), width)
                self.assertTrue(any("…" in line for line in table), written)
                self.assertGreater(max(map(self.columns, table)), width - 3)  # and uses it

    def test_colours_are_for_terminals_that_want_them(self):
        sample = ("topics", "--sample", "--quiet")
        plain = tema(*sample).out
        self.assertNotIn("\x1b", plain)
        coloured = self.run_on_output_terminal(100, *sample)
        self.assertEqual(coloured.count("\x1b[1m"), 6)
        self.assertEqual(re.sub("\x1b\\[[0-9;]*m", "", coloured), plain)
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"TERM": ""}):
            self.assertEqual(self.run_on_output_terminal(100, *sample, **environment), plain)
        path = self.file("a.jsonl", json_line(text="gol bank") * 4)
        done = self.run_on_output_terminal(100, "topics", path, "--topics", 1)
        self.assertIn("tema: \x1b[1;33mwarning:\x1b[0m 4 of the 4 documents are copies", done)

    def test_progress_tells_how_long_it_will_take(self):
        path = self.file("a.jsonl", b"".join(json_line(text=f"kata{i % 7919} kata{i % 6007} dan kata{i % 4001} " * 4) for i in range(40_000)))
        written = on_terminal("stderr", {}, "topics", path, "--topics", 5, "--threads", 1).decode()
        self.assertRegex(written, r"read +[1-9][0-9]{0,2},[0-9]{3}")
        self.assertRegex(written, r"\[#+ +\] [0-9]+ %, [0-9]+ s left")


if __name__ == "__main__":
    unittest.main()
