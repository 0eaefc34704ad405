"""Fails unless all links of a site's pages, given its folder, lead to something: check_site_links.py build/docs/docs/html"""

import functools
import re
import sys
from pathlib import Path

folder = Path(sys.argv[1])


@functools.cache
def anchors(page):
    return set(re.findall(r'(?:id|name)="([^"]+)"', page.read_text()))


dead = set()
for page in sorted(folder.glob("*.html")):
    for link in re.findall(r'(?:href|src)="([^"#:]+(?:#[^"]+)?)"', page.read_text()):
        path, _, anchor = link.partition("#")
        target = folder / path
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            dead.add(f"{page.name}: the link to {link} leads nowhere")
sys.exit("\n".join(sorted(dead)) or 0)
