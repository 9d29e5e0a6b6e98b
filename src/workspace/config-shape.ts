import * as z from 'zod';

/** How loudly a rule speaks. */
export const severities = ['error', 'warning', 'info', 'off'] as const;
/** The colour themes; `auto` asks the terminal. */
export const themes = ['auto', 'dark', 'light', 'mono'] as const;
/** The critics that a shared file may choose. Not `command`: who clones a repository must not start its programs unasked. */
export const providers = ['local', 'anthropic', 'openai', 'clipboard'] as const;

const keyHint = 'looks like a key; keys belong in the environment, never in a file';
const open = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => !looksLikeKey(text), keyHint);
const severity = z.enum(severities);
const severityHint = `expected one of ${severities.join(', ')}, or these by subject`;

/** What config.yaml may hold. */
export const configShape = z
  .strictObject({
    /** Which critic answers when no --critic is given. */
    provider: z.enum(providers).exactOptional(),
    model: open.exactOptional(),
    /** Where an OpenAI-compatible service listens. */
    baseUrl: open
      .refine(isPlainAddress, 'is not an http or https address without a user name, a key or a query')
      .exactOptional(),
    theme: z.enum(themes).exactOptional(),
    /** The folder of the user's own skill. */
    skill: open.exactOptional(),
    /** By rule id: a severity, or one by subject. */
    rules: z.record(z.string(), z.union([severity, z.record(z.string(), severity)], severityHint)).exactOptional(),
  })
  .readonly();

/** The settings of a workspace; a missing key means that the program decides. */
export type Config = z.infer<typeof configShape>;

export const configKeys = Object.keys(configShape.unwrap().shape) as readonly (keyof Config)[];

/** Does a text begin, or hold a word that begins, like the keys of well-known services? Then it is not repeated anywhere. */
export function looksLikeKey(text: string): boolean {
  return /(?:^|[^a-z])(?:sk-|sk_|gsk_|xai-|hf_|ghp_|github_pat_|xox[abp]-)|AIza/i.test(text);
}

/** Is a text an http or https address that holds no user name, password or query, and so no secret? */
export function isPlainAddress(text: string): boolean {
  const url = URL.parse(text);
  if (url === null) return false;
  return /^https?:$/.test(url.protocol) && url.username === '' && url.password === '' && url.search === '';
}
