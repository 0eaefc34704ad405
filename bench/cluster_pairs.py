"""Times tema's Euclidean k-means and truncated SVD and scikit-learn's, one after the other, and prints the ratios of
the pairs:

    /usr/bin/python3 bench/cluster_pairs.py CORPUS.jsonl... --program PATH [--repetitions N] [--benches FOLDER]

(scikit-learn is a package of cmake/packages-debian.txt.) A corpus is JSON lines with the field "text"; its rows are
TF-IDF of the terms of two documents or more, and of no more than half of all, as `tema vectorize` writes them. k-means:
20 and 100 clusters, one k-means++ start, at most 30 iterations and no tolerance, on two threads each. SVD: 100
directions, scikit-learn's by its randomised solver with five iterations. tema's times are cluster_bench's and
linalg_bench's, as are the inertia, which is printed beside scikit-learn's, and the share of the rows' squares that the
directions explain.
"""

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "2")  # before numpy is loaded

import numpy
import scipy.io
from sklearn.cluster import KMeans
from sklearn.decomposition import TruncatedSVD

from sklearn_pairs import print_ratios, time_of, times_of_bench, vectorize

CLUSTERS = (20, 100)
THREADS = 2


def fit_kmeans(rows, clusters):
    return KMeans(clusters, n_init=1, max_iter=30, tol=0, algorithm="lloyd", random_state=1).fit(rows)


def fit_svd(rows):
    return TruncatedSVD(100, n_iter=5, random_state=1).fit(rows)


def rows_of(corpus, program, folder):
    matrix = vectorize(program, corpus, folder, "--min-documents", "2", "--max-document-share", "0.5")
    return scipy.io.mmread(matrix).tocsr().astype(numpy.float32)


def measure(rows, folder, arguments):
    benches = Path(arguments.benches)
    repetitions = []
    for _ in range(arguments.repetitions):
        times = {}
        for clusters in CLUSTERS:
            times["sklearn", clusters] = time_of(lambda: fit_kmeans(rows, clusters))
            found = times_of_bench(benches / "cluster_bench", folder, f"^kmeans_seeded_fit/tema/.*/k:{clusters}/threads:2")
            times["kmeans", clusters] = found["kmeans_seeded_fit", THREADS]
        times["sklearn", "svd"] = time_of(lambda: fit_svd(rows))
        times["svd", THREADS] = times_of_bench(benches / "linalg_bench", folder, "^truncated_svd/tema")["truncated_svd", THREADS]
        repetitions.append(times)
    return repetitions


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS", help="JSON lines with the field text")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--program", required=True, help="the program tema")
    parser.add_argument("--benches", default="build/bench/bench", help="the folder of the benchmark programs")
    arguments = parser.parse_args()
    for corpus in arguments.corpora:
        with tempfile.TemporaryDirectory() as folder:
            rows = rows_of(corpus, arguments.program, folder)
        with tempfile.TemporaryDirectory() as folder:
            # The benchmarks read all of their folder.
            (Path(folder) / corpus.name).symlink_to(corpus.resolve())
            repetitions = measure(rows, folder, arguments)
        for clusters in CLUSTERS:
            print_ratios(corpus, f"k-means, k = {clusters}, scikit-learn / tema", repetitions,
                         ("sklearn", clusters), ("kmeans", clusters))
            print(f"{corpus.stem:16} scikit-learn's inertia {fit_kmeans(rows, clusters).inertia_:.1f}")
        print_ratios(corpus, "truncated SVD to 100, scikit-learn / tema", repetitions, ("sklearn", "svd"),
                     ("svd", THREADS))
        singular_values = fit_svd(rows).singular_values_
        squares = float((rows.data.astype(float) ** 2).sum())
        print(f"{corpus.stem:16} scikit-learn's directions explain {(singular_values ** 2).sum() / squares:.5f}")


if __name__ == "__main__":
    main()
