/** The largest file that an answer may hold, in characters. */
const longest = 1_000_000;

/**
 * The text of a file that an answer holds; undefined where it holds none. Whoever leaves out the "|" in front of it has
 * written YAML inside of YAML: the same in JSON, which every reader of these files takes.
 */
export function contentOf(answer: unknown): string | undefined {
  const text = typeof answer === 'object' && answer !== null ? JSON.stringify(answer) : answer;
  return typeof text === 'string' && text.length <= longest ? text : undefined;
}
