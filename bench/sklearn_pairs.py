"""Times tema's TF-IDF and scikit-learn's on the same texts, one after the other, and prints the ratios of the pairs:

    /usr/bin/python3 bench/sklearn_pairs.py CORPUS.jsonl... [--repetitions N] [--bench PATH] [--program PATH]
    /usr/bin/python3 bench/sklearn_pairs.py CORPUS.jsonl... --check --program build/release/examples/tema/tema

(scikit-learn is a package of cmake/packages-debian.txt.) A corpus is JSON lines with the field "text". tema's times
are vector_bench's, by a new tokenizer each time; with --program that of the whole command `tema vectorize`, too,
which reads the corpus and writes the matrix. --check compares weights in the place of times: those of `tema
vectorize` with scikit-learn's of the tokens of `tema tokenize`; its exit status is 1 if one differs by more than 1e-6
of itself.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy
import scipy.io
from sklearn.feature_extraction.text import TfidfVectorizer

MOST_ERROR = 1e-6
THREADS = (1, 2)
SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}


def json_lines(path):
    with open(path, encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def time_of(function):
    begin = time.perf_counter()
    function()
    return time.perf_counter() - begin


def time_of_sklearn(texts):
    return time_of(lambda: TfidfVectorizer().fit_transform(texts))


def times_of_bench(bench, folder, pattern):
    """Seconds by the benchmark's operation and number of threads."""
    arguments = [f"--benchmark_filter={pattern}", "--benchmark_format=json"]
    output = subprocess.run([bench, *arguments], env={**os.environ, "TEMA_BENCH_DATA": str(folder)}, check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    times = {}
    for run in json.loads(output)["benchmarks"]:
        if run.get("error_occurred"):
            sys.exit(f"{run['name']}: {run['error_message']}")
        operation, *_, threads = run["name"].removesuffix("/real_time").split("/")
        key = operation.removeprefix("vectorize_"), int(threads.removeprefix("threads:"))
        times[key] = run["real_time"] * SECONDS[run["time_unit"]]
    return times


def vectorize(program, corpus, folder, *options):
    """Runs `tema vectorize`, and gives the path of its matrix."""
    matrix = Path(folder) / "x.mtx"
    subprocess.run([program, "vectorize", corpus, "--output", matrix, "--quiet", *options], check=True)
    return matrix


def can_vectorize(program):
    if program is None:
        return False
    if not Path(program).is_file():
        sys.exit(f"{program}: there is no such program")
    # With a command that it does not have, it prints the help of all.
    help_text = subprocess.run([program, "vectorize", "--help"], capture_output=True, check=False, text=True).stdout
    if "tema vectorize" in help_text:
        return True
    print(f"{program} has no command vectorize, which is left out", file=sys.stderr)
    return False


def measure(corpus, arguments, program):
    """The times of each repetition, by what was done with so many threads."""
    texts = [document["text"] for document in json_lines(corpus)]
    repetitions = []
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as output:
        # vector_bench reads all of its folder.
        (Path(folder) / corpus.name).symlink_to(corpus.resolve())
        for _ in range(arguments.repetitions):
            times = {("sklearn", 1): time_of_sklearn(texts),
                     **times_of_bench(arguments.bench, folder, "^vectorize_.*/tema/.*/threads:")}
            for threads in THREADS if program else ():
                times["command", threads] = time_of(
                    lambda: vectorize(program, corpus, output, "--threads", str(threads)))
            repetitions.append(times)
    return repetitions


def print_ratios(corpus, what, repetitions, numerator, denominator):
    """Ratios of times that were taken one after the other: what slows the machine slows both."""
    ratios = [times[numerator] / times[denominator] for times in repetitions]
    milliseconds = [1000 * statistics.median(times[key] for times in repetitions) for key in (numerator, denominator)]
    print(f"{corpus.stem:16} {what:45} {statistics.median(ratios):6.3f}  ({min(ratios):.3f} to {max(ratios):.3f}; "
          f"{milliseconds[0]:.1f} and {milliseconds[1]:.1f} ms)", flush=True)


def threads_of(number):
    return "1 thread" if number == 1 else f"{number} threads"


def compare_times(corpus, arguments, program):
    repetitions = measure(corpus, arguments, program)
    for threads in THREADS:
        print_ratios(corpus, f"fit_transform, {threads_of(threads)} / scikit-learn", repetitions,
                     ("fit_transform", threads), ("sklearn", 1))
    for threads in THREADS if program else ():
        print_ratios(corpus, f"the command, {threads_of(threads)} / scikit-learn", repetitions,
                     ("command", threads), ("sklearn", 1))
    for operation in ("fit_transform", "transform"):
        print_ratios(corpus, f"{operation}, 2 threads / 1 thread", repetitions, (operation, 2), (operation, 1))
    for threads in THREADS:
        print_ratios(corpus, f"transform / fit_transform, {threads_of(threads)}", repetitions,
                     ("transform", threads), ("fit_transform", threads))


def sklearn_weights(program, corpus, folder):
    """scikit-learn's vectorizer and rows of the tokens that `tema vectorize` counts."""
    path = Path(folder) / "tokens.jsonl"
    with open(path, "wb") as file:
        # What vectorize does without being asked.
        forms = ["--fold", "--normalization", "nfc"]
        subprocess.run([program, "tokenize", corpus, *forms, "--format", "jsonl"], check=True, stdout=file)
    vectorizer = TfidfVectorizer(analyzer=lambda document: document["tokens"])
    return vectorizer, vectorizer.fit_transform(json_lines(path))


def largest_error(values, expected):
    return float(numpy.max(numpy.abs(values - expected) / numpy.abs(expected), initial=0.0))


def check(program, corpus):
    """True if the weights are scikit-learn's; prints by how much they differ."""
    with tempfile.TemporaryDirectory() as folder:
        vectorizer, expected = sklearn_weights(program, corpus, folder)
        matrix = vectorize(program, corpus, folder)
        terms = [line["term"] for line in json_lines(matrix.with_suffix(".terms.jsonl"))]
        rows = scipy.io.mmread(matrix).tocsr()
    missing = set(terms) ^ set(vectorizer.vocabulary_)
    if missing or len(terms) != len(vectorizer.vocabulary_) or rows.shape != expected.shape:
        print(f"{corpus.stem:16} the terms differ: {rows.shape} and {expected.shape}, {sorted(missing)[:5]}")
        return False
    column_of = {term: column for column, term in enumerate(terms)}
    rows = rows[:, [column_of[term] for term in vectorizer.get_feature_names_out()]]
    rows.sort_indices()
    expected.sort_indices()
    if not (numpy.array_equal(rows.indptr, expected.indptr) and numpy.array_equal(rows.indices, expected.indices)):
        print(f"{corpus.stem:16} the nonzeros differ: {rows.nnz} and {expected.nnz}")
        return False
    error = largest_error(rows.data, expected.data)
    print(f"{corpus.stem:16} {rows.shape[0]} documents, {rows.shape[1]} terms, {rows.nnz} weights: "
          f"the largest relative error is {error:.2g}", flush=True)
    return error <= MOST_ERROR


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", nargs="+", type=Path, metavar="CORPUS", help="JSON lines with the field text")
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--bench", default="build/bench/bench/vector_bench", help="the benchmark program")
    parser.add_argument("--program", help="the program tema, to time `tema vectorize`, too")
    parser.add_argument("--check", action="store_true", help="compare weights, not times")
    return parser.parse_args()


def main():
    arguments = parse_arguments()
    has_command = can_vectorize(arguments.program)
    if not arguments.check:
        for corpus in arguments.corpora:
            compare_times(corpus, arguments, arguments.program if has_command else None)
        return 0
    if not has_command:
        sys.exit("--check needs --program, with the command vectorize")
    return 0 if all([check(arguments.program, corpus) for corpus in arguments.corpora]) else 1


if __name__ == "__main__":
    sys.exit(main())
