// What writers of OTLP JSON do besides the rule, span by span and line by line: ids in other spellings, times as numbers or out of
// reach, names that differ in case, half characters, bytes that are no UTF-8, lines of something else. The same for the same seed.
import {random} from '../traces/simulate.ts';

type Json = Record<string, unknown>;
interface Request {
  resourceSpans: {resource: {attributes: {key: string; value: Json}[]}; scopeSpans: {spans: Json[]}[]}[];
}

/** Lines of OTLP JSON made odd here and there, as the bytes of a file. */
export function oddFile(seed: number, lines: readonly string[]): Buffer {
  const chance = random(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  const sometimes = (share: number) => chance() < share;
  const base64 = (id: unknown) => Buffer.from(String(id), 'hex').toString('base64');
  const idsOf: ((id: unknown, key: string) => unknown)[] = [
    (id) => String(id).toUpperCase(),
    (id, key) => (key === 'traceId' && String(id).length === 32 ? `000${String(id).slice(3)}` : id),
    (id) => base64(id),
  ];
  // The same for all spans of a file, so that they still find each other.
  const spelt = pick([undefined, ...idsOf]);
  const times: readonly ((span: Json) => void)[] = [
    (span) => {
      span['startTimeUnixNano'] = pick(['0', '', 'soon', '9223372036854775808', null]);
    },
    (span) => {
      span['endTimeUnixNano'] = pick([
        '0',
        '',
        '5',
        '1000',
        '9223372036854775807',
        '18446744073709551615',
        '99999999999999999999',
      ]);
    },
    (span) => {
      span['endTimeUnixNano'] = String(BigInt(String(span['startTimeUnixNano'])) - 1n);
    },
  ];
  const values: readonly Json[] = [
    {stringValue: ''},
    {doubleValue: 1e300},
    {doubleValue: 0.1},
    {intValue: 2 ** 53 + 2},
    {intValue: '9007199254740993'},
    {boolValue: true},
    {arrayValue: {values: [{stringValue: 'x'}]}},
    {stringValue: 'CART'},
    {stringValue: 'Stock'},
    {stringValue: 'price\ufffd'},
  ];
  const change = (request: Request): void => {
    for (const {resource, scopeSpans} of request.resourceSpans) {
      const name = resource.attributes[0]!.value;
      if (name['stringValue'] === 'stock' && sometimes(0.3)) name['stringValue'] = 'STOCK';
      for (const span of scopeSpans.flatMap(({spans}) => spans)) {
        if (spelt && span['traceId'] !== '') {
          for (const key of ['traceId', 'spanId', 'parentSpanId'])
            if (span[key] !== '') span[key] = spelt(span[key], key);
          span['links'] = (span['links'] as Json[]).map((link) => ({
            traceId: spelt(link['traceId'], 'traceId'),
            spanId: spelt(link['spanId'], 'spanId'),
          }));
        }
        if (sometimes(0.01)) span['traceId'] = pick(['', '0'.repeat(32)]);
        if (sometimes(0.02)) pick(times)(span);
        if (sometimes(0.02)) span['kind'] = pick([0, 9, '3', 'CLIENT', null]);
        const attributes = span['attributes'] as {key: string; value: Json}[];
        if (attributes.length > 0 && sometimes(0.05)) pick(attributes).value = pick(values);
      }
    }
  };
  const others = [
    '{"a":1}',
    '[]',
    'null',
    '{}',
    '{"resourceMetrics":[]}',
    '{"resourceSpans":[]}',
    '{"resourceSpans":5}',
    '{"resourceSpans":[{}]}',
    '{"resourceSpans":[',
    'garbage',
    '  ',
    '',
  ];
  const texts = lines.flatMap((line, number) => {
    const request = JSON.parse(line) as Request;
    change(request);
    const text = JSON.stringify(request);
    const odd = pick<(text: string) => string>([
      (one) => one.replaceAll(/("(?:start|end)TimeUnixNano":)"([1-9]\d{15,18})"/g, '$1$2'),
      (one) =>
        one.replace(
          '"attributes":[',
          '"attributes":[{"key":"note","value":{"stringValue":"half \\ud83d, \\\\ud83d, \\ud83d\\ude00"}},',
        ),
      (one) => one.replace('"handle"', '"handle\\udc00"'),
      (one) => one.replaceAll('"scopeSpans"', pick(['"scope_spans"', '"instrumentationLibrarySpans"'])),
      (one) => one.replace('"step"', '"st\u0000ep"'),
      (one) =>
        one.replace(
          '"attributes":[',
          '"attributes":[{"key":"big","value":{"intValue":123456789012345678901234567890}},',
        ),
      (one) => `[${one}]`,
      (one) => `${one}\r`,
    ]);
    return [...(number > 0 && sometimes(0.15) ? [pick(others)] : []), sometimes(0.4) ? odd(text) : text];
  });
  // NUL stands for a byte that is no UTF-8.
  const bytes = Buffer.from(`${sometimes(0.3) ? '\ufeff' : ''}${texts.join('\n')}${sometimes(0.5) ? '\n' : ''}`);
  for (let at = bytes.indexOf(0); at !== -1; at = bytes.indexOf(0, at)) bytes[at] = 0xff;
  return bytes;
}
