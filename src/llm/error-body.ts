/**
 * A failed response in the form that the vendors' libraries read, `{error: {message}}`. Compatible services have others,
 * which would reach the user as JSON: a list with one error (Gemini), a bare text in `error` (LM Studio, Ollama), in
 * `message` (vLLM) or in `detail` (what is built with FastAPI).
 */
export async function readableError(response: Response): Promise<Response> {
  const {status, statusText, headers} = response;
  const text = await response.text();
  return new Response(text === '' ? null : inOneForm(text), {status, statusText, headers});
}

function inOneForm(text: string): string {
  const value = parsed(text);
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one !== 'object' || one === null) return text;
  const {error, message, detail, type, code} = one as Readonly<Record<string, unknown>>;
  if (typeof error === 'object' && error !== null) return JSON.stringify(one);
  const said = [error, message, detail].find((part) => part !== undefined && part !== null);
  if (said === undefined) return text;
  return JSON.stringify({error: {message: typeof said === 'string' ? said : JSON.stringify(said), type, code}});
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
