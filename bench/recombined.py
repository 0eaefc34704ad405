"""Makes a large corpus of short texts from a smaller one with labels.

    /usr/bin/python3 bench/recombined.py agnews.jsonl 500000 > titles.jsonl

Each text is the beginning of one text and the end of another's beginning, both with the same label: ten words in
all. The same arguments give the same texts.
"""

import collections
import json
import random
import sys

WORDS = 10


def main(path, count):
    by_label = collections.defaultdict(list)
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            words = document["text"].split()[:WORDS]
            if len(words) > 1:
                by_label[document.get("label", "")].append(words)
    generator = random.Random(1)
    labels = [label for label, texts in sorted(by_label.items()) for _ in texts]
    for number in range(count):
        label = generator.choice(labels)
        first, second = generator.choice(by_label[label]), generator.choice(by_label[label])
        middle = generator.randint(1, len(first))
        text = " ".join(first[:middle] + second[middle:])
        print(json.dumps({"id": str(number), "text": text, "label": label}, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], int(sys.argv[2]))
