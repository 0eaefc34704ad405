"""Times tema's map of documents and scikit-learn's t-SNE, one after the other, and prints how well each keeps labels:

    /usr/bin/python3 bench/map_pairs.py CORPUS.jsonl... --program PATH [--repetitions N] [--bench PATH]

(scikit-learn is a package of cmake/packages-debian.txt.) A corpus is JSON lines with the fields "text" and "label"; its
rows are TF-IDF as cluster_pairs.py has it. Both run on two threads: tema's time is cluster_bench's, from the rows to the
map. For scikit-learn's map, and for the rows themselves, the mean share of the ten nearest that have the same label is
printed. scikit-learn takes minutes for some thousand texts.
"""

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")  # before numpy is loaded

import numpy
from sklearn.manifold import TSNE
from sklearn.neighbors import NearestNeighbors

from cluster_pairs import rows_of
from sklearn_pairs import json_lines, print_ratios, time_of, times_of_bench

NEAREST = 10
THREADS = 2


def share_of_label(points, labels, metric):
    """The mean share of the nearest other points that have the label of a point."""
    nearest = NearestNeighbors(n_neighbors=NEAREST, metric=metric).fit(points).kneighbors(return_distance=False)
    return float((labels[nearest] == labels[:, None]).mean())


def measure(rows, folder, arguments):
    """The times of each repetition, and scikit-learn's last map."""
    tsne = TSNE(metric="cosine", init="random", learning_rate="auto", random_state=1, n_jobs=THREADS)
    repetitions = []
    for _ in range(arguments.repetitions):
        maps = []
        times = {"sklearn": time_of(lambda: maps.append(tsne.fit_transform(rows)))}
        found = times_of_bench(arguments.bench, folder, "^embed_neighbours/tema/.*/threads:2")
        repetitions.append({**times, "tema": found["embed_neighbours", THREADS]})
    return repetitions, maps[-1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS", help="JSON lines with text and label")
    parser.add_argument("--repetitions", type=int, default=1)
    parser.add_argument("--program", required=True, help="the program tema")
    parser.add_argument("--bench", default="build/bench/bench/cluster_bench", help="the benchmark program")
    arguments = parser.parse_args()
    for corpus in arguments.corpora:
        labels = numpy.array([document.get("label", "") for document in json_lines(corpus)])
        with tempfile.TemporaryDirectory() as folder:
            rows = rows_of(corpus, arguments.program, folder)
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / corpus.name).symlink_to(corpus.resolve())
            repetitions, points = measure(rows, folder, arguments)
        print_ratios(corpus, "map, scikit-learn / tema", repetitions, "sklearn", "tema")
        print(f"{corpus.stem:16} share of the label: rows {share_of_label(rows, labels, 'cosine'):.3f}, "
              f"scikit-learn's map {share_of_label(points, labels, 'euclidean'):.3f}", flush=True)


if __name__ == "__main__":
    main()
