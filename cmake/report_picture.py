"""Makes cmake/docs/report.png, a picture of the report of the sample: python3 report_picture.py path/to/tema

Needs chromium, chromium-driver and python3-selenium.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

with tempfile.TemporaryDirectory() as folder:
    page = Path(folder) / "report.html"
    subprocess.run([sys.argv[1], "topics", "--sample", "--report", page],
                   stdout=subprocess.DEVNULL, check=True)
    options = webdriver.ChromeOptions()
    for argument in ("--headless=new", "--no-sandbox", "--hide-scrollbars", "--window-size=1280,860"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    browser.get(page.as_uri())
    time.sleep(2)
    browser.save_screenshot(str(Path(__file__).parent / "docs/report.png"))
    browser.quit()
