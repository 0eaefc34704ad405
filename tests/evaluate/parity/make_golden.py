"""Writes the golden files beside it, from what scikit-learn gives in float64:

    /usr/bin/python3 tests/evaluate/parity/make_golden.py

(It is a package of cmake/packages-debian.txt.) Run by hand where a case is added;
tests/evaluate/*_parity_test.cpp read them.
"""

from pathlib import Path

import numpy as np
import sklearn
from sklearn import metrics

AGREEMENT_FORMAT = """\
# Made by make_golden.py with scikit-learn {version}; not to be edited.
#
# A line is fields between tabs, the first of which says what it is. Numbers have 17 digits.
#   case NAME
#   cells CLASS CLUSTER COUNT...     of the case: how many items are in both, in turn
#   value MEASURE VALUE              of the case"""

AGREEMENT_CASES = {
    "a class is split": [[4, 0, 0], [0, 3, 3]],
    "a class is spread": [[2, 2, 2], [0, 0, 1], [5, 0, 0]],
    "nothing shared": [[2, 2], [2, 2]],
    "less than by chance": [[1, 2, 0], [2, 0, 1], [0, 1, 2]],
    "the same": [[3, 0, 0], [0, 1, 0], [0, 0, 7]],
    "one class, many clusters": [[3, 1, 2]],
    "many classes, one cluster": [[3], [1], [4]],
    "one and one": [[6]],
    "a single item": [[1]],
    "nearly all alone": [[2, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]],
    "large and small": [[90_000, 17, 0], [3, 250, 1], [0, 0, 1]],
}


def random_table(classes, clusters, mean, seed):
    random = np.random.default_rng(seed)
    table = random.poisson(random.gamma(0.5, 2 * mean, (classes, clusters)))
    table[np.arange(min(table.shape)), np.arange(min(table.shape))] += 1
    return table


def line(*fields):
    texts = [format(field, ".17g") if isinstance(field, float) else str(field) for field in fields]
    assert not any(c in text for text in texts for c in "\t\n"), texts
    return "\t".join(texts)


def purity(table):
    """scikit-learn has none."""
    return table.max(axis=0).sum() / table.sum()


def agreement_values(table):
    rows, columns = np.nonzero(table)
    a, b = (np.repeat(labels, table[rows, columns]) for labels in (rows, columns))
    assert len(a) == 1 or max(table.shape) < len(a), "scikit-learn's AMI of items that are all alone is rounding"
    for mean in ("min", "geometric", "arithmetic", "max"):
        yield f"nmi {mean}", metrics.normalized_mutual_info_score(a, b, average_method=mean)
        yield f"ami {mean}", metrics.adjusted_mutual_info_score(a, b, average_method=mean)
    yield "ari", metrics.adjusted_rand_score(a, b)
    yield "fowlkes_mallows", metrics.fowlkes_mallows_score(a, b)
    yield "purity", purity(table)
    yield "homogeneity", metrics.homogeneity_score(a, b)
    yield "completeness", metrics.completeness_score(a, b)
    yield "v_measure", metrics.v_measure_score(a, b)


def agreement_lines():
    yield AGREEMENT_FORMAT.format(version=sklearn.__version__)
    tables = {name: np.array(rows) for name, rows in AGREEMENT_CASES.items()}
    for seed, (classes, clusters, mean) in enumerate([(3, 4, 2), (8, 8, 5), (20, 6, 1), (12, 30, 40), (9, 9, 900)]):
        tables[f"random, {classes} by {clusters}"] = random_table(classes, clusters, mean, seed)
    for name, table in tables.items():
        yield line("case", name)
        rows, columns = np.nonzero(table)
        yield line("cells", *(field for cell in zip(rows, columns, table[rows, columns]) for field in cell))
        yield from (line("value", measure, float(value)) for measure, value in agreement_values(table))


def write(name, lines):
    Path(__file__).with_name(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write("agreement.txt", agreement_lines())
