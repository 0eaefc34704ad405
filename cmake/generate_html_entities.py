"""Writes src/text/web/html_entities.cpp from the named character references of HTML, as Python has them:

    python3 cmake/generate_html_entities.py > src/text/web/html_entities.cpp

The standard keeps their number, their names and their meaning as they are.
"""

from collections import Counter
from html.entities import html5
from itertools import accumulate


def escaped(data):
    """Bytes as they stand in a string literal of C++."""
    return "".join(chr(b) if 0x20 <= b < 0x7F and b not in b'"\\?' else f"\\{b:03o}" for b in data)


def literal(name, values, per_line):
    lines = [f"const char {name}[] ="]
    for begin in range(0, len(values), per_line):
        lines.append(f'    "{escaped(b"".join(values[begin:begin + per_line]))}"')
    return "\n".join(lines) + ";"


def begins(name, sizes):
    numbers = list(accumulate(sizes, initial=0))
    assert numbers[-1] < 0x10000
    lines = [f"const std::uint16_t {name}[{len(numbers)}] = {{"]
    for begin in range(0, len(numbers), 32):
        lines.append(",".join(map(str, numbers[begin:begin + 32])) + ",")
    return "\n".join(lines + ["};"])


def main():
    entities = sorted((name.encode("ascii"), text.encode()) for name, text in html5.items())
    names, texts = zip(*entities)
    assert len(names) == 2231 and max(map(len, names)) == 32  # as src/text/web/html_entities.hpp has it
    letters = Counter(name[0] for name in names)
    print(f"""// Made by cmake/generate_html_entities.py from the named character references of the HTML standard
// (https://html.spec.whatwg.org/multipage/named-characters.html), as Python's html.entities has them.
// Not to be changed by hand.
#include "text/web/html_entities.hpp"

// clang-format off
namespace tema::inline v0::detail {{
""")
    print(literal("html_entity_names", names, 8) + "\n")
    print(begins("html_entity_name_begins", map(len, names)) + "\n")
    print(literal("html_entity_texts", texts, 8) + "\n")
    print(begins("html_entity_text_begins", map(len, texts)) + "\n")
    print(begins("html_entity_letter_begins", (letters[c] for c in range(128))) + "\n")
    print("}  // namespace tema::inline v0::detail")


if __name__ == "__main__":
    main()
