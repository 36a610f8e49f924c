-- A graph of Sommet for PostgreSQL 12 or later, in a database in UTF-8:
--   psql -f FILE                      into the schema 'sommet', which must not be there
--   psql -v schema=spring -f FILE     into another one
-- All of it is one transaction: after an error nothing of it is there.
\set ON_ERROR_STOP on
\encoding UTF8
\if :{?schema}
\else
  \set schema sommet
\endif
BEGIN;
CREATE SCHEMA :"schema";
SET LOCAL search_path TO :"schema", pg_catalog;

CREATE TABLE graph (name text, directed boolean NOT NULL, attributes jsonb NOT NULL);
CREATE TABLE article (id text NOT NULL, title text, date text, day date, date_source text, language text,
  sha256 text, source text, url text, author text, duplicate_of text);
CREATE TABLE article_time (article text NOT NULL, place bigint NOT NULL, start_offset bigint NOT NULL,
  end_offset bigint NOT NULL, text text NOT NULL, value text);
CREATE TABLE mention (article text NOT NULL, place bigint NOT NULL, start_offset bigint NOT NULL,
  end_offset bigint NOT NULL, text text NOT NULL, node text NOT NULL, form text NOT NULL, rule text);
CREATE TABLE node (id text NOT NULL, kind text NOT NULL, label text NOT NULL, first_seen text, last_seen text,
  attributes jsonb NOT NULL);
CREATE TABLE node_alias (node text NOT NULL, place bigint NOT NULL, alias text NOT NULL);
CREATE TABLE node_article (node text NOT NULL, place bigint NOT NULL, article text NOT NULL);
CREATE TABLE edge (key text NOT NULL, source text NOT NULL, relation text NOT NULL, target text NOT NULL,
  modality text, date text, first_day date, last_day date, content text, according_to text, title text,
  weight double precision NOT NULL, confidence double precision NOT NULL, rule text, directed boolean NOT NULL,
  plover_type text, plover_mode text, plover_auxiliary text, plover_context text, plover_actor text,
  plover_rule text, attributes jsonb NOT NULL);
CREATE TABLE evidence (edge text NOT NULL, place bigint NOT NULL, article text NOT NULL, sentence bigint NOT NULL,
  start_offset bigint NOT NULL, end_offset bigint NOT NULL, quote text NOT NULL, trigger_start bigint NOT NULL,
  trigger_end bigint NOT NULL);

