"""Asks one generated graph the same questions by Sommet, Kuzu and NetworkX, and compares milliseconds."""
import argparse
import collections
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import kuzu
import networkx

parser = argparse.ArgumentParser()
parser.add_argument("--edges", type=int, default=1_000_000)
parser.add_argument("--runs", type=int, default=9, help="of which the median counts; NetworkX: 3")
parser.add_argument("--bench", default=".build/release/sommet-query-bench")
parser.add_argument("--cold", nargs=3, metavar=("DATABASE", "THREADS", "QUERY"), help=argparse.SUPPRESS)
options = parser.parse_args()

if options.cold:
    # A process of its own: Kuzu alone, without the time that Python needs to start.
    path, threads, query = options.cold
    start = time.perf_counter()
    connection = kuzu.Connection(kuzu.Database(path, read_only=True), num_threads=int(threads))
    connection.execute(query).get_next()
    print(1000 * (time.perf_counter() - start))
    sys.exit()

NODES = max(2, options.edges // 10)
A, B = f"person:p{NODES // 24:07}", f"person:p{NODES * 11 // 12:07}"
DAY = "2031-08-01"

# For each question its query for Sommet, for Kuzu with a table for each relation, for Kuzu with one table of relations.
QUESTIONS = {
    "indexed lookup: edges of one node": (
        f"MATCH (a:person {{id: '{A}'}})-[r]-(b) RETURN b.id",
        f"MATCH (a:person {{id: '{A}'}})-[r]-(b) RETURN b.id",
        f"MATCH (a:person {{id: '{A}'}})-[r]-(b) RETURN b.id"),
    "two-hop neighbourhood, distinct": (
        f"MATCH (a:person {{id: '{A}'}})-[]->()-[]->(b) RETURN DISTINCT b.id",
        f"MATCH (a:person {{id: '{A}'}})-[]->()-[]->(b) RETURN DISTINCT b.id",
        f"MATCH (a:person {{id: '{A}'}})-[]->()-[]->(b) RETURN DISTINCT b.id"),
    "shortest path": (
        f"MATCH p = shortestPath((a {{id: '{A}'}})-[*..20]->(b {{id: '{B}'}})) RETURN length(p)",
        f"MATCH p = (a:person {{id: '{A}'}})-[* SHORTEST 1..20]->(b:person {{id: '{B}'}}) RETURN length(p)",
        f"MATCH p = (a:person {{id: '{A}'}})-[* SHORTEST 1..20]->(b:person {{id: '{B}'}}) RETURN length(p)"),
    "grouped count: edges of each relation": (
        "MATCH (a)-[r]->(b) RETURN type(r), count(*)",
        "MATCH (a)-[r]->(b) RETURN label(r), count(*)",
        "MATCH (a)-[r]->(b) RETURN r.relation, count(*)"),
    "grouped count by name, the first ten": (
        "MATCH (a:person)-[r:met]->() RETURN a.label AS l, count(*) AS n ORDER BY n DESC, l LIMIT 10",
        "MATCH (a:person)-[r:met]->() RETURN a.label AS l, count(*) AS n ORDER BY n DESC, l LIMIT 10",
        "MATCH (a:person)-[r]->() WHERE r.relation = 'met' "
        "RETURN a.label AS l, count(*) AS n ORDER BY n DESC, l LIMIT 10"),
    "one relation, by date and modality": (
        f"MATCH (a)-[r:warned]->(b) WHERE r.date >= '{DAY}' AND r.modality <> 'denied' RETURN count(*)",
        f"MATCH (a)-[r:warned]->(b) WHERE r.date >= date('{DAY}') AND r.modality <> 'denied' RETURN count(*)",
        f"MATCH (a)-[r]->(b) WHERE r.relation = 'warned' AND r.date >= date('{DAY}') AND r.modality <> 'denied' "
        "RETURN count(*)"),
    "all edges since a day, by modality": (
        f"MATCH (a)-[r]->(b) WHERE r.date >= '{DAY}' RETURN r.modality, count(*)",
        f"MATCH (a)-[r]->(b) WHERE r.date >= date('{DAY}') RETURN r.modality, count(*)",
        f"MATCH (a)-[r]->(b) WHERE r.date >= date('{DAY}') RETURN r.modality, count(*)"),
    "pattern of two edges with a filter": (
        f"MATCH (a)-[r:warned]->(b)-[s:met]->(c) WHERE r.date >= '{DAY}' RETURN count(*)",
        f"MATCH (a)-[r:warned]->(b)-[s:met]->(c) WHERE r.date >= date('{DAY}') RETURN count(*)",
        f"MATCH (a)-[r]->(b)-[s]->(c) WHERE r.relation = 'warned' AND s.relation = 'met' "
        f"AND r.date >= date('{DAY}') RETURN count(*)"),
}


def median_of(runs, work):
    times, rows = [], None
    for _ in range(runs):
        start = time.perf_counter()
        rows = work()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times), normal(rows)


def normal(rows):
    """Rows to compare: numbers and names as text, in any order."""
    return sorted(tuple(str(cell) for cell in row) for row in rows)


def load(path, folder, relations, together):
    connection = kuzu.Connection(kuzu.Database(path))
    connection.execute("CREATE NODE TABLE person(id STRING PRIMARY KEY, label STRING)")
    connection.execute(f"COPY person FROM '{folder}/nodes.csv'")
    fields = "key STRING, modality STRING, date DATE, weight DOUBLE"
    if together:
        connection.execute(f"CREATE REL TABLE edge(FROM person TO person, {fields}, relation STRING)")
        connection.execute(f"COPY edge FROM '{folder}/all.csv'")
        return
    for relation in relations:
        connection.execute(f"CREATE REL TABLE {relation}(FROM person TO person, {fields})")
        connection.execute(f"COPY {relation} FROM '{folder}/{relation}.csv'")


