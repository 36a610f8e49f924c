"""Writes and reads one generated graph by Sommet, NetworkX and igraph, and compares seconds and memory."""
import argparse
import json
import os
import shutil
import subprocess
import tempfile
import time

import igraph
import networkx

parser = argparse.ArgumentParser()
parser.add_argument("--edges", type=int, default=1_000_000)
parser.add_argument("--networkx-edges", type=int, default=100_000,
                    help="NetworkX takes time that grows with the edges; a part is enough to know it")
parser.add_argument("--bench", default=".build/release/sommet-formats-bench")
options = parser.parse_args()
FORMATS = ("graphml", "gexf", "dot")
# By way of pydot, which is slower still.
DOT_EDGES = options.networkx_edges // 20


def run(*arguments):
    """Seconds of processor time that a process takes, the peak of its memory in MB, and what it says."""
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, arguments
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said.split()


def ours(what, *arguments):
    """Seconds, the peak of memory, and what was counted."""
    seconds, memory, said = run(options.bench, what, *map(str, arguments))
    return seconds, memory, [int(count) for count in said[1:]]


def timed(call):
    """Seconds of processor time, which other work on the machine changes less than the clock's."""
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


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


def igraph_writes(base):
    """Seconds for each format that igraph writes."""
    ours("write", "jsonl", options.edges, base + "all.jsonl")
    nodes, edges = graph(base + "all.jsonl")
    place = {node["id"]: number for number, node in enumerate(nodes)}
    g = igraph.Graph(n=len(nodes), edges=[(place[e["source"]], place[e["target"]]) for e in edges], directed=True)
    for name in ("id", "label", "kind", "aliases", "articles", "first_seen", "last_seen"):
        g.vs["name" if name == "id" else name] = [n[name] for n in nodes]
    for name in ("key", "label", "weight", "relation", "modality", "date", "content", "confidence", "rule", "article",
                 "quote", "evidence"):
        g.es[name] = [e.get(name, "") for e in edges]
    return {"graphml": timed(lambda: g.write_graphml(base + "c"))[0], "dot": timed(lambda: g.write_dot(base + "c"))[0]}


def networkx_writes(base):
    """Seconds for as many edges as are asked for, scaled."""
    ours("write", "jsonl", options.networkx_edges, base + "part.jsonl")
    nodes, edges = graph(base + "part.jsonl")
    g = networkx.MultiDiGraph()
    for node in nodes:
        g.add_node(node.pop("id"), **node)
    for edge in edges:
        source, target, key = edge.pop("source"), edge.pop("target"), edge.pop("key")
        g.add_edge(source, target, key, id=key, **edge)
    factor = options.edges / options.networkx_edges
    seconds = {"graphml": factor * timed(lambda: networkx.write_graphml(g, base + "n", named_key_ids=True))[0],
               "gexf": factor * timed(lambda: networkx.write_gexf(g, base + "n", version="1.2draft"))[0]}
    few = networkx.MultiDiGraph(g.edge_subgraph(list(g.edges(keys=True))[:DOT_EDGES]))
    # pydot takes a colon for a port.
    few = networkx.relabel_nodes(few, lambda name: name.replace(":", "-"))
    seconds["dot"] = options.edges / DOT_EDGES * timed(lambda: networkx.drawing.nx_pydot.write_dot(few, base + "n"))[0]
    return seconds


def networkx_reads(base):
    """Seconds for files of ours with as many edges as are asked for, scaled."""
    readers = {"graphml": networkx.read_graphml, "gexf": lambda path: networkx.read_gexf(path, version="1.2draft"),
               "dot": networkx.drawing.nx_pydot.read_dot}
    seconds = {}
    for form, read in readers.items():
        edges = DOT_EDGES if form == "dot" else options.networkx_edges
        ours("write", form, edges, base + "part")
        took, g = timed(lambda: read(base + "part"))
        assert g.number_of_edges() == edges, form
        seconds[form] = options.edges / edges * took
    return seconds


def table(title, rows, others):
    """A table in Markdown: ours, then each other program with the ratio."""
    names = list(others)
    print(f"\n| {title} | processor time | MB | peak memory | " + " | ".join(f"{name} | ratio" for name in names) + " |")
    print("|---" * (4 + 2 * len(names)) + "|")
    for form, (seconds, memory, size) in rows.items():
        cells = []
        for name in names:
            other = others[name].get(form)
            cells += [f"{other:.1f} s", f"{other / seconds:.1f} ×"] if other else ["–", ""]
        print(f"| {form} | {seconds:.2f} s | {size:,.0f} | {memory:.0f} MB | " + " | ".join(cells) + " |")


with tempfile.TemporaryDirectory() as folder:
    base = folder + "/"
    walk = ours("write", "walk", options.edges, "-")[0]
    written, read, graphviz = {}, {}, ""
    # First of all: a process begins with the memory of the one that starts it for its peak.
    for form in FORMATS:
        seconds, memory, _ = min(ours("write", form, options.edges, base + form) for _ in range(2))
        size = os.path.getsize(base + form) / 1e6
        written[form] = seconds, memory, size
        seconds, memory, counts = min(ours("read", base + form) for _ in range(3))
        assert counts[1] == options.edges, form
        read[form] = seconds, memory, size
    if shutil.which("gc"):
        took, memory, _ = run("gc", "-e", base + "dot")
        graphviz = f"; Graphviz' own parser (gc) reads the DOT file in {took:.1f} s and {memory:,.0f} MB"
    reads = {"NetworkX": networkx_reads(base)}
    writes = {"NetworkX": networkx_writes(base)}
    took, g = timed(lambda: igraph.Graph.Read_GraphML(base + "graphml"))
    assert g.ecount() == options.edges
    del g
    reads["igraph"], writes["igraph"] = {"graphml": took}, igraph_writes(base)

print(f"{options.edges:,} edges with evidence; NetworkX {networkx.__version__} measured at {options.networkx_edges:,} "
      f"(DOT, through pydot: {DOT_EDGES:,}) and scaled, igraph {igraph.__version__}; "
      f"making the edges takes {walk:.2f} s a walk{graphviz}")
table("writing", written, writes)
table("reading", read, reads)
