"""Times tema's ten nearest rows of each row and scipy's, one after the other, and prints the ratios of the pairs:

    /usr/bin/python3 bench/scipy_pairs.py CORPUS.jsonl... [--repetitions N] [--bench PATH]

(scikit-learn, which brings scipy, is a package of cmake/packages-debian.txt.) A corpus is JSON lines with the field
"text"; its rows are TF-IDF of the terms of two documents or more, and of no more than half of all, each by its own
tokenizer. scipy multiplies blocks of rows with the transpose, in floats, and takes the largest products of each row
by argpartition, all on one thread; tema's times are linalg_bench's.
"""

import argparse
import tempfile
from pathlib import Path

import numpy
from sklearn.feature_extraction.text import TfidfVectorizer

from sklearn_pairs import THREADS, json_lines, print_ratios, threads_of, time_of, times_of_bench

NEIGHBOURS = 10
ROWS_OF_BLOCK = 1000


def scipy_neighbours(rows):
    """The numbers of the nearest other rows of each row, nearest first."""
    columns = rows.T.tocsr()
    neighbours = []
    for begin in range(0, rows.shape[0], ROWS_OF_BLOCK):
        block = rows[begin:begin + ROWS_OF_BLOCK] @ columns
        for i in range(block.shape[0]):
            entries = slice(block.indptr[i], block.indptr[i + 1])
            numbers, products = block.indices[entries], block.data[entries]
            # One more, as the row itself is among them.
            if len(products) > NEIGHBOURS + 1:
                best = numpy.argpartition(products, -NEIGHBOURS - 1)[-NEIGHBOURS - 1:]
                numbers, products = numbers[best], products[best]
            others = numbers != begin + i
            numbers, products = numbers[others], products[others]
            neighbours.append(numbers[numpy.argsort(-products)][:NEIGHBOURS])
    return neighbours


def measure(corpus, arguments):
    texts = (document["text"] for document in json_lines(corpus))
    rows = TfidfVectorizer(min_df=2, max_df=0.5, dtype=numpy.float32).fit_transform(texts)
    repetitions = []
    with tempfile.TemporaryDirectory() as folder:
        # linalg_bench reads all of its folder.
        (Path(folder) / corpus.name).symlink_to(corpus.resolve())
        for _ in range(arguments.repetitions):
            repetitions.append({("scipy", 1): time_of(lambda: scipy_neighbours(rows)),
                                **times_of_bench(arguments.bench, folder, "^top_k_cosine/tema/")})
    return repetitions


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS", help="JSON lines with the field text")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--bench", default="build/bench/bench/linalg_bench", help="the benchmark program")
    arguments = parser.parse_args()
    for corpus in arguments.corpora:
        repetitions = measure(corpus, arguments)
        for threads in THREADS:
            print_ratios(corpus, f"top_k_cosine, scipy / {threads_of(threads)}", repetitions, ("scipy", 1),
                         ("top_k_cosine", threads))


if __name__ == "__main__":
    main()
