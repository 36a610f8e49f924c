"""Measures the first row of indexed lookups from cold processes: first.py SOMMET STORE EDGES

Each run is a process of its own, timed from its start until its first line arrives; files are in the system's cache.
"""
import statistics
import subprocess
import sys
import time

RUNS = 21


def first_row(command):
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        # The names of the columns, then a row.
        lines = [process.stdout.readline() for _ in range(2)]
        seconds = time.perf_counter() - start
        process.stdout.read()
    assert lines[1] and process.returncode == 0, (command, lines)
    return 1000 * seconds


sommet, store, edges = sys.argv[1:]
person = f"person:p{max(2, int(edges) // 10) // 24:07}"
ways = {
    "start of the process (--version)": None,
    "by options (--who)": [sommet, "query", store, "--who", person],
    "by a query (MATCH)": [sommet, "query", store, f"MATCH (a:person {{id: '{person}'}})-[r]-(b) RETURN type(r), b.id"],
}
print(f"first row from a cold process, milliseconds: median and least of {RUNS}")
for name, command in ways.items():
    if command is None:
        times = []
        for _ in range(RUNS):
            start = time.perf_counter()
            subprocess.run([sommet, "--version"], check=True, capture_output=True)
            times.append(1000 * (time.perf_counter() - start))
    else:
        times = [first_row(command) for _ in range(RUNS)]
    print(f"{name}\t{statistics.median(times):.1f}\t{min(times):.1f}")
