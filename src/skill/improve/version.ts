import {isMap, isScalar, type Pair, parseDocument, type Scalar, type YAMLMap} from 'yaml';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {divide} from '../frontmatter.ts';

/** The version that a text states and the text with the next one. */
export interface Raised {
  /** As it is written; null when there is none. */
  readonly from: string | null;
  readonly to: string;
  readonly text: string;
}

const first = '0.1.0';

/**
 * SKILL.md with `metadata.version` raised to the next minor one (1.4.2 becomes "1.5.0", quoted), or stated as 0.1.0 where
 * none was. Nothing else of the front matter changes, comments and line ends included. A front matter that cannot be read
 * and a version that is no number are UserErrors.
 */
export function withNextVersion(text: string, file: string): Raised {
  const {front, problems} = divide(text, file);
  const [problem] = problems;
  if (problem !== undefined || front.size === 0) {
    throw new UserError(
      `${printableLine(file)}:${problem?.line ?? 1}: ${problem?.message ?? 'The front matter is empty.'}`,
      'Mend the front matter first: its version has to be raised.',
    );
  }
  const {from, to, edit} = plan(text, file);
  const result = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  const metadata = divide(result, file).front.get('metadata');
  const stated = metadata?.kind === 'map' ? metadata.entries.get('version') : undefined;
  if (stated?.kind !== 'text' || stated.text !== to) throw unfit(file, 'metadata is written in an unusual way');
  return {from, to, text: result};
}

interface Plan {
  readonly from: string | null;
  readonly to: string;
  readonly edit: {readonly start: number; readonly end: number; readonly text: string};
}

function plan(text: string, file: string): Plan {
  const open = /^\ufeff?---[ \t]*(\r?\n)/.exec(text)!;
  const start = open[0].length;
  const closing = /^---[ \t]*(?:\r?\n|$)/gm;
  closing.lastIndex = start;
  const close = closing.exec(text)!.index;
  const yaml = text.slice(start, close);
  const eol = open[1]!;
  const contents = parseDocument(yaml, {schema: 'core', stringKeys: true}).contents as YAMLMap;
  const added = (at: number, line: string): Plan => {
    return {from: null, to: first, edit: {start: start + at, end: start + at, text: line}};
  };
  const metadata = entry(contents, 'metadata');
  if (metadata === undefined) return added(yaml.length, `metadata:${eol}  version: "${first}"${eol}`);
  if (isScalar(metadata.value) && metadata.value.value === null) {
    const end = yaml.indexOf('\n', (metadata.key as Scalar).range![1]);
    return added(end + 1, `  version: "${first}"${eol}`);
  }
  if (!isMap(metadata.value)) throw unfit(file, 'metadata is no mapping');
  const version = entry(metadata.value, 'version');
  if (version !== undefined) return raised(version.value, start, file);
  if (metadata.value.flow) {
    const inside = metadata.value.items.length === 0 ? '' : ', ';
    return added(metadata.value.range![0] + 1, `version: "${first}"${inside}`);
  }
  const [at] = (metadata.value.items[0]!.key as Scalar).range!;
  const indent = yaml.slice(yaml.lastIndexOf('\n', at - 1) + 1, at);
  return added(at, `version: "${first}"${eol}${indent}`);
}

function raised(value: unknown, start: number, file: string): Plan {
  if (!isScalar(value) || value.source === undefined || /^BLOCK/.test(value.type ?? '')) {
    throw unfit(file, 'metadata.version is no text');
  }
  // The source, because unquoted 1.10 is the number 1.1.
  const from = value.source;
  const parts = /^(v?)(\d{1,9})(?:\.(\d{1,9})(?:\.\d{1,9}(?:[-+][0-9A-Za-z.+-]{1,40})?)?)?$/.exec(from);
  if (parts === null) throw unfit(file, `metadata.version "${printableLine(from.slice(0, 40))}" is no version`);
  const to = `${parts[1]}${parts[2]}.${Number(parts[3] ?? 0) + 1}.0`;
  const [from0, to0] = value.range!;
  return {from, to, edit: {start: start + from0, end: start + to0, text: `"${to}"`}};
}

function entry(map: YAMLMap, name: string): Pair | undefined {
  return map.items.find(({key}) => isScalar(key) && key.value === name);
}

function unfit(file: string, says: string): UserError {
  return new UserError(
    `${printableLine(file)}: ${says}, so it cannot be raised.`,
    'Write it as metadata: version: "1.0.0".',
  );
}
