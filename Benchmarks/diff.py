"""Compares one generated graph with its edited copy by Sommet, NetworkX and rdflib: seconds of processor time and memory,
reading included."""
import argparse
import json
import multiprocessing
import os
import re
import resource
import subprocess
import tempfile
import time

import networkx
import rdflib
from rdflib.compare import graph_diff, to_isomorphic

parser = argparse.ArgumentParser()
parser.add_argument("--edges", type=int, default=1_000_000)
parser.add_argument("--networkx-edges", type=int, default=200_000,
                    help="NetworkX reads and compares in time that grows with the edges; a part is enough to know it")
parser.add_argument("--forms", default="store,json,graphml")
parser.add_argument("--rdflib-edges", type=int, default=100)
parser.add_argument("--bench", default=".build/release/sommet-diff-bench")
parser.add_argument("--sommet", default=".build/release/sommet")
options = parser.parse_args()


def ours(old, new):
    """Seconds of processor time and by the clock of the whole command, the peak of memory in MB, the changed facts."""
    start = time.perf_counter()
    process = subprocess.Popen([options.sommet, "diff", old, new, "--stat"], stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    assert os.waitstatus_to_exitcode(status) == 1, said
    counts = [int(number) for number in re.search(r"^facts +(\d+|·) +(\d+|·) +(\d+|·)$", said, re.M).expand(
        r"\1 \2 \3").replace("·", "0").split()]
    return usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1024, sum(counts)


def write(form, edges, folder):
    paths = [f"{folder}/{name}.{edges}.{'sommet' if form == 'store' else form}" for name in ("old", "new")]
    subprocess.run([options.bench, form, str(edges), *paths], check=True)
    return paths


def compared(old, new):
    """Edges by key: those that only one has, and those whose attributes differ."""
    before = {key: (source, target, data) for source, target, key, data in old.edges(keys=True, data=True)}
    after = {key: (source, target, data) for source, target, key, data in new.edges(keys=True, data=True)}
    gone, fresh = before.keys() - after.keys(), after.keys() - before.keys()
    changed = [key for key in before.keys() & after.keys() if before[key] != after[key]]
    nodes = [node for node in old.nodes if node in new.nodes and old.nodes[node] != new.nodes[node]]
    return len(gone) + len(fresh) + len(changed), len(nodes)


def in_networkx(paths, form, queue):
    start = time.process_time()
    if form == "json":
        graphs = [networkx.node_link_graph(json.load(open(path, encoding="utf-8")), edges="edges") for path in paths]
    else:
        graphs = [networkx.read_graphml(path, force_multigraph=True) for path in paths]
    read = time.process_time()
    count = compared(*graphs)
    end = time.process_time()
    queue.put((read - start, end - read, count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def in_rdflib(paths, queue):
    start = time.process_time()
    graphs = [rdflib.Graph().parse(path, format="turtle") for path in paths]
    read = time.process_time()
    graph_diff(*[to_isomorphic(graph) for graph in graphs])
    end = time.process_time()
    queue.put((read - start, end - read, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def apart(function, *arguments):
    """In a process of its own, so that its memory is its own."""
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=function, args=(*arguments, queue))
    process.start()
    answer = queue.get()
    process.join()
    return answer


with tempfile.TemporaryDirectory() as folder:
    print(f"{options.edges:,} edges, one of a hundred changed; NetworkX {networkx.__version__} measured at "
          f"{options.networkx_edges:,} edges, rdflib {rdflib.__version__} at {options.rdflib_edges:,}, and scaled")
    print(f"{'':22} {'seconds':>9} {'by clock':>9} {'peak MB':>8} {'facts':>8}")
    seconds = {}
    for form in options.forms.split(","):
        paths = write(form, options.edges, folder)
        best = min(ours(*paths) for _ in range(2))
        seconds[form] = best[0]
        print(f"{'sommet, ' + form:22} {best[0]:9.2f} {best[1]:9.2f} {best[2]:8.0f} {best[3]:8}", flush=True)
        for path in paths:
            os.remove(path)
    scale = options.edges / options.networkx_edges
    for form in ("json", "graphml"):
        paths = write(form, options.networkx_edges, folder)
        read, compare, count, memory = apart(in_networkx, paths, form)
        whole = (read + compare) * scale
        print(f"{'NetworkX, ' + form:22} {whole:9.1f} {'':9} {memory * scale:8.0f} {count[0] * scale:8.0f}   "
              f"reading {read * scale:.1f} s, comparing {compare * scale:.1f} s; "
              + ", ".join(f"{whole / seconds[ours]:.1f} × ours from {ours}" for ours in seconds))
    paths = write("turtle", options.rdflib_edges, folder)
    read, compare, memory = apart(in_rdflib, paths)
    scale = options.edges / options.rdflib_edges
    print(f"{'rdflib graph_diff':22} {(read + compare) * scale:9.0f} {'':9} {'':8} {'':8}   reading {read * scale:.0f} s, "
          f"comparing {compare * scale:.0f} s; "
          + ", ".join(f"{(read + compare) * scale / seconds[ours]:.0f} × ours from {ours}" for ours in seconds))
