"""Runs the benchmarks of one operation several times, and prints how much longer others take than tema:

    python3 bench/peer_pairs.py PROGRAM PATTERN [--of tema] [--repetitions N]
    python3 bench/peer_pairs.py build/bench/bench/segment_bench segment_words/
    python3 bench/peer_pairs.py build/bench/bench/text_bench tokenize/ --of tema_spans

PATTERN is a regular expression for names, which are operation/who/data. --of names whose time the others' are divided
by. Times are those of the processor, and data is read from TEMA_BENCH_DATA.
"""

import argparse

from build_pairs import print_ratios, run_benchmarks


def times_by_task(times):
    """The times of all who do a task, by the operation and the data."""
    tasks = {}
    for name, time in times.items():
        operation, who, *data = name.removesuffix("/real_time").split("/")
        # One thread of another is compared with what has no threads.
        data = "/".join(part for part in data if part != "threads:1")
        tasks.setdefault((operation, data), {})[who] = time
    return tasks


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("program")
    parser.add_argument("pattern")
    parser.add_argument("--of", default="tema")
    parser.add_argument("--repetitions", type=int, default=5)
    options = parser.parse_args()
    ratios = {}
    for _ in range(options.repetitions):
        for (operation, data), times in times_by_task(run_benchmarks(options.program, options.pattern)).items():
            for who in times.keys() - {options.of} if options.of in times else ():
                ratios.setdefault(f"{operation}, {data}: {who}", []).append(times[who] / times[options.of])
    if not ratios:
        parser.error(f"no task that {options.of} and another do matches {options.pattern}")
    for name in sorted(ratios):
        print_ratios(name, ratios[name])


if __name__ == "__main__":
    main()
