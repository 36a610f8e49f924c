"""What readers of other people make of a graph that was written in every format.

usage: read.py FOLDER

FOLDER holds the graph as graph.json (the truth), graph.graphml, gephi.graphml, yed.graphml, graph.gexf, graph.dot,
gephi.dot, graph.jsonl, graph.ttl, graph.jsonld, graph.cypher, nodes.csv, edges.csv and neo4j/. Prints a line of JSON for
each reader: what it counted, or what it found wrong. Knows the formats from their own pages only.
"""
import csv
import json
import re
import sqlite3
import subprocess
import sys
import xml.etree.ElementTree as tree

folder = sys.argv[1] + "/"
csv.field_size_limit(1 << 30)
truth = json.load(open(folder + "graph.json", encoding="utf-8"))
pairs = {(e["source"], e["target"]) for e in truth["edges"]}
counts = {"nodes": len(truth["nodes"]), "edges": len(truth["edges"]),
          "parallel": len(truth["edges"]) - len(pairs)}
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
labels = {n["id"]: FORBIDDEN.sub("", n["label"]) for n in truth["nodes"]}
quotes = sorted(FORBIDDEN.sub("", e["evidence"][0]["quote"]) for e in truth["edges"] if e["evidence"])


def plain(identifier):
    """An id as it was before formats that do not take it spelt it."""
    return re.sub("_x([0-9A-F]{4,6})_", lambda m: chr(int(m[1], 16)), identifier)


def attributes(elements):
    """How many elements have each attribute of ours."""
    found = {}
    for element in elements:
        for name in ("kind", "relation", "modality", "date", "content", "evidence"):
            if element.get(name) not in (None, ""):
                found[name] = found.get(name, 0) + 1
    return found


expected = attributes(truth["nodes"])
for name, count in attributes([{k: FORBIDDEN.sub("", v) if isinstance(v, str) else v or None for k, v in e.items()}
                               for e in truth["edges"]]).items():
    expected[name] = expected.get(name, 0) + count


def say(reader, nodes, edges, ends, **more):
    ends = list(ends)
    found = {"reader": reader, "nodes": nodes, "edges": edges, "parallel": edges - len(set(ends))}
    print(json.dumps(found | more))


def networkx_graphml(name):
    import networkx
    graph = networkx.read_graphml(folder + name, force_multigraph=True)
    told = {plain(n): d.get("label") for n, d in graph.nodes(data=True)}
    wrong = [n for n in labels if told.get(n, 0) != labels[n]]
    found = attributes([d for _, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)])
    evidence = sum(len(json.loads(d["evidence"])) for *_, d in graph.edges(data=True) if "evidence" in d)
    say("NetworkX " + name, graph.number_of_nodes(), graph.number_of_edges(), graph.edges(), attributes=found,
        wrong=wrong[:3], evidence=evidence)


def networkx_gexf():
    import networkx
    graph = networkx.read_gexf(folder + "graph.gexf", version="1.3")
    told = {plain(n): d.get("exact_label", d.get("label")) for n, d in graph.nodes(data=True)}
    wrong = [n for n in labels if told.get(n, 0) != labels[n]]
    found = attributes([d for _, d in graph.nodes(data=True)] + [d for *_, d in graph.edges(data=True)])
    told = sorted(d["quote"] for *_, d in graph.edges(data=True) if "quote" in d)
    say("NetworkX graph.gexf", graph.number_of_nodes(), graph.number_of_edges(), graph.edges(), attributes=found,
        wrong=wrong[:3], quotes=told == quotes)


def igraph_graphml(name):
    import igraph
    graph = igraph.Graph.Read_GraphML(folder + name)
    told = {plain(v["id"]): v["label"] for v in graph.vs}
    wrong = [n for n in labels if told.get(n, 0) != labels[n]]
    say("igraph " + name, graph.vcount(), graph.ecount(), (e.tuple for e in graph.es), wrong=wrong[:3],
        quotes=sorted(q for q, e in zip(graph.es["quote"], graph.es["evidence"]) if e) == quotes)


def gephi(name, nodes, edges, types, labelled, weights):
    """Gephi's rules: an edge needs an id that was not there before; edges of the same ends and type become one."""
    seen, kept, merged = set(), {}, 0
    for number, (identifier, source, target) in enumerate(edges):
        if identifier in seen or source not in nodes or target not in nodes:
            continue
        seen.add(identifier)
        merged += (source, target, types[number]) in kept
        kept[source, target, types[number]] = weights[number]
    say("Gephi " + name, len(nodes), len(kept), ((s, t) for s, t, _ in kept), merged=merged, labelled=labelled,
        weight=sum(kept.values()))