COPY graph (name, directed, attributes) FROM stdin;
\N	t	{}
\.
COPY article (id, title, date, day, date_source, language, sha256, source, url, author, duplicate_of) FROM stdin;
a1	Les ports s’accordent	2031-04-03	2031-04-03	metadata	fr	00ff	Gazette	https://example.org/a1?b&c	N. N.	\N
a2	\N	\N	\N	none	fr		\N	\N	\N	a1
\.
COPY article_time (article, place, start_offset, end_offset, text, value) FROM stdin;
a1	0	0	4	hier	2031-04-02
a1	1	9	15	naguère	\N
\.
COPY mention (article, place, start_offset, end_offset, text, node, form, rule) FROM stdin;
a1	0	5	14	Léa Roux	person:lea-roux	name	\N
\.
COPY node (id, kind, label, first_seen, last_seen, attributes) FROM stdin;
person:karim-haddad	person	Karim Haddad\n\tfils	\N	\N	{}
person:lea-roux	person	Léa Roux	2031-04-03	2031-04-03	{"né en": "2001", "office": "maire <d'honneur> & ]]>", "weight": "lourd"}
organization:udp	organization	Union des ports	\N	\N	{}
country:VD	country	Valdorie	\N	\N	{}
place:hautbois	place	Hautbois 🤣	\N	\N	{}
place:port-sel	place	Port-Sel	\N	\N	{}
meeting:sommet	meeting	sommet des ports (2031-04-02)	\N	\N	{}
date:2031-04-02	date	2031-04-02	\N	\N	{}
topic:accord	topic	accord de pêche entre toutes les villes du littoral nord et sud	\N	\N	{}
\.
COPY node_alias (node, place, alias) FROM stdin;
person:lea-roux	0	Roux
person:lea-roux	1	« Léa » \\ "R"
meeting:sommet	0	sommet des ports
\.
COPY node_article (node, place, article) FROM stdin;
person:karim-haddad	0	a1
person:lea-roux	0	a1
person:lea-roux	1	a2
organization:udp	0	a1
country:VD	0	a1
place:hautbois	0	a2
place:port-sel	0	a1
meeting:sommet	0	a1
date:2031-04-02	0	a1
\.
COPY edge (key, source, relation, target, modality, date, first_day, last_day, content, according_to, title, weight, confidence, rule, directed, plover_type, plover_mode, plover_auxiliary, plover_context, plover_actor, plover_rule, attributes) FROM stdin;
held_on-1	meeting:sommet	held_on	date:2031-04-02	planned	2031-04-02	2031-04-02	2031-04-02	\N	\N	\N	1	1	meeting.1	t	\N	\N	\N	\N	\N	\N	{}
held_in-1	meeting:sommet	held_in	place:port-sel	planned	2031-04-02	2031-04-02	2031-04-02	\N	\N	\N	1	1	meeting.1	t	\N	\N	\N	\N	\N	\N	{}
met-3	person:karim-haddad	met	person:lea-roux	denied	\N	\N	\N	\N	\N	\N	1	0.1234	met.2	t	\N	\N	\N	\N	\N	\N	{}
met-1	person:karim-haddad	met	person:lea-roux	occurred	2031-04-02	2031-04-02	2031-04-02	\N	\N	\N	2	0.75	met.1	t	\N	\N	\N	\N	\N	\N	{}
met-2	person:karim-haddad	met	person:lea-roux	occurred	2031-05	2031-05-01	2031-05-31	\N	\N	\N	1	1	met.1	t	\N	\N	\N	\N	\N	\N	{}
holds_office-1	person:karim-haddad	holds_office	organization:udp	occurred	\N	\N	\N	\N	\N	président du conseil d’administration	1	1	office.1	t	\N	\N	\N	\N	\N	\N	{}
proposed-1	person:lea-roux	proposed	topic:accord	hypothetical	\N	\N	\N	un accord de pêche	person:karim-haddad	\N	1	0.5	propose.1	t	\N	\N	\N	\N	\N	\N	{}
attended-1	person:lea-roux	attended	meeting:sommet	planned	2031-04-02	2031-04-02	2031-04-02	\N	\N	\N	9	1	meeting.1	t	\N	\N	\N	\N	\N	\N	{}
concerns-1	topic:accord	concerns	country:VD	occurred	\N	\N	\N	\N	\N	\N	1	1	propose.1	t	\N	\N	\N	\N	\N	\N	{}
\.
COPY evidence (edge, place, article, sentence, start_offset, end_offset, quote, trigger_start, trigger_end) FROM stdin;
held_on-1	0	a1	3	30	40	Le sommet.	30	33
held_in-1	0	a1	3	30	40	Le sommet.	30	33
met-3	0	a2	2	20	24	Non.	20	23
met-1	0	a1	0	0	26	Léa Roux a reçu\nM. Haddad.	0	3
met-1	1	a1	4	40	61	« "Bien !" » < & > \\n	40	43
met-2	0	a2	1	10	27	Ils se reverront.	10	13
holds_office-1	0	a1	5	50	63	Le président.	50	53
proposed-1	0	a1	7	70	106	Elle proposerait un accord de pêche.	70	73
attended-1	0	a1	3	30	40	Le sommet.	30	33
concerns-1	0	a1	7	70	106	Elle proposerait un accord de pêche.	70	73
\.

-- Articles that the graph only names, as graphs of other programs may: nothing is known of them but the id.
INSERT INTO article (id)
  SELECT article FROM evidence UNION SELECT article FROM node_article
  UNION SELECT duplicate_of FROM article WHERE duplicate_of IS NOT NULL
  EXCEPT SELECT id FROM article;

ALTER TABLE article ADD PRIMARY KEY (id);
ALTER TABLE article ADD FOREIGN KEY (duplicate_of) REFERENCES article;
ALTER TABLE node ADD PRIMARY KEY (id);
ALTER TABLE article_time ADD PRIMARY KEY (article, place);
ALTER TABLE article_time ADD FOREIGN KEY (article) REFERENCES article;
ALTER TABLE mention ADD PRIMARY KEY (article, place);
ALTER TABLE mention ADD FOREIGN KEY (article) REFERENCES article;
ALTER TABLE mention ADD FOREIGN KEY (node) REFERENCES node;
ALTER TABLE node_alias ADD PRIMARY KEY (node, place);
ALTER TABLE node_alias ADD FOREIGN KEY (node) REFERENCES node;
ALTER TABLE node_article ADD PRIMARY KEY (node, place);
ALTER TABLE node_article ADD FOREIGN KEY (node) REFERENCES node;
ALTER TABLE node_article ADD FOREIGN KEY (article) REFERENCES article;
ALTER TABLE edge ADD PRIMARY KEY (key);
ALTER TABLE edge ADD FOREIGN KEY (source) REFERENCES node;
ALTER TABLE edge ADD FOREIGN KEY (target) REFERENCES node;
ALTER TABLE evidence ADD PRIMARY KEY (edge, place);
ALTER TABLE evidence ADD FOREIGN KEY (edge) REFERENCES edge;
ALTER TABLE evidence ADD FOREIGN KEY (article) REFERENCES article;

