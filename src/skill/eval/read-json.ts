/** Far more than an answer takes, in characters. */
const longest = 100_000;

/**
 * The last JSON object in a model's text, whatever stands around it: prose, a fenced block, what a model thought aloud.
 * undefined where there is none.
 */
export function lastJsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const tail = text.slice(-longest);
  // From the last brace on backwards: the answer stands at the end.
  for (
    let end = tail.lastIndexOf('}'), tries = 0;
    end !== -1 && tries < 50;
    end = tail.lastIndexOf('}', end - 1), tries += 1
  ) {
    const found = endingAt(tail, end);
    if (found !== undefined) return found;
    if (end === 0) break;
  }
  return undefined;
}

/** The object that ends there; its beginning is looked for among the braces before. */
function endingAt(text: string, end: number): Readonly<Record<string, unknown>> | undefined {
  for (let start = text.lastIndexOf('{', end), tries = 0; start !== -1 && tries < 50; tries += 1) {
    const value = parsed(text.slice(start, end + 1));
    if (value !== undefined || start === 0) return value;
    start = text.lastIndexOf('{', start - 1);
  }
  return undefined;
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}
