import {conventions} from '../traces/conventions.ts';
import type {TraceTable} from './engine.ts';
import {listOf, named, quoted} from './sql-text.ts';

/** Every attribute that tells something. */
export const attributeKeys: readonly string[] = Object.values(conventions).flat();

const uuid = '(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** What is before the path: in a name like `GET /cart`, and in an address like `http://cart:8080/items`. */
const beforePath = {name: '^(?:[A-Z]+ )?', address: '^(?:[A-Za-z][A-Za-z0-9+.-]*://[^/?# ]*)?'} as const;

/**
 * A text in which keys of single things are `{id}`, so that a million names become few. It replaces less than `folded` of the
 * traces does, and nothing that this would leave: `folded` of it is `folded` of the text. In an `address` that holds for its
 * path alone.
 */
export function foldedSql(text: string, kind: keyof typeof beforePath = 'name'): string {
  const general = `replaceRegexpAll(${text}, ${quoted(uuid)}, '{id}')`;
  const single = (segment: string) =>
    `match(${segment}, '^[0-9]+$') OR (length(${segment}) BETWEEN 8 AND 64 AND match(${segment}, '^[0-9A-Za-z]*[0-9][0-9A-Za-z]*[0-9][0-9A-Za-z]*$'))`;
  const path = (whole: string) =>
    `arrayStringConcat(arrayMap(s -> if(${single('s')}, '{id}', s), splitByChar('/', ${whole})), '/')`;
  const start = `extract(${general}, ${quoted(beforePath[kind])})`;
  const rest = `substring(${general}, length(${start}) + 1)`;
  const words = `replaceRegexpAll(replaceRegexpAll(${general}, '(^| )[0-9]{4,}( |$)', '\\\\1{id}\\\\2'), '(^| )[0-9]{4,}( |$)', '\\\\1{id}\\\\2')`;
  return `if(length(${text}) <= 150 AND match(${text}, '[0-9]'), if(startsWith(${rest}, '/'), concat(${start}, ${path(rest)}), ${words}), ${text})`;
}

/** The attributes that tell something, as a map, whichever way the table keeps them. */
export function attributesSql(table: Pick<TraceTable, 'attributes'>): string {
  if (table.attributes === 'map') return `mapFilter((k, v) -> k IN ${listOf(attributeKeys)}, SpanAttributes)`;
  const values = attributeKeys.map(
    (key) => `ifNull(toString(SpanAttributes.${key.split('.').map(named).join('.')}), '')`,
  );
  return `mapFilter((k, v) -> v != '', mapFromArrays(${listOf(attributeKeys)}, [${values.join(', ')}]))`;
}

/** What the status message and the trace state tell, as a number of three bits: out of time, stopped, sampled. */
export function saidSql(table: Pick<TraceTable, 'hasStatusMessage' | 'hasTraceState'>): string {
  const message = table.hasStatusMessage
    ? `match(StatusMessage, '(?i)time[ _-]?d?[ _-]?out|deadline') + 2 * match(StatusMessage, '(?i)cancel')`
    : '0';
  const state = table.hasTraceState
    ? `4 * (position(TraceState, 'th:') > 0 AND match(TraceState, '(?:^|,)ot=(?:[^,]{0,200};)?th:') AND NOT match(TraceState, '(?:^|,)ot=(?:[^,]{0,200};)?th:0(?:[;,]|$)'))`
    : '0';
  return `toUInt8(${message} + ${state})`;
}

/** The attributes with keys of single things folded out of paths and topics. */
export function foldedAttributesSql(attributes: string): string {
  const path = foldedSql(`replaceRegexpOne(v, '[?#].*$', '')`, 'address');
  return `mapApply((k, v) -> (k, multiIf(k IN ${listOf(conventions.path)}, ${path}, k IN ${listOf(conventions.destination)}, ${foldedSql('v')}, v)), ${attributes})`;
}

/**
 * One number for all that a span says besides its ids and times: service, name, kind, status and attributes. Spans of one
 * number are alike; what a number stands for is read once, by the code that reads single spans.
 */
export function describedSql(parts: {
  readonly service: string;
  readonly name: string;
  readonly kind: string;
  readonly status: string;
  readonly said: string;
  readonly attributes: string;
}): string {
  const {service, name, kind, status, said, attributes} = parts;
  return `cityHash64(${[service, foldedSql(name), kind, status, said, `toString(${foldedAttributesSql(attributes)})`].map((part) => `toString(${part})`).join(', ')})`;
}
