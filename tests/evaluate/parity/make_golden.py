"""Writes the golden files beside it, from what scikit-learn and gensim give in float64:

    /usr/bin/python3 tests/evaluate/parity/make_golden.py

(They are packages of cmake/packages-debian.txt.) Run by hand where a case is added;
tests/evaluate/*_parity_test.cpp read them.
"""

from pathlib import Path

import gensim
import numpy as np
import sklearn
from gensim.corpora import Dictionary
from gensim.models import CoherenceModel
from sklearn import metrics

AGREEMENT_FORMAT = """\
# Made by make_golden.py with scikit-learn {version}; not to be edited.
#
# A line is fields between tabs, the first of which says what it is. Numbers have 17 digits.
#   case NAME
#   cells CLASS CLUSTER COUNT...     of the case: how many items are in both, in turn
#   value MEASURE VALUE              of the case"""

SILHOUETTE_FORMAT = """\
# Made by make_golden.py with scikit-learn {version}; not to be edited.
#
# A line is fields between tabs, the first of which says what it is. Numbers have 17 digits.
#   case NAME COLUMNS SCORE          its rows follow
#   row LABEL SILHOUETTE COLUMN VALUE...     values are floats; those that are not given are 0"""
COHERENCE_FORMAT = """\
# Made by make_golden.py with gensim {version}; not to be edited.
#
# A line is fields between tabs, the first of which says what it is. Numbers have 17 digits.
#   corpus NAME                      its documents follow
#   document TOKEN...
#   case CORPUS MEASURE WINDOW MEAN  its topics follow; WINDOW is 0 for the default
#   topic VALUE TERM..."""

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


def silhouette_cases():
    """Name, float32 rows, labels."""
    random = np.random.default_rng(1)
    dense = random.normal(size=(40, 6)).astype(np.float32)
    yield "no structure", dense, random.integers(0, 4, 40)
    yield "many clusters, some of one row", dense, random.integers(0, 37, 40)
    centres = np.repeat(np.eye(5, 7), 6, axis=0)
    yield "far apart", (centres + random.normal(0, 0.1, (30, 7))).astype(np.float32), np.repeat(range(5), 6)
    documents = random.gamma(0.5, size=(35, 25)) * (random.random((35, 25)) < 0.15)
    documents[[3, 20]] = 0
    yield "documents, two of them empty", documents.astype(np.float32), random.integers(0, 3, 35)
    yield "lengths of all sizes", dense[:20] * np.float32(10) ** np.arange(-10, 10)[:, None], random.integers(0, 3, 20)


def silhouette_lines():
    yield SILHOUETTE_FORMAT.format(version=sklearn.__version__)
    for name, rows, labels in silhouette_cases():
        rows = rows.astype(np.float32)
        exact = rows.astype(np.float64)
        samples = metrics.silhouette_samples(exact, labels, metric="cosine")
        score = metrics.silhouette_score(exact, labels, metric="cosine")
        yield line("case", name, rows.shape[1], float(score))
        for row, label, sample in zip(exact, labels, samples):
            entries = (field for column in np.nonzero(row)[0] for field in (column, float(row[column])))
            yield line("row", label, float(sample), *entries)


NEWS = """\
harga beras naik di pasar pagi harga beras naik lagi
banjir di kota warga pindah banjir banjir
pasar modal naik harga saham naik
warga kota baru di kota
menteri kota pasar beras impor beras
pasar pagi
hujan banjir warga hujan hujan hujan di desa
saham turun harga saham turun
desa warga panen beras dan pasar desa warga naik harga beras di kota lagi dan beras impor turun
menteri modal asing saham
banjir surut warga pulang ke kota setelah hujan banjir di desa dan kota
impor beras turun harga turun menteri
hujan"""
NEWS_TOPICS = ["beras harga pasar naik", "banjir hujan warga kota", "saham modal", "hujan saham panen pulang di"]


def long_documents():
    """Up to 400 tokens, so that there are windows of 110; frequent terms come in runs."""
    random = np.random.default_rng(2)
    for length in (400, 250, 180, 111, 110, 109, 60, 12, 11, 10, 9, 1):
        terms = np.minimum(random.zipf(1.3, length) - 1, 59)
        yield [f"t{term}" for term in np.where(random.random(length) < 0.2, np.roll(terms, 2), terms)]


def coherence_corpora():
    """Name, documents, topics."""
    yield "news", [text.split() for text in NEWS.split("\n")], [topic.split() for topic in NEWS_TOPICS]
    documents = list(long_documents())
    seen = sorted({term for document in documents for term in document}, key=lambda term: int(term[1:]))
    yield "long", documents, [seen[i:i + 24:3] for i in range(0, 12, 2)] + [seen[:30:2]]


COHERENCE_CASES = [  # measure, window
    ("u_mass", None), ("c_npmi", None), ("c_v", None), ("c_npmi", 3), ("c_npmi", 1), ("c_v", 10), ("c_v", 5)]


def coherence_lines():
    yield COHERENCE_FORMAT.format(version=gensim.__version__)
    for name, documents, topics in coherence_corpora():
        yield line("corpus", name)
        yield from (line("document", *document) for document in documents)
        for measure, window in COHERENCE_CASES:
            model = CoherenceModel(topics=topics, texts=documents, dictionary=Dictionary(documents), coherence=measure,
                                   window_size=window, processes=1)
            values = model.get_coherence_per_topic()
            assert np.isfinite(values).all()
            yield line("case", name, measure, window or 0, float(model.get_coherence()))
            yield from (line("topic", float(value), *topic) for value, topic in zip(values, topics))


def write(name, lines):
    Path(__file__).with_name(name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write("agreement.txt", agreement_lines())
    write("silhouette.txt", silhouette_lines())
    write("coherence.txt", coherence_lines())
