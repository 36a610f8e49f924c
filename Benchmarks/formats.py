"""Writes one generated graph by Sommet, NetworkX and igraph, and compares seconds and memory."""
import argparse
import json
import os
import subprocess
import tempfile
import time

import igraph
import networkx

parser = argparse.ArgumentParser()
parser.add_argument("--edges", type=int, default=1_000_000)
parser.add_argument("--networkx-edges", type=int, default=100_000,
                    help="NetworkX writes in time that grows with the edges; a part is enough to know it")
parser.add_argument("--bench", default=".build/release/sommet-formats-bench")
options = parser.parse_args()


def ours(form, edges, path):
    """Seconds, and the peak of memory in MB."""
    process = subprocess.Popen([options.bench, "write", form, str(edges), path], stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, form
    return float(said), usage.ru_maxrss / 1024


def graph(path):
    """Nodes and edges as the other writers take them: scalars only, evidence as JSON."""
    nodes, edges = [], []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            item = json.loads(line)
            if item.pop("type") == "node":
                item["aliases"] = json.dumps(item["aliases"], ensure_ascii=False)
                item["articles"] = json.dumps(item["articles"])
                nodes.append(item)
            else:
                evidence = item["evidence"]
                item |= {"label": item["relation"], "article": evidence[0]["article"], "quote": evidence[0]["quote"],
                         "evidence": json.dumps(evidence, ensure_ascii=False)}
                edges.append(item)
    return nodes, edges


def timed(write):
    start = time.perf_counter()
    write()
    return time.perf_counter() - start


with tempfile.TemporaryDirectory() as folder:
    base = folder + "/"
    rows = {}
    walk, _ = ours("walk", options.edges, "-")
    for form in ("graphml", "gexf", "dot"):
        seconds, memory = min(ours(form, options.edges, base + "ours") for _ in range(2))
        rows[form] = [seconds, memory, os.path.getsize(base + "ours") / 1e6]

    ours("jsonl", options.edges, base + "all.jsonl")
    nodes, edges = graph(base + "all.jsonl")
    place = {node["id"]: number for number, node in enumerate(nodes)}
    fields = ("key", "label", "weight", "relation", "modality", "date", "content", "confidence", "rule", "article",
              "quote", "evidence")
    c = igraph.Graph(n=len(nodes), edges=[(place[e["source"]], place[e["target"]]) for e in edges], directed=True)
    for name in ("id", "label", "kind", "aliases", "articles", "first_seen", "last_seen"):
        c.vs["name" if name == "id" else name] = [n[name] for n in nodes]
    for name in fields:
        c.es[name] = [e.get(name, "") for e in edges]
    c_seconds = {"graphml": timed(lambda: c.write_graphml(base + "c")), "dot": timed(lambda: c.write_dot(base + "c"))}
    del c, nodes, edges

    ours("jsonl", options.networkx_edges, base + "part.jsonl")
    nodes, edges = graph(base + "part.jsonl")
    n = networkx.MultiDiGraph()
    for node in nodes:
        n.add_node(node.pop("id"), **node)
    for edge in edges:
        source, target, key = edge.pop("source"), edge.pop("target"), edge.pop("key")
        n.add_edge(source, target, key, id=key, **edge)
    factor = options.edges / options.networkx_edges
    n_seconds = {"graphml": factor * timed(lambda: networkx.write_graphml(n, base + "n", named_key_ids=True)),
                 "gexf": factor * timed(lambda: networkx.write_gexf(n, base + "n", version="1.2draft"))}
    few = n.edge_subgraph(list(n.edges(keys=True))[:options.networkx_edges // 10])
    # pydot takes a colon for a port.
    few = networkx.relabel_nodes(networkx.MultiDiGraph(few), lambda name: name.replace(":", "-"))
    n_seconds["dot"] = 10 * factor * timed(lambda: networkx.drawing.nx_pydot.write_dot(few, base + "n"))

print(f"{options.edges:,} edges with evidence; NetworkX {networkx.__version__} measured at "
      f"{options.networkx_edges:,} (DOT: a tenth), igraph {igraph.__version__}; making the edges takes {walk:.2f} s a walk")
print(f"{'':8} {'seconds':>8} {'MB':>6} {'peak MB':>8} {'NetworkX s':>11} {'ratio':>6} {'igraph s':>9} {'ratio':>6}")
for form, (seconds, memory, size) in rows.items():
    other = c_seconds.get(form)
    print(f"{form:8} {seconds:8.2f} {size:6.0f} {memory:8.0f} {n_seconds[form]:11.1f} {n_seconds[form] / seconds:6.1f} "
          + (f"{other:9.2f} {other / seconds:6.1f}" if other else f"{'–':>9} {'–':>6}"))
