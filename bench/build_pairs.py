"""Runs two builds of a program in turn, and prints the ratios of their processor times, old over new:

    python3 bench/build_pairs.py OLD NEW --benchmarks PATTERN        # of two benchmark programs
    python3 bench/build_pairs.py OLD NEW --command topics news.jsonl --topics 11 --language id --threads 1

With --command, which takes all that follows, both programs are run with these arguments, and the largest resident
memory of each is printed as well; where an argument is a file, also as a multiple of the file's size. Benchmarks read
TEMA_BENCH_DATA.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys


def run_command(program, arguments):
    """Seconds of processor time, and bytes of the largest resident memory."""
    process = subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{program}: exit status {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def run_benchmarks(program, pattern):
    """Processor time by the benchmark's name."""
    output = subprocess.run([program, f"--benchmark_filter={pattern}", "--benchmark_format=json"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
    # Nothing is printed if no name matches.
    return {run["name"]: run["cpu_time"] for run in json.loads(output or '{"benchmarks": []}')["benchmarks"]}


def print_ratios(name, ratios):
    print(f"{name:50} {statistics.median(ratios):6.2f}  ({min(ratios):.2f} to {max(ratios):.2f})")


def compare_commands(options):
    runs = [[run_command(program, options.command) for program in (options.old, options.new)]
            for _ in range(options.repetitions)]
    print_ratios("processor time, old / new", [old[0] / new[0] for old, new in runs])
    input_bytes = sum(os.path.getsize(path) for path in options.command if os.path.isfile(path))
    for which, name in enumerate(("old", "new")):
        memory = statistics.median(pair[which][1] for pair in runs)
        multiple = f", {memory / input_bytes:.1f} times the input" if input_bytes else ""
        print(f"memory, {name}: {memory / 1e6:.0f} MB{multiple}")


def compare_benchmarks(options):
    ratios = {}
    for _ in range(options.repetitions):
        old, new = (run_benchmarks(program, options.benchmarks) for program in (options.old, options.new))
        for name in old.keys() & new.keys():
            ratios.setdefault(name, []).append(old[name] / new[name])
    if not ratios:
        sys.exit(f"no benchmark of both programs matches {options.benchmarks}")
    for name in sorted(ratios):
        print_ratios(name, ratios[name])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("old")
    parser.add_argument("new")
    parser.add_argument("--benchmarks", metavar="PATTERN", help="names of benchmarks, a regular expression")
    parser.add_argument("--repetitions", type=int, default=7)
    parser.add_argument("--command", nargs=argparse.REMAINDER, help="the arguments of a command")
    options = parser.parse_args()
    if bool(options.benchmarks) == bool(options.command):
        parser.error("give either --benchmarks or --command")
    (compare_benchmarks if options.benchmarks else compare_commands)(options)


if __name__ == "__main__":
    main()
