import {type Document, isMap, isScalar, LineCounter, parseDocument} from 'yaml';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {type Config, configKeys, configShape} from './config-shape.ts';
import {firstIssue} from './json-file.ts';

/** Settings, the document that keeps their comments, and the error that names the place (`path:line:column`) of a key. */
export interface ParsedConfig {
  readonly config: Config;
  readonly document: Document;
  readonly wrongAt: (keys: readonly string[], says: string, hint: string) => UserError;
}

/** The settings that YAML `text` states. What is wrong is a UserError with `path:line:column`. */
export function parseConfig(text: string, path: string): ParsedConfig {
  const lines = new LineCounter();
  const wrong = (offset: number, says: string, hint: string): UserError => {
    const {line, col} = lines.linePos(offset);
    return new UserError(`${printableLine(`${path}:${Math.max(1, line)}:${Math.max(1, col)}: ${says}`)}.`, hint);
  };
  const document = parseDocument(text, {lineCounter: lines, prettyErrors: false, logLevel: 'silent'});
  const [fault] = [...document.errors, ...document.warnings];
  if (fault) {
    const says = /call stack/.test(fault.message) ? 'nested too deeply' : fault.message.split('\n')[0];
    throw wrong(fault.pos[0], says ?? '', 'Mend the YAML there.');
  }
  const parsed = configShape.safeParse(plainValue(document, wrong));
  const wrongAt: ParsedConfig['wrongAt'] = (keys, says, hint) => wrong(offsetOf(document, keys), says, hint);
  if (parsed.success) return {config: parsed.data, document, wrongAt};
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys[0] : undefined;
  if (unknown === undefined) {
    throw wrongAt([String(issue?.path[0] ?? '')], firstIssue(parsed.error), 'Mend it there.');
  }
  const known = `The settings are ${configKeys.join(', ')}. API keys belong in the environment.`;
  throw wrongAt([unknown], `there is no setting "${unknown}"`, didYouMean(unknown, configKeys, known));
}

function plainValue(document: Document, wrong: (offset: number, says: string, hint: string) => UserError): unknown {
  try {
    return document.toJS({maxAliasCount: 0}) ?? {};
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw wrong(0, 'aliases (*name) are not read here', 'Write the values out.');
  }
}

/** Where the key stands that `keys` lead to, in characters from the start; where it is missing, the last one that is there. */
function offsetOf({contents}: Document, keys: readonly string[]): number {
  let offset = 0;
  let node: unknown = contents;
  for (const name of keys) {
    if (!isMap(node)) return offset;
    const pair = node.items.find(({key}) => isScalar(key) && key.value === name);
    if (!isScalar(pair?.key)) return offset;
    offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return offset;
}