CREATE INDEX ON article (day);
CREATE INDEX ON article (duplicate_of);
CREATE INDEX ON mention (node);
-- Long labels do not fit into an index.
CREATE INDEX ON node (lower(left(label, 200)));
CREATE INDEX ON node_alias (lower(left(alias, 200)));
CREATE INDEX ON node_article (article);
CREATE INDEX ON edge (source, relation);
CREATE INDEX ON edge (target, relation);
CREATE INDEX ON edge (first_day);
CREATE INDEX ON evidence (article);

CREATE VIEW act AS
  SELECT e.key, s.label AS source, e.relation, t.label AS target, e.modality, e.date, e.content,
    coalesce(w.label, e.according_to) AS according_to, e.title, e.weight, e.confidence, v.article, v.quote
  FROM edge e JOIN node s ON s.id = e.source JOIN node t ON t.id = e.target
    LEFT JOIN node w ON w.id = e.according_to LEFT JOIN evidence v ON v.edge = e.key AND v.place = 0;
CREATE VIEW meeting AS
  SELECT n.id, n.label,
    ARRAY(SELECT DISTINCT d.label FROM edge e JOIN node d ON d.id = e.target
      WHERE e.source = n.id AND e.relation = 'held_on' ORDER BY d.label) AS dates,
    ARRAY(SELECT DISTINCT p.label FROM edge e JOIN node p ON p.id = e.target
      WHERE e.source = n.id AND e.relation = 'held_in' ORDER BY p.label) AS places,
    ARRAY(SELECT DISTINCT a.label FROM edge e JOIN node a ON a.id = e.source
      WHERE e.target = n.id AND e.relation = 'attended' ORDER BY a.label) AS participants
  FROM node n WHERE n.kind = 'meeting';

COMMENT ON TABLE article IS 'An article of the corpus, or one that is only named: then all but the id is null.';
COMMENT ON COLUMN article.date IS 'Day of publication as it is told; day is the same as a date.';
COMMENT ON COLUMN article.date_source IS 'metadata, text, inferred or none.';
COMMENT ON COLUMN article.duplicate_of IS 'The article that this one is a copy of, or nearly.';
COMMENT ON TABLE article_time IS 'A time expression: Unicode scalars from start_offset up to, not including, end_offset.';
COMMENT ON COLUMN article_time.value IS 'ISO 8601; null when it is not known.';
COMMENT ON TABLE mention IS 'A stretch of an article that stands for a node.';
COMMENT ON COLUMN mention.form IS 'name, description or pronoun.';
COMMENT ON TABLE node IS 'Who, where, when, what is talked about.';
COMMENT ON COLUMN node.kind IS 'person, organization, country, place, meeting, date, topic; empty when none is told.';
COMMENT ON COLUMN node.first_seen IS 'Day of the first article that tells of it.';
COMMENT ON TABLE node_alias IS 'Other names of a node.';
COMMENT ON TABLE node_article IS 'The articles that tell of a node.';
COMMENT ON TABLE edge IS 'What one node did to, or is to, another.';
COMMENT ON COLUMN edge.modality IS 'occurred, planned, hypothetical or denied; null when none is told.';
COMMENT ON COLUMN edge.date IS 'ISO 8601 day, month, year or interval, from first_day to last_day.';
COMMENT ON COLUMN edge.according_to IS 'The node that says so; null when an article itself does. Not a foreign key: others name what they like.';
COMMENT ON COLUMN edge.weight IS 'Number of independent pieces of evidence.';
COMMENT ON COLUMN edge.plover_mode IS 'PLOVER 2.0; words are parted by blanks.';
COMMENT ON TABLE evidence IS 'The sentence that says so, with the words that made the rule fire.';
COMMENT ON VIEW act IS 'Edges with the labels of their ends and the first sentence.';
COMMENT ON VIEW meeting IS 'Meetings with dates, places and participants.';
COMMIT;
ANALYZE :"schema".article, :"schema".article_time, :"schema".mention, :"schema".node, :"schema".node_alias,
  :"schema".node_article, :"schema".edge, :"schema".evidence;