def gephi_graphml(name):
    space = "{http://graphml.graphdrawing.org/xmlns}"
    root = tree.parse(folder + name).getroot()
    keys = {}
    for key in root.iter(space + "key"):
        if key.get("attr.type") in ("boolean", "int", "long", "float", "double", "string"):
            keys[key.get("id")] = key.get("attr.name")
    graph = root.find(space + "graph")
    nodes, labelled = set(), 0
    for node in graph.iter(space + "node"):
        nodes.add(node.get("id"))
        labelled += any(keys.get(d.get("key")) == "label" and (d.text or "").strip(" \t\r\n") for d in node.iter(space + "data"))
    edges, types, weights = [], [], []
    for edge in graph.iter(space + "edge"):
        edges.append((edge.get("id"), edge.get("source"), edge.get("target")))
        types.append(edge.get("label"))
        weights += [float(d.text) for d in edge.iter(space + "data") if keys.get(d.get("key")) == "weight"]
    gephi(name, nodes, edges, types, labelled, weights)


def gephi_gexf():
    root = tree.parse(folder + "graph.gexf").getroot()
    space = root.tag[:root.tag.index("}") + 1]
    assert root.get("version") == "1.3" and space in ("{http://gexf.net/1.3}", "{http://www.gexf.net/1.3}")
    graph = root.find(space + "graph")
    assert graph.get("mode") == "dynamic" and graph.get("timeformat") == "date"
    assert [c.tag for c in graph] == [space + n for n in ("attributes", "attributes", "nodes", "edges")]
    columns = {c.get("class"): {a.get("id") for a in c} for c in graph.iter(space + "attributes")}
    titles = [[a.get("title").lower() for a in c] for c in graph.iter(space + "attributes")]
    assert all(len(set(names)) == len(names) for names in titles), "two columns of one name"
    nodes, labelled, stages = set(), 0, {}
    for node in graph.iter(space + "node"):
        nodes.add(node.get("id"))
        labelled += bool(node.get("label"))
        assert all(v.get("for") in columns["node"] for v in node.iter(space + "attvalue"))
        stages[node.get("id")] = [(s.get("start"), s.get("end")) for s in node.iter(space + "spell")]
    edges, types, weights = [], [], []
    for edge in graph.iter(space + "edge"):
        edges.append((edge.get("id"), edge.get("source"), edge.get("target")))
        types.append(edge.get("kind"))
        weights.append(float(edge.get("weight")))
        assert all(v.get("for") in columns["edge"] for v in edge.iter(space + "attvalue"))
        for spell in edge.iter(space + "spell"):
            # An edge is only seen while both of its ends are on stage.
            for end in edges[-1][1:]:
                assert any(a <= spell.get("start") and spell.get("end") <= b for a, b in stages[end]), "off stage"
    gephi("graph.gexf", nodes, edges, types, labelled, weights)


def gephi_dot():
    """Gephi skips everything after defaults, takes attributes of the graph for nodes, and stumbles over a second list."""
    text = open(folder + "gephi.dot", encoding="utf-8").read()
    string = r'"(?:[^"\\]|\\.)*"'
    body = text[text.index("{") + 1:text.rindex("}")]
    nodes, edges = set(), 0
    ends = []
    for line in body.strip().split("\n"):
        found = re.fullmatch(rf"\s*({string})(?: -> ({string}))? \[[a-z]+=({string})(?:, [a-z]+={string})*\];", line)
        assert found, line[:80]
        nodes |= {found[1]} | ({found[2]} if found[2] else set())
        if found[2]:
            edges += 1
            ends.append((found[1], found[2]))
    say("Gephi gephi.dot", len(nodes), edges, ends)


def graphviz(name, minus):
    drawn = subprocess.run(["dot", "-Tdot_json", folder + name], capture_output=True, check=True)
    graph = json.loads(drawn.stdout.decode("utf-8", "replace"), strict=False)
    edges = graph.get("edges", [])
    say("Graphviz " + name, len(graph["objects"]) - minus, len(edges), ((e["tail"], e["head"]) for e in edges),
        messages=drawn.stderr.decode()[:200])


def rdf():
    import logging
    import rdflib
    logging.disable()
    turtle = rdflib.Graph().parse(folder + "graph.ttl", format="turtle")
    other = rdflib.Graph().parse(folder + "graph.jsonld", format="json-ld")
    named = [{t for t in g if not any(isinstance(n, rdflib.BNode) for n in t)} for g in (turtle, other)]
    statements = set(turtle.subjects(rdflib.RDF.type, rdflib.RDF.Statement))
    ends = [(turtle.value(s, rdflib.RDF.subject), turtle.value(s, rdflib.RDF.object)) for s in statements]
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    told = sorted(str(o) for o in turtle.objects(None, oa.exact))
    nul = sorted(p["quote"].replace("\0", "") for e in truth["edges"] for p in e["evidence"])
    nodes = {s for s in turtle.subjects(rdflib.RDFS.label)}
    say("rdflib", len(nodes), len(statements), ends, same=len(turtle) == len(other),
        differing=[[str(n)[:60] for n in t] for t in list(named[0] ^ named[1])[:3]],
        quotes=sorted(set(told)) == sorted(set(nul)))


