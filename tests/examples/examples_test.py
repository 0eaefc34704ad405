"""Tests of the examples and of the pages that show them, cmake/docs/tasks/*.md.

In a page, a block of C++ is a part of the example that was linked last before it, and a block without a language is
all that this example prints.

    python3 examples_test.py             # the C++ of the pages
    python3 examples_test.py PROGRAM…    # what these examples print
"""

import re
import subprocess
import sys
import tempfile
import textwrap
import unittest
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).parents[2]
PAGES = sorted(PROJECT.glob("cmake/docs/tasks/*.md"))
ARGUMENTS = {"08_stream": [PROJECT / "examples/data/sample_id.jsonl"]}


class Block(NamedTuple):
    page: str
    example: str
    language: str
    text: str


def blocks(page):
    """The fenced blocks of a page, each with the example that it belongs to."""
    example = ""
    for link, language, text in re.findall(r"\]\([./]*/examples/(\w+)\.cpp\)|^```(\w*)\n(.*?)^```$", page.read_text(), re.M | re.S):
        example = link or example
        if not link:
            yield Block(page.name, example, language, text)


BLOCKS = [block for page in PAGES for block in blocks(page)]


def has_part(source, part):
    """Whether the lines of `part` stand in the source one after the other, all with the same further indentation."""
    lines, size = source.splitlines(), part.count("\n")
    windows = ("\n".join(lines[i:i + size]) + "\n" for i in range(len(lines) - size + 1))
    return any(textwrap.dedent(window) == part for window in windows)


class Pages(unittest.TestCase):
    def test_their_cpp_is_that_of_the_examples(self):
        shown = [block for block in BLOCKS if block.language == "cpp"]
        self.assertGreaterEqual(len(shown), len(PAGES))
        for block in shown:
            with self.subTest(block.page):
                self.assertTrue(has_part((PROJECT / f"examples/{block.example}.cpp").read_text(), block.text), block.text)

    def test_each_shows_an_example_and_what_it_prints(self):
        self.assertGreaterEqual(len(PAGES), 7)
        for page in PAGES:
            self.assertLessEqual({"cpp", ""}, {block.language for block in BLOCKS if block.page == page.name}, page.name)

    def test_the_readme_and_the_main_page_lead_to_each(self):
        readme = (PROJECT / "README.md").read_text()
        for page in PAGES:
            self.assertIn(f"(cmake/docs/tasks/{page.name})", readme)

    def test_a_part_is_found_in_its_order_alone(self):
        source = "int main() {\n  one();\n  if (a) {\n    two();\n  }\n}\n"
        self.assertTrue(has_part(source, "one();\nif (a) {\n  two();\n"))
        for other in ("one();\ntwo();\n", "if (a) {\ntwo();\n", "one();\nif (a) {\n  two();\n}\n}\n"):
            self.assertFalse(has_part(source, other), other)


class Programs(unittest.TestCase):
    programs = []

    def test_they_print_what_a_page_shows(self):
        for program in self.programs:
            name = program.name.removeprefix("example_")
            shown = [block.text for block in BLOCKS if block.example == name and block.language == ""]
            self.assertEqual(len(shown), 1, f"one page shows all that {name} prints")
            with tempfile.TemporaryDirectory() as folder:
                done = subprocess.run([program, *ARGUMENTS.get(name, [])], cwd=folder, capture_output=True, timeout=120)
            self.assertEqual((done.returncode, done.stderr.decode()), (0, ""))
            self.assertEqual(done.stdout.decode(), shown[0])


if __name__ == "__main__":
    Programs.programs = [Path(argument).resolve() for argument in sys.argv[1:]]
    unittest.main(argv=sys.argv[:1], defaultTest="Programs" if Programs.programs else "Pages")
