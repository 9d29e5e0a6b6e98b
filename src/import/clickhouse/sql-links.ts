import {roles} from '../traces/span-table.ts';
import {pickedSql} from './sql-arrays.ts';
import {idSql, numberSql, roleSql, type TraceQuestion} from './sql-families.ts';
import {chosenSql, tableSql} from './sql-spans.ts';
import {both, isMessage, isSent, messagesLayers, publishing, requestsOf} from './sql-structure.ts';

const {server, consumer} = roles;

/** The parts of the statements about links, each a statement that gives rows. */
function parts(question: TraceQuestion) {
  const {table, chosen} = question;
  const source = `${tableSql(table)} WHERE ${chosenSql(chosen)} AND notEmpty(\`Links.TraceId\`)`;
  const links = `(SELECT TraceId AS t, ${idSql('SpanId')} AS i, arrayJoin(arrayZip(\`Links.TraceId\`, \`Links.SpanId\`)) AS l, l.1 AS lt, ${idSql('l.2')} AS li FROM ${source})`;
  const reading = messagesLayers({...question, only: `(SELECT TraceId FROM ${source})`});
  /** Messages with links; `up` is the id of a parent that published and does not say so itself. */
  const read = `(SELECT t, x.1 AS i, x.2 AS a, x.3 AS b, x.4 AS h, x.6 AS up FROM (SELECT t, arrayJoin(arrayFilter(x -> x.5, arrayMap((b, q, m, k, above, rq, ra, h, l, i, u) -> (i, ${both}, ${requestsOf}, h, ${isMessage} AND l, if(${isSent}, u, 0)), begins, par, news, ks, kp, requests, requested, handled, linkeds, ids, ${pickedSql('ids', 'par')}))) AS x FROM ${reading}))`;
  const targets = messagesLayers({
    ...question,
    only: `(SELECT arrayJoin(arrayPushBack(\`Links.TraceId\`, TraceId)) FROM ${source})`,
  });
  const spans = `arrayMap((r, i, k, rq) -> (r, (i, ${numberSql('k')}, rq, toUInt8(${roleSql('k')} IN (${server}, ${consumer}))), toUInt64(0)), req, ids, ks, requests)`;
  const ways = `arrayMap(x -> (x.1, (toUInt64(0), toUInt64(0), x.3, toUInt8(0)), x.2), ${publishing})`;
  const requests = `(SELECT t, x.1 AS r, arraySort(groupUniqArrayIf(x.3, x.3 > 0)) AS keys, groupArrayIf(x.2, x.3 = 0) AS spans FROM (SELECT t, arrayJoin(arrayConcat(${spans}, ${ways})) AS x FROM ${targets}) GROUP BY t, r)`;
  /** Spans that links may lead to, of two halves the client's; with their request, and the ways in which that published. */
  const told = `(SELECT t, s.1 AS i, argMin((s.2, s.3, toString(cityHash64(t, r)), keys), s.4) AS of, of.1 AS number, of.2 AS rq, of.3 AS request, of.4 AS ways FROM ${requests} ARRAY JOIN spans AS s WHERE s.1 != 0 GROUP BY t, i)`;
  const each = `(SELECT c.t AS t, c.i AS i, p.number AS number, p.rq AS rq, count() AS n, groupUniqArray((c.lt, c.li)) AS refs FROM ${links} AS c LEFT JOIN ${told} AS p ON p.t = c.lt AND p.i = c.li GROUP BY t, i, number, rq)`;
  const reached = `(SELECT t, i, arraySort(groupArrayIf((number, rq, n), number > 0)) AS many, arrayMap(x -> (x.1, x.2), many) AS linked, arrayMap(x -> x.3, many) AS times, arrayFlatten(groupArray(refs)) AS refs FROM ${each} GROUP BY t, i)`;
  return {read, told, reached};
}

/**
 * Messages that refer to spans by links, also in other traces: rows of `a`, `b` as for a message in `structureSql`, `linked`
 * (pairs of a description and a request, each once), `times` (how many links lead to each, over all), how often, and how long
 * each was handled. The only joins: links cross traces.
 */
export function linkedSql(question: TraceQuestion): string {
  const {read, reached} = parts(question);
  return `SELECT r.a AS a, r.b AS b, m.linked AS linked, sumForEach(m.times) AS times, groupArray(r.h) AS vs FROM ${read} AS r INNER JOIN ${reached} AS m ON m.t = r.t AND m.i = r.i GROUP BY a, b, linked ORDER BY a, b, linked`;
}

/**
 * The requests that such messages tell of, by links or as their parent: rows of `a` and `linked` as before, `number` the
 * description of the span that is told of, `request`, `ways` in which that published besides, and `ids` of the requests.
 */
export function toldByLinksSql(question: TraceQuestion): string {
  const {read, told, reached} = parts(question);
  const refs = `(SELECT r.a AS a, m.linked AS linked, arrayJoin(arrayConcat(m.refs, arrayFilter(x -> x.2 != 0, [(r.t, r.up)]))) AS ref, ref.1 AS lt, ref.2 AS li FROM ${read} AS r INNER JOIN ${reached} AS m ON m.t = r.t AND m.i = r.i)`;
  return `SELECT c.a AS a, c.linked AS linked, p.number AS number, p.rq AS rq, p.ways AS ways, groupUniqArray(p.request) AS ids FROM ${refs} AS c INNER JOIN ${told} AS p ON p.t = c.lt AND p.i = c.li GROUP BY a, linked, number, rq, ways ORDER BY a, linked, number, rq, ways`;
}