def tables():
    base = sqlite3.connect(":memory:")
    read = {}
    for name in ("nodes", "edges"):
        rows = list(csv.reader(open(folder + name + ".csv", encoding="utf-8", newline=""), strict=True))
        assert all(len(row) == len(rows[0]) for row in rows)
        assert len({c.lower() for c in rows[0]}) == len(rows[0]), "two columns of one name"
        for row in rows[1:]:
            assert not any(v and v[0] in "=+-@\t\r" and not re.fullmatch(r"-?[0-9.e+-]+|-Infinity", v) for v in row)
        base.execute("create table %s (%s)" % (name, ", ".join('c%d' % i for i in range(len(rows[0])))))
        base.executemany("insert into %s values (%s)" % (name, ", ".join("?" * len(rows[0]))), rows[1:])
        read[name] = rows
    undone = {re.sub(r"^'(?='*[=+\-@\t\r])", "", v) for v in (r[1] for r in read["nodes"][1:])}
    ends = base.execute("select c0, c1 from edges").fetchall()
    say("csv", base.execute("select count(distinct c0) from nodes").fetchone()[0],
        base.execute("select count(distinct c4) from edges").fetchone()[0], ends,
        labels=undone == {n["label"].replace("\0", "") for n in truth["nodes"]},
        kinds=base.execute("select count(*) from (select distinct c0, c1, c3 from edges)").fetchone()[0])
    head = [next(csv.reader(open(folder + "neo4j/" + n + ".csv", encoding="utf-8", newline="")))
            for n in ("nodes", "relationships")]
    assert head[0][0] == "id:ID" and head[0][-1] == ":LABEL" and head[1][:3] == [":START_ID", ":END_ID", ":TYPE"]
    rows = [list(csv.reader(open(folder + "neo4j/" + n + ".csv", encoding="utf-8", newline=""), strict=True))[1:]
            for n in ("nodes", "relationships")]
    assert {r[0] for r in rows[1]} | {r[1] for r in rows[1]} <= {r[0] for r in rows[0]}
    say("neo4j", len({r[0] for r in rows[0]}), len({r[3] for r in rows[1]}), ((r[0], r[1]) for r in rows[1]))


def lines():
    read = [json.loads(line) for line in open(folder + "graph.jsonl", encoding="utf-8", newline="\n")]
    edges = [{k: v for k, v in o.items() if k != "type"} for o in read if o["type"] == "edge"]
    nodes = [{k: v for k, v in o.items() if k != "type"} for o in read if o["type"] == "node"]
    say("jsonl", len(nodes), len(edges), ((e["source"], e["target"]) for e in edges),
        same=nodes == truth["nodes"] and edges == truth["edges"])


def cypher():
    text = open(folder + "graph.cypher", encoding="utf-8").read()
    string = r"'(?:[^'\\]|\\.)*'"
    name = r"`(?:[^`]|``)*`"
    nodes, ends, edges = set(), [], 0
    for line in text.rstrip("\n").split("\n")[1:]:
        bare = re.sub(rf"{string}|{name}", "x", line)
        assert bare.endswith(";") and not re.search(r"['`\\;](?!$)", bare), bare[:200]
        found = re.match(rf"MATCH \(a:Entity {{id: ({string})}}\), \(b:Entity {{id: ({string})}}\) MERGE", line)
        if found:
            edges += 1
            ends.append(found.groups())
        else:
            nodes.add(re.match(rf"MERGE \(n:Entity {{id: ({string})}}\) SET ", line)[1])
    assert {e for pair in ends for e in pair} <= nodes
    say("cypher", len(nodes), edges, ends)


print(json.dumps({"reader": "truth"} | counts | {"attributes": expected}))
jobs = [lambda: networkx_graphml("graph.graphml"), lambda: networkx_graphml("gephi.graphml"), networkx_gexf,
        lambda: igraph_graphml("graph.graphml"), lambda: igraph_graphml("gephi.graphml"),
        lambda: gephi_graphml("gephi.graphml"), gephi_gexf, gephi_dot, lambda: graphviz("graph.dot", 1),
        lambda: graphviz("gephi.dot", 0), rdf, tables, lines, cypher]
for job in jobs:
    try:
        job()
    except Exception as error:
        print(json.dumps({"reader": getattr(job, "__name__", "reader"), "failed": f"{type(error).__name__}: {error}"[:300]}))