def ask_kuzu(path, threads, form):
    connection = kuzu.Connection(kuzu.Database(path, read_only=True), num_threads=threads)
    return {name: median_of(options.runs, lambda: connection.execute(queries[form]).get_all())
            for name, queries in QUESTIONS.items()}


def ask_networkx(folder, relations):
    """Seconds to read the tables, and the answers."""
    start = time.perf_counter()
    graph = networkx.MultiDiGraph()
    with open(f"{folder}/nodes.csv", encoding="utf-8") as lines:
        for identifier, label in csv.reader(lines):
            graph.add_node(identifier, label=label)
    for relation in relations:
        with open(f"{folder}/{relation}.csv", encoding="utf-8") as lines:
            for source, target, key, modality, date, weight in csv.reader(lines):
                graph.add_edge(source, target, key, relation=relation, modality=modality, date=date)
    read = time.perf_counter() - start

    def edges(relation=None):
        return (d for _, _, d in graph.edges(data=True) if relation is None or d["relation"] == relation)

    def lookup():
        return [(b,) for near in (graph.succ[A], graph.pred[A]) for b, keys in near.items() for _ in keys]

    def by_name():
        counts = collections.Counter()
        for a, _, d in graph.edges(data=True):
            if d["relation"] == "met":
                counts[graph.nodes[a]["label"]] += 1
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:10]

    def pattern():
        met = collections.Counter(a for a, _, d in graph.edges(data=True) if d["relation"] == "met")
        return [(sum(met[b] for _, b, d in graph.edges(data=True)
                     if d["relation"] == "warned" and d["date"] >= DAY),)]

    answers = [
        lookup,
        lambda: [(c,) for c in {c for b in graph.succ[A] for c in graph.succ[b]}],
        lambda: [(networkx.shortest_path_length(graph, A, B),)],
        lambda: collections.Counter(d["relation"] for d in edges()).items(),
        by_name,
        lambda: [(sum(d["date"] >= DAY and d["modality"] != "denied" for d in edges("warned")),)],
        lambda: collections.Counter(d["modality"] for d in edges() if d["date"] >= DAY).items(),
        pattern,
    ]
    return read, {name: median_of(3, answer) for name, answer in zip(QUESTIONS, answers)}


def cold(command, runs=11):
    return [subprocess.run(command, check=True, capture_output=True, text=True).stdout for _ in range(runs)]


with tempfile.TemporaryDirectory() as folder:
    image, tables = f"{folder}/image", f"{folder}/tables"
    written = float(subprocess.check_output([options.bench, "write", str(options.edges), image]))
    subprocess.check_call([options.bench, "csv", str(options.edges), tables])
    relations = sorted(name[:-4] for name in os.listdir(tables) if name != "nodes.csv")
    with open(f"{tables}/all.csv", "w", encoding="utf-8") as everything:
        for relation in relations:
            with open(f"{tables}/{relation}.csv", encoding="utf-8") as lines:
                everything.writelines(line[:-1] + f",{relation}\n" for line in lines)

    ours = json.loads(subprocess.check_output(
        [options.bench, "time", image, str(options.runs)] + [queries[0] for queries in QUESTIONS.values()]))
    ours = {name: (statistics.median(answer["milliseconds"]), normal(answer["rows"]))
            for name, answer in zip(QUESTIONS, ours)}
    kuzus = {}
    for form, together in ((1, False), (2, True)):
        load(f"{folder}/kuzu{form}", tables, relations, together)
        for threads in (1, 2):
            for name, (milliseconds, rows) in ask_kuzu(f"{folder}/kuzu{form}", threads, form).items():
                assert rows == ours[name][1], (name, rows[:3], ours[name][1][:3])
                best = kuzus.setdefault(name, {})
                best[threads] = min(milliseconds, best.get(threads, milliseconds))
    read, networkxs = ask_networkx(tables, relations)
    for name, (_, rows) in networkxs.items():
        assert rows == ours[name][1], (name, rows[:3], ours[name][1][:3])

    first = []
    query = QUESTIONS["indexed lookup: edges of one node"][0]
    for _ in range(21):
        start = time.perf_counter()
        subprocess.run([options.bench, "first", image, query], check=True, capture_output=True)
        first.append(1000 * (time.perf_counter() - start))
    first_kuzu = [
        statistics.median(float(said) for said in cold(
            [sys.executable, __file__, "--cold", f"{folder}/kuzu{form}", "2",
             QUESTIONS["indexed lookup: edges of one node"][form]]))
        for form in (1, 2)]

print(f"{options.edges:,} edges, {NODES:,} nodes; Kuzu {kuzu.__version__}, the better of a table for each relation and "
      f"one table for all; NetworkX {networkx.__version__}; the image was written in {written:.1f} s")
print("| milliseconds | sommet | Kuzu, one thread | Kuzu, two threads | ratio | NetworkX | ratio |")
print("|---|---|---|---|---|---|---|")
for name in QUESTIONS:
    mine, best = ours[name][0], min(kuzus[name].values())
    print(f"| {name} | {mine:.2f} | {kuzus[name][1]:.1f} | {kuzus[name][2]:.1f} | {best / mine:.1f} × "
          f"| {networkxs[name][0]:.2f} | {networkxs[name][0] / mine:.1f} × |")
print(f"First row of the indexed lookup from a cold process: {statistics.median(first):.1f} ms with the start of the "
      f"process (median of 21); Kuzu without it: {min(first_kuzu):.1f} ms; NetworkX reads the tables for {read:.1f} s first")
