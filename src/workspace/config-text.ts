import {type Document, isMap, isScalar, LineCounter, parseDocument} from 'yaml';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {type Config, configKeys, configShape} from './config-shape.ts';
import {firstIssue} from './json-file.ts';

/** The settings that YAML `text` states, with the document that keeps its comments. What is wrong is a UserError with `path:line:column`. */
export function parseConfig(text: string, path: string): {readonly config: Config; readonly document: Document} {
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
  if (parsed.success) return {config: parsed.data, document};
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys[0] : undefined;
  if (unknown === undefined) {
    throw wrong(offsetOf(document, String(issue?.path[0] ?? '')), firstIssue(parsed.error), 'Mend it there.');
  }
  const known = `The settings are ${configKeys.join(', ')}. API keys belong in the environment.`;
  throw wrong(offsetOf(document, unknown), `there is no setting "${unknown}"`, didYouMean(unknown, configKeys, known));
}

function plainValue(document: Document, wrong: (offset: number, says: string, hint: string) => UserError): unknown {
  try {
    return document.toJS({maxAliasCount: 0}) ?? {};
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    throw wrong(0, 'aliases (*name) are not read here', 'Write the values out.');
  }
}

/** Where the top-level key `key` stands, in characters from the start. */
function offsetOf({contents}: Document, key: string): number {
  if (!isMap(contents)) return 0;
  const pair = contents.items.find((item) => isScalar(item.key) && item.key.value === key);
  return (isScalar(pair?.key) && pair.key.range?.[0]) || 0;
}
