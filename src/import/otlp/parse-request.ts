type Json = Readonly<Record<string, unknown>>;

/** What `JSON.parse` would take for half a character: a surrogate without its other half, beside what is none. */
const halves = /\\\\|\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[dD][89a-fA-F][\da-fA-F]{2}/g;
const times = /("(?:start|end)TimeUnixNano"\s*:\s*)(\d+)(?=\s*[,}])/g;

/**
 * `parse` of a JSON text with spans, but for two things that a text of JavaScript or a double would spoil: half characters
 * become U+FFFD as they do on every screen, and times that are written as numbers become texts, which keep all digits.
 */
export function parseRequest(text: string, parse: (text: string) => unknown): unknown {
  const whole = text.includes('\\ud') || text.includes('\\uD') ? text.replace(halves, wholeCharacter) : text;
  const value = parse(whole);
  return hasNumbers(value) ? parse(whole.replace(times, '$1"$2"')) : value;
}

function wholeCharacter(found: string): string {
  return found.length === '\\uD800'.length ? '\\ufffd' : found;
}

/** Is a time of any span a number? `value`: a request, a list of them, or an element of `resourceSpans`. */
function hasNumbers(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasNumbersIn) : hasNumbersIn(value);
}

function hasNumbersIn(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const {
    resourceSpans,
    scopeSpans,
    instrumentationLibrarySpans,
    scope_spans,
    spans,
    startTimeUnixNano,
    endTimeUnixNano,
  } = value as Json;
  if (typeof startTimeUnixNano === 'number' || typeof endTimeUnixNano === 'number') return true;
  return [resourceSpans, scopeSpans ?? instrumentationLibrarySpans ?? scope_spans, spans].some(
    (list) => Array.isArray(list) && list.some(hasNumbersIn),
  );
}
