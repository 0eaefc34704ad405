"""Writes golden.txt beside it, from what scikit-learn gives for two small corpora:

    /usr/bin/python3 tests/vector/parity/make_golden.py

(scikit-learn is a package of cmake/packages-debian.txt.) Run by hand where a case is added;
tests/vector/parity_test.cpp reads it.
"""

from pathlib import Path

import sklearn
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

FORMAT = """\
# Made by make_golden.py with scikit-learn {version}; not to be edited.
#
# A line is fields between tabs, the first of which says what it is. Numbers have 17 digits.
#   corpus NAME                     its documents follow
#   document TOKEN...               none for an empty document
#   case NAME VECTORIZER FITTED TRANSFORMED   scikit-learn's class, the corpora it is fitted to and gives rows of
#   option NAME VALUE...            of the case, as scikit-learn names it
#   term TERM IDF                   of the case, by column; without an idf for counts
#   row COLUMN WEIGHT...            of the case, by document; column and weight in turn"""

# Terms repeat within documents and are shared by them; some documents are empty; some terms are others'
# beginnings, and one is another but for its Unicode normalisation.
NEWS = """\
harga beras naik di pasar pagi harga beras naik lagi
banjir di kota warga pindah banjir banjir

pasar modal naik harga saham naik
warga kota café baru di kota
menteri kota pasar beras impor beras
café pasar pagi
hujan banjir warga hujan hujan hujan di desa
saham turun harga saham turun
di di di di
desa warga panen beras
menteri modal asing saham

naïve naif café café harga
banjir surut warga pulang ke kota
impor beras turun harga turun menteri
pagi hujan
pasar pasar pasar pasar pasar pasar pasar pasar pasar pasar di
di kota di desa di pasar
harga"""
MIXED = """\
москва погода снег снег
straße müller straße ß
δοκιμή και δοκιμή πάλι δοκιμή
the cat and the catalogue

서울 날씨 서울
سلام دنيا سلام
the погода and the δοκιμή
cat cats catalogue cat
müller and straße and снег
𝒳 𝒴 𝒳 cat
café cafe\u0301 harga di pasar"""
CORPORA = {name: [line.split() for line in text.split("\n")] for name, text in [("news", NEWS), ("mixed", MIXED)]}

BOTH = ("news", "mixed")
TOKENS_AS_THEY_ARE = {"tokenizer": lambda tokens: tokens, "lowercase": False, "token_pattern": None}
CASES = [  # name, class, options, corpora
    ("counts", CountVectorizer, {}, BOTH),
    ("binary", CountVectorizer, {"binary": True}, BOTH),
    ("defaults", TfidfVectorizer, {}, BOTH),
    ("l1", TfidfVectorizer, {"norm": "l1"}, BOTH),
    ("no norm", TfidfVectorizer, {"norm": None}, BOTH),
    ("not smooth", TfidfVectorizer, {"smooth_idf": False}, BOTH),
    ("sublinear", TfidfVectorizer, {"sublinear_tf": True, "smooth_idf": False, "norm": "l1"}, BOTH),
    ("no idf", TfidfVectorizer, {"use_idf": False}, BOTH),
    ("binary tf", TfidfVectorizer, {"binary": True}, ("news",)),
    ("limits as counts", TfidfVectorizer, {"min_df": 2, "max_df": 5}, ("news",)),
    ("limits as shares", TfidfVectorizer, {"min_df": 0.15, "max_df": 0.3}, ("news",)),
    ("a count and a share", CountVectorizer, {"min_df": 2, "max_df": 0.25}, BOTH),
    ("most frequent", TfidfVectorizer, {"max_features": 5}, ("news",)),
    ("most frequent within limits", CountVectorizer, {"max_features": 4, "max_df": 6}, ("news",)),
    ("given terms", TfidfVectorizer, {"vocabulary": ["pasar", "beras", "café", "naif", "di"]}, ("news",)),
    ("pairs too", TfidfVectorizer, {"ngram_range": (1, 2), "sublinear_tf": True}, BOTH),
    ("pairs and threes", TfidfVectorizer, {"ngram_range": (2, 3), "min_df": 2, "norm": None}, ("news",)),
]


def line(*fields):
    texts = [format(field, ".17g") if isinstance(field, float) else str(field) for field in fields]
    assert not any(c in text for text in texts for c in "\t\n"), texts
    return "\t".join(texts)


def check_ties(options):
    """scikit-learn does not say which terms of one frequency max_features takes: none may stand on the border."""
    unlimited = {key: value for key, value in options.items() if key != "max_features"}
    rows = CountVectorizer(**unlimited).fit_transform(CORPORA["news"])
    sums = sorted(rows.sum(axis=0).A1, reverse=True)
    most = options["max_features"]
    assert sums[most - 1] > sums[most], f"{most} terms: a tie"


def case_lines(name, vectorizer_class, options, fitted_to, transformed):
    all_options = {**TOKENS_AS_THEY_ARE, **options}
    if "max_features" in options:
        check_ties(all_options)
    vectorizer = vectorizer_class(**all_options).fit(CORPORA[fitted_to])
    yield line("case", name, vectorizer_class.__name__, fitted_to, transformed)
    for option, value in options.items():
        yield line("option", option, *(value if isinstance(value, (list, tuple)) else [value]))
    terms = vectorizer.get_feature_names_out()
    has_idf = vectorizer_class is TfidfVectorizer and vectorizer.use_idf
    for column, term in enumerate(terms):
        yield line("term", term, *([float(vectorizer.idf_[column])] if has_idf else []))
    rows = vectorizer.transform(CORPORA[transformed])
    rows.sort_indices()
    for row in rows:
        yield line("row", *(field for entry in zip(row.indices, map(float, row.data)) for field in entry))


def lines():
    yield FORMAT.format(version=sklearn.__version__)
    for name, documents in CORPORA.items():
        yield line("corpus", name)
        yield from (line("document", *tokens) for tokens in documents)
    for name, vectorizer_class, options, corpora in CASES:
        for corpus in corpora:
            yield from case_lines(name, vectorizer_class, options, corpus, corpus)
    yield from case_lines("unseen documents", TfidfVectorizer, {}, "news", "mixed")


if __name__ == "__main__":
    path = Path(__file__).with_name("golden.txt")
    path.write_text("\n".join(lines()) + "\n", encoding="utf-8")
