"""Tests of the report as a reader sees it: TEMA=path/to/tema python3 report_test.py

Tests in a browser are skipped, with a message, where Chromium, its driver or Selenium is not installed. Those of
accessibility also need axe-core: AXE=path/to/axe.min.js, or npm, which fetches it.
"""

import base64
import gzip
import hashlib
import html.parser
import json
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata
import unittest
from pathlib import Path

try:
    from selenium import webdriver
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    webdriver = None

TEMA = os.environ["TEMA"]
AXE_PACKAGE = "axe-core@4.11.0"
PATIENCE = 60  # seconds: other tests may run at the same time
CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")

# What a page must show as text, and never obey.
HOSTILE = [
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "<style>body { display: none }</style>",
    "\u202edexelpmoc si ereht\u2066 <!-- ",
    "--><svg/onload=window.hacked=1>",
    "\" onmouseover=\"window.hacked = 1\" x=\"",
    "{{constructor.constructor('window.hacked = 1')()}}",
    "]]></textarea></title><iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "javascript:window.hacked=1",
    "\u2028\u2029\x00\x1b[31m\ufeff",
]
ARABIC = "ارتفعت أسعار الأرز في الأسواق المحلية اليوم"
CHINESE = "大米价格今天在市场上涨了很多"


def report(arguments, folder, name="report.html"):
    """Runs tema topics, and gives the page and its path."""
    path = folder / name
    done = subprocess.run([TEMA, "topics", *map(str, arguments), "--report", str(path), "--quiet"],
                          capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return path.read_text("utf-8"), path


DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%()*+,-.:;=?@[]^_{|}"
PYTHON_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"


def unpacked(packed):
    """The JSON of a block, which is in base 85."""
    translated = packed.translate(str.maketrans(DIGITS, PYTHON_DIGITS))
    return json.loads(gzip.decompress(base64.b85decode(translated)))


class Page(html.parser.HTMLParser):
    """The elements of a page as a browser cuts them."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.elements = []  # [tag, attributes, text]
        self.is_open = False  # true until the last element ends
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.elements.append([tag, dict(attrs), ""])
        self.is_open = True

    def handle_endtag(self, tag):
        self.is_open = False

    def handle_data(self, data):
        if self.is_open:
            self.elements[-1][2] += data

    def all(self, tag, **attributes):
        return [e for e in self.elements if e[0] == tag and attributes.items() <= e[1].items()]

    def data(self):
        return unpacked(self.all("script", id="data")[0][2])

    def texts(self):
        blocks = [e for e in self.all("script") if e[1].get("class") == "texts"]
        found = [document for block in blocks for document in unpacked(block[2])]
        names = ("text", "marks", "weights", "base", "sum", "topic", "isExcerpt", "columns",
                 "title", "titleMarks")
        in_order = dict(zip(self.data()["order"], (dict(zip(names, fields)) for fields in found)))
        return [in_order[i] for i in range(len(found))]


def hostile_corpus(folder):
    """Texts of two kinds, each with something hostile in its id, label and text."""
    lines = []
    for i in range(80):
        words = ["harga beras naik di pasar", "tim juara menang di final"][i % 2]
        evil = HOSTILE[i // 2 % len(HOSTILE)]
        foreign = [ARABIC, CHINESE][i // 2 % 2]
        lines.append(json.dumps({
            "id": f"{i} {evil}", "label": ["a", "b"][i % 2] + evil,
            "text": f"{evil} {words} hari ini.\n{foreign}\n{evil} {words} \U0001f35a kemarin {i}."}))
    path = folder / "hostile.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


class ReportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_policy_allows_its_own_script_and_style_alone(self):
        page = Page(report(["--sample"], self.folder)[0])
        policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0][1]["content"]
        def source(text):
            return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        scripts = [e for e in page.all("script") if "type" not in e[1]]
        self.assertEqual(len(scripts), 1)
        self.assertEqual(policy, f"default-src 'none'; script-src {source(scripts[0][2])}; style-src "
                                 f"{source(page.all('style')[0][2])}; base-uri 'none'; form-action 'none'")

    def test_page_without_data_is_small_and_names_no_address(self):
        source, _ = report(["--sample"], self.folder)
        shell = re.sub(r"(<script type=[^>]*>)[^<]*", r"\1", source)
        self.assertLess(len(shell.encode()), 200_000)
        addresses = set(re.findall(r"\w+://[\w/.-]+", shell))
        self.assertEqual(addresses, {"http://www.w3.org/2000/svg"})

    def test_data_are_those_of_the_model(self):
        assignments = self.folder / "a.jsonl"
        page = Page(report(["--sample", "--assignments", assignments], self.folder)[0])
        data = page.data()
        lines = [json.loads(line) for line in assignments.read_text().splitlines()]
        columns = data["columns"]
        self.assertEqual(columns["id"], [line["id"] for line in lines])
        self.assertEqual(columns["topic"], [line["topic"] for line in lines])
        self.assertEqual(data["documents"], 132)
        self.assertEqual(len(data["topics"]), 6)
        for topic, of_it in enumerate(data["topics"]):
            self.assertTrue(of_it["terms"] and of_it["label"])
            for document in of_it["typical"] + of_it["doubtful"]:
                self.assertEqual(columns["topic"][document], topic)
            self.assertEqual(data["similarity"][topic][topic], 1000)
        for axis in "xy":
            self.assertEqual(len(columns[axis]), 132)
            self.assertTrue(all(0 <= place <= 10000 for place in columns[axis]))

    def test_marked_pieces_are_the_terms_and_join_to_the_text(self):
        corpus = hostile_corpus(self.folder)
        page = Page(report([corpus, "--language", "id", "--topics", 2], self.folder)[0])
        texts = [json.loads(line)["text"] for line in corpus.read_text().splitlines()]
        marked = 0
        for document, text in zip(page.texts(), texts, strict=True):
            self.assertEqual("".join(document["text"]), text)
            self.assertEqual(len(document["text"]), 2 * len(document["marks"]) + 1)
            words = {}  # one for each term
            for piece, term in zip(document["text"][1::2], document["marks"]):
                plain = "".join(c for c in piece.casefold() if unicodedata.category(c) != "Cf")
                self.assertEqual(words.setdefault(term, plain), plain)
                marked += 1
            self.assertEqual(len(set(words.values())), len(words))
            self.assertEqual(set(words), set(range(len(document["weights"]))))
        self.assertGreater(marked, 100)

    def test_same_bytes_for_any_number_of_threads(self):
        corpus = hostile_corpus(self.folder)
        pages = [report([corpus, "--topics", 2, "--threads", n], self.folder)[0] for n in (1, 2, 5)]
        self.assertEqual(pages[0], pages[1])
        self.assertEqual(pages[0], pages[2])

    def test_excerpts_and_no_texts(self):
        text = "harga beras naik di pasar induk " * 40 + "AKHIR"
        corpus = self.folder / "long.jsonl"
        corpus.write_text("".join(json.dumps({"id": f"n{i}", "text": f"{text} {i}"}) + "\n" for i in range(9)))
        documents = Page(report([corpus, "--topics", 1, "--report-texts", "excerpt"], self.folder)[0]).texts()
        for document in documents:
            shown = "".join(document["text"])
            self.assertTrue(text.startswith(shown) and 200 < len(shown) <= 300 and document["isExcerpt"] == 1)
        source, _ = report([corpus, "--topics", 1, "--report-texts", "none"], self.folder)
        page = Page(source)
        self.assertEqual(page.texts(), [])
        self.assertEqual(page.data()["columns"]["heading"], [f"n{i}" for i in range(9)])

    def test_titles_dates_addresses_and_columns(self):
        corpus = self.folder / "news.csv"
        rows = ["id,title,text,url,date,desk,note"]
        for i in range(12):
            words = ["harga beras naik di pasar", "tim juara menang di final"][i % 2]
            rows.append(f'{i},"Judul {words.split()[0]} {i}",{words} {i},'
                        f'{["https://example.org/", "javascript:alert(1)//"][i % 2]}{i},'
                        f'2024-03-{i + 1:02}T10:00,desk {i % 3},"=1+1, ""x"""')
        corpus.write_text("\n".join(rows) + "\n")
        page = Page(report([corpus, "--topics", 2], self.folder)[0])
        columns = page.data()["columns"]
        self.assertEqual(columns["heading"][0], "Judul harga 0")
        self.assertEqual(columns["day"], list(range(19783, 19795)))
        self.assertEqual(columns["url"][:2], ["https://example.org/0", None])
        for i, document in enumerate(page.texts()):
            self.assertEqual(document["columns"], [["desk", f"desk {i % 3}"], ["note", '=1+1, "x"']])
            self.assertEqual("".join(document["title"]), columns["heading"][i])
            for piece, term in zip(document["title"][1::2], document["titleMarks"]):
                first = document["text"][2 * document["marks"].index(term) + 1]
                self.assertEqual(piece, first)
        self.assertEqual(page.texts()[0]["title"], ["Judul ", "harga", " 0"])

    def test_report_of_a_saved_model(self):
        model = self.folder / "m.safetensors"
        first, _ = report(["--sample", "--model", model], self.folder)
        sample = self.folder / "the sample"  # the heading comes from the name
        sample.mkdir()
        shutil.copy(Path(__file__).parents[2] / "examples/data/sample_id.jsonl", sample)
        again = self.folder / "again.html"
        done = subprocess.run([TEMA, "report", model, sample, "--output", again, "--quiet"], capture_output=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        a, b = Page(first).data(), Page(again.read_text()).data()
        a["columns"].pop("id"), b["columns"].pop("id")
        self.assertEqual(a, b)

    def test_nothing_is_left_of_a_report_that_failed(self):
        empty = self.folder / "empty.jsonl"
        empty.write_text("")
        out = self.folder / "out.html"
        done = subprocess.run([TEMA, "topics", empty, "--report", out], capture_output=True)
        self.assertEqual((done.returncode, out.exists()), (2, False), done.stderr)
        model = self.folder / "m.safetensors"
        subprocess.run([TEMA, "topics", "--sample", "--model", model], capture_output=True, check=True)
        done = subprocess.run([TEMA, "report", model, empty, "--output", model], capture_output=True)
        self.assertEqual(done.returncode, 2, done.stderr)


def axe_script():
    """The source of axe-core, or None if it cannot be had."""
    if "AXE" in os.environ:
        return Path(os.environ["AXE"]).read_text("utf-8")
    if not shutil.which("npm"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(["npm", "pack", "--silent", AXE_PACKAGE], cwd=folder, capture_output=True, text=True)
        if done.returncode != 0:
            return None
        shutil.unpack_archive(Path(folder) / done.stdout.strip(), folder, "gztar")
        return (Path(folder) / "package/axe.min.js").read_text("utf-8")


@unittest.skipUnless(webdriver and CHROMIUM and DRIVER,
                     "needs chromium, chromium-driver and python3-selenium (Debian packages)")
class BrowserTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = Path(folder.name)
        options = webdriver.ChromeOptions()
        for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"):
            options.add_argument(argument)
        options.binary_location = CHROMIUM
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        try:
            cls.browser = webdriver.Chrome(options=options, service=Service(DRIVER))
        except WebDriverException as error:
            raise unittest.SkipTest(f"Chromium does not start here: {error.msg}") from None
        cls.addClassCleanup(cls.browser.quit)
        cls.sample = report(["--sample"], cls.folder, "sample.html")[1]
        cls.hostile = report([hostile_corpus(cls.folder), "--language", "id", "--topics", 2], cls.folder,
                             "hostile.html")[1]

    def setUp(self):
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
        self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})

    def wait(self, script, *arguments):
        WebDriverWait(self.browser, PATIENCE).until(lambda b: b.execute_script("return " + script, *arguments))

    def open(self, path, route="#/"):
        self.browser.get("about:blank")
        self.browser.get(path.as_uri() + route)
        self.wait("document.body.classList.contains('ready') && document.querySelector('#main nav, #main h2 + *') "
                  "&& !document.querySelector('#main noscript')")

    def go(self, route, heading):
        self.browser.execute_script("location.hash = arguments[0]", route)
        self.wait("document.querySelector('#main h2').textContent.includes(arguments[0])", heading)

    def script(self, source, *arguments):
        return self.browser.execute_script(source, *arguments)

    def assert_silent(self):
        self.assertEqual(self.browser.get_log("browser"), [])

    def every_view(self, path):
        """Opens each view in turn, and tells which one is open."""
        for route in ("#/", "#/map", "#/tables", "#/similarity", "#/topic/0", "#/document/3", "#/without", "#/reading",
                      "#/search/harga"):
            self.open(path, route)
            yield route

    def test_opens_without_a_message(self):
        for route in self.every_view(self.sample):
            with self.subTest(route):
                self.assert_silent()

    def test_hostile_texts_stay_texts(self):
        for route in self.every_view(self.hostile):
            with self.subTest(route):
                self.assertFalse(self.script("return 'hacked' in window"))
                self.assertEqual(self.script("return document.querySelectorAll('img, iframe, svg[onload], "
                                             "[onerror], [onmouseover]').length"), 0)
                self.assertEqual(self.script("return document.querySelectorAll('style').length"), 1)
                self.assertEqual(self.script("return [...document.links].filter((a) => a.protocol === "
                                             "'javascript:').length"), 0)
                self.assert_silent()
        shown = {self.show_text(i) for i in range(2 * len(HOSTILE))}
        for evil in HOSTILE[:-1]:
            self.assertTrue(any(evil in text for text in shown), evil)

    def show_text(self, document):
        self.browser.execute_script("location.hash = arguments[0]", f"#/document/{document}")
        self.wait("document.querySelector('.facts dd')?.textContent.startsWith(arguments[0])", f"{document} ")
        return self.script("return document.querySelector('.text').textContent")

    def test_folders_by_keyboard(self):
        self.open(self.sample)
        tree = self.browser.find_element(By.ID, "folders")
        tree.send_keys(Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
        active = "document.getElementById(document.getElementById('folders').getAttribute('aria-activedescendant'))"
        self.assertEqual(self.script(f"return {active}.getAttribute('aria-level')"), "2")
        tree.send_keys(Keys.ENTER)
        self.wait("location.hash.startsWith('#/document/')")
        tree.send_keys(Keys.ARROW_LEFT, Keys.ARROW_LEFT)
        self.assertEqual(self.script(f"return {active}.getAttribute('aria-expanded')"), "false")
        self.assert_silent()

    def test_folders_by_mouse(self):
        self.open(self.sample)
        self.browser.find_elements(By.CSS_SELECTOR, "[role=treeitem]")[2].click()
        self.wait("location.hash === '#/topic/2'")
        self.wait("document.querySelectorAll('[role=treeitem].document').length > 3")
        self.browser.find_elements(By.CSS_SELECTOR, "[role=treeitem].document")[1].click()
        self.wait("document.querySelectorAll('.text mark').length > 0")
        self.browser.back()
        self.wait("location.hash === '#/topic/2'")

    def test_search_marks_what_it_finds(self):
        self.open(self.sample)
        query = self.browser.find_element(By.ID, "query")
        query.send_keys("GEMPA")
        self.wait("document.querySelectorAll('.long-list .hit').length > 0")
        texts = [json.loads(line) for line in
                 (Path(__file__).parents[2] / "examples/data/sample_id.jsonl").read_text().splitlines()]
        expected = sum("gempa" in text["text"].lower() for text in texts)
        self.assertTrue(self.script("return document.querySelector('.lead').textContent")
                        .startswith(f"{expected} of 132 documents"))
        hits = self.script("return [...document.querySelectorAll('.hit')].map((e) => e.textContent.toLowerCase())")
        self.assertEqual(set(hits), {"gempa"})
        self.browser.find_element(By.CSS_SELECTOR, ".long-list a").click()
        self.wait("document.querySelectorAll('.text .hit').length > 0")
        query.clear()
        query.send_keys("tidakadayangbegini")
        self.wait("document.querySelector('.lead')?.textContent.startsWith('0 of 132')")
        self.assert_silent()

    def test_search_ignores_accents_and_keeps_places(self):
        self.open(self.hostile)
        self.browser.find_element(By.ID, "query").send_keys("hárga pasar")
        self.wait("document.querySelector('.lead')?.textContent.startsWith('40 of 80')")
        self.browser.find_element(By.ID, "query").clear()
        self.browser.find_element(By.ID, "query").send_keys("大米")
        self.wait("document.querySelector('.lead')?.textContent.startsWith('40 of 80')")
        self.wait("document.querySelector('.long-list .hit').textContent === '大米'")

    def test_map_tells_and_opens_what_is_under_the_pointer(self):
        self.open(self.sample, "#/map")
        self.wait("document.querySelector('canvas').width > 300")
        # The middle of the document that is nearest to the middle of the map.
        canvas = self.browser.find_element(By.CSS_SELECTOR, "canvas")
        actions = webdriver.ActionChains(self.browser)
        size = canvas.size
        for x in range(-size["width"] // 3, size["width"] // 3, 12):
            for y in range(-size["height"] // 3, size["height"] // 3, 60):
                actions.reset_actions()
                actions.move_to_element_with_offset(canvas, x, y).perform()
                if self.script("return document.querySelector('.tip').textContent") != "":
                    break
            else:
                continue
            break
        self.assertNotEqual(self.script("return document.querySelector('.tip strong').textContent"), "")
        actions.click().perform()
        self.wait("location.hash.startsWith('#/document/')")
        self.assert_silent()

    def test_map_by_keyboard(self):
        self.open(self.sample, "#/map")
        picture = "return document.querySelector('canvas').toDataURL()"
        before = self.script(picture)
        self.browser.find_element(By.CSS_SELECTOR, "canvas").send_keys("+", Keys.ARROW_LEFT)
        WebDriverWait(self.browser, PATIENCE).until(lambda b: b.execute_script(picture) != before)
        self.browser.find_element(By.CSS_SELECTOR, "canvas").send_keys("0")
        WebDriverWait(self.browser, PATIENCE).until(lambda b: b.execute_script(picture) == before)

    def test_tables_sort(self):
        self.open(self.sample, "#/tables")
        self.wait("document.querySelectorAll('.table').length === 2")
        self.browser.find_element(By.XPATH, "//button[text()='Mean score']").click()
        scores = "return [...document.querySelectorAll('.table')[0].querySelectorAll('.row')].map((row) => " \
                 "row.children[4].textContent)"
        self.assertEqual(self.script(scores), sorted(self.script(scores), reverse=True))
        self.browser.find_element(By.XPATH, "//button[text()='Mean score']").click()
        self.assertEqual(self.script(scores), sorted(self.script(scores)))

    def test_long_lists_make_only_the_rows_in_view(self):
        self.open(self.sample, "#/tables")
        rows = "return document.querySelectorAll('.table')[1].querySelectorAll('.row').length"
        self.wait("document.querySelectorAll('.table')[1].querySelectorAll('.row').length > 0")
        self.assertLess(self.script(rows), 60)
        self.script("window.scrollTo(0, document.body.scrollHeight)")
        self.wait("[...document.querySelectorAll('[aria-rowindex]')].some((row) => "
                  "row.getAttribute('aria-rowindex') === '133')")
        self.assertLess(self.script(rows), 60)

    def test_dark_mode(self):
        self.open(self.sample)
        colour = "return getComputedStyle(document.body).backgroundColor"
        self.assertEqual(self.script(colour), "rgb(255, 255, 255)")
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": "dark"}]})
        self.wait("getComputedStyle(document.body).backgroundColor !== 'rgb(255, 255, 255)'")
        self.browser.find_element(By.ID, "theme").click()
        self.assertEqual(self.script(colour), "rgb(255, 255, 255)")

    def test_phone(self):
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True})
        for route in self.every_view(self.sample):
            with self.subTest(route):
                width = self.script("return document.documentElement.scrollWidth")
                self.assertLessEqual(width, 390)
        self.browser.find_element(By.ID, "menu").click()
        self.wait("document.querySelectorAll('[role=treeitem]').length === 6")
        self.browser.find_element(By.CSS_SELECTOR, "[role=treeitem]").click()
        self.wait("location.hash === '#/topic/0'")

    def test_print(self):
        self.open(self.sample, "#/topic/1")
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertEqual(self.script("return getComputedStyle(document.getElementById('header')).display"), "none")
        pdf = base64.b64decode(self.browser.execute_cdp_cmd("Page.printToPDF", {})["data"])
        self.assertTrue(pdf.startswith(b"%PDF") and len(pdf) > 10_000)

    def test_directions_of_scripts(self):
        self.open(self.hostile, "#/document/0")
        self.wait("document.querySelector('.text') !== null")
        self.assertEqual(self.script("return getComputedStyle(document.querySelector('.text')).unicodeBidi"),
                         "plaintext")
        isolated = self.script("return [...document.querySelectorAll('bdi')].every((e) => "
                               "getComputedStyle(e).unicodeBidi === 'isolate')")
        self.assertTrue(isolated)

    def test_accessibility(self):
        axe = axe_script()
        if axe is None:
            self.skipTest("needs axe-core: set AXE=path/to/axe.min.js, or install npm and have a network")
        for theme in ("light", "dark"):
            for route in self.every_view(self.sample):
                with self.subTest(route, theme=theme):
                    self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {
                        "features": [{"name": "prefers-color-scheme", "value": theme}]})
                    self.script(axe)
                    found = self.browser.execute_async_script(
                        "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', "
                        "'best-practice']}).then(arguments[0])")
                    self.assertEqual([(v["id"], [n["html"][:200] for n in v["nodes"]][:3])
                                      for v in found["violations"]], [])


if __name__ == "__main__":
    unittest.main()
