import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {dirname, join, relative, sep} from 'node:path';
import {describe, expect, it} from 'vitest';

/** The table of who may import whom. Files directly in src/ are rooms of their own, named without ending. */
interface Room {
  /** Rooms whose values (and types) may be imported. Types of `types` rooms may be imported besides. */
  readonly values: readonly string[];
  readonly types?: readonly string[];
  readonly packages: readonly string[];
  /** No node:*, no React, no clock, no randomness, no environment. */
  readonly pure?: boolean;
  /** Rooms and packages that are loaded only by `await import()`. */
  readonly lazily?: readonly string[];
}

const leaves = ['errors', 'printable', 'nearest', 'figures', 'cut-at-word', 'terminal-clipboard', 'terminal-letters'];
const rooms: Readonly<Record<string, Room>> = {
  cli: {values: ['main', 'errors'], packages: []},
  main: {values: ['commands', ...leaves], packages: [], lazily: ['version']},
  errors: {values: [], packages: [], pure: true},
  printable: {values: [], packages: [], pure: true},
  nearest: {values: [], packages: ['fastest-levenshtein'], pure: true},
  figures: {values: [], packages: [], pure: true},
  'cut-at-word': {values: [], packages: [], pure: true},
  'terminal-clipboard': {values: [], packages: [], pure: true},
  'terminal-letters': {values: [], packages: [], pure: true},
  root: {values: ['errors'], packages: []},
  version: {values: ['root'], packages: []},
  topology: {values: leaves, packages: ['zod', 'yaml'], pure: true},
  analysis: {values: leaves, types: ['topology'], packages: [], pure: true},
  critique: {values: ['analysis', 'topology', ...leaves], types: ['llm'], packages: ['zod'], pure: true},
  report: {
    values: leaves,
    types: ['analysis', 'topology', 'critique', 'import', 'skill', 'exercises'],
    packages: ['fast-wrap-ansi', 'fast-string-width'],
    pure: true,
    lazily: ['@dagrejs/dagre'],
  },
  workspace: {values: leaves, packages: ['zod', 'yaml']},
  import: {values: ['topology', ...leaves], packages: ['yaml'], lazily: ['@clickhouse/client']},
  llm: {values: leaves, packages: [], lazily: ['@anthropic-ai/sdk', 'openai']},
  skill: {
    values: ['analysis', 'critique', 'workspace', 'topology', 'root', ...leaves],
    types: ['llm'],
    packages: ['zod', 'yaml', 'mdast-util-from-markdown', 'diff'],
  },
  critics: {
    values: ['analysis', 'critique', 'skill', 'topology', 'workspace', ...leaves],
    types: ['llm'],
    packages: [],
    lazily: ['llm'],
  },
  exercises: {
    values: ['analysis', 'topology', 'critique', 'skill', 'workspace', 'root', ...leaves],
    packages: ['zod', 'yaml'],
  },
  ui: {
    values: [
      'analysis',
      'critics',
      'critique',
      'exercises',
      'report',
      'skill',
      'topology',
      'workspace',
      'root',
      ...leaves,
    ],
    types: ['llm', 'import'],
    lazily: ['import'],
    packages: ['ink', 'react', 'string-width', 'wrap-ansi', 'fast-string-width', 'fast-wrap-ansi'],
  },
  commands: {
    values: [
      'analysis',
      'critics',
      'critique',
      'exercises',
      'import',
      'llm',
      'report',
      'skill',
      'topology',
      'workspace',
      'root',
      'version',
      ...leaves,
    ],
    packages: ['zod', 'yaml', 'csv-parse'],
    lazily: ['ui'],
  },
};

interface Import {
  readonly from: string;
  readonly kind: 'value' | 'type' | 'lazy';
}

/** Import specifiers of a source text. `import type` and lists of only `type` names count as types. */
function importsOf(text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found: Import[] = [];
  for (const [, , , from = ''] of code.matchAll(/^\s*(import)\s*(['"])([^'"]+)\2/gm)) found.push({from, kind: 'value'});
  const clauses =
    /^\s*(?:import\s+(type\s+)?([\w*{][^'";]*?)|export\s+(type\s+)?(\{[^}]*\}|\*(?:\s+as\s+\w+)?))\s*from\s*(['"])([^'"]+)\5/gm;
  for (const match of code.matchAll(clauses)) {
    const [, typeImport, imported, typeExport, exported, , from = ''] = match;
    const type = typeImport ?? typeExport;
    const names = imported ?? exported ?? '';
    const listed = /^\{([^}]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    const onlyTypes =
      type !== undefined ||
      (listed !== undefined && listed.length > 0 && listed.every((name) => name.startsWith('type ')));
    found.push({from, kind: onlyTypes ? 'type' : 'value'});
  }
  for (const [, , from = ''] of code.matchAll(/\bimport\(\s*(['"])([^'"]+)\1\s*\)/g)) found.push({from, kind: 'lazy'});
  return found;
}

/** Things that a pure room may not mention. */
const impure = /\bprocess\s*\.|\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\.now\b|\bglobalThis\b/;

/** What the table says against one file, given its path below src/ and its text. */
function violations(path: string, text: string): string[] {
  const [first = '', ...rest] = path.split(sep);
  const name = rest.length > 0 ? first : first.replace(/\.tsx?$/, '');
  const room = rooms[name];
  if (!room) return [`${path}: the room "${name}" is not in the table`];
  const pure = room.pure === true || /-state\.ts$/.test(path) || path === join('exercises', 'judge.ts');
  const said: string[] = [];
  if (pure && impure.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')))
    said.push(`${path}: a pure file uses the clock, chance or the process`);
  for (const {from, kind} of importsOf(text)) {
    if (from.startsWith('.')) {
      const target = relative('src', join('src', dirname(path), from)).split(sep);
      const other = target.length > 1 ? target[0]! : target[0]!.replace(/\.tsx?$/, '');
      if (other === name) continue;
      const allowed =
        kind === 'lazy'
          ? [...room.values, ...(room.lazily ?? [])]
          : kind === 'type'
            ? [...room.values, ...(room.types ?? []), ...(name === 'ui' ? ['commands'] : [])]
            : room.values;
      if (!allowed.includes(other))
        said.push(`${path}: ${name} may not import ${kind === 'type' ? 'types' : 'values'} of ${other}`);
    } else if (from.startsWith('node:') || builtinModules.includes(from)) {
      if (pure) said.push(`${path}: a pure file imports ${from}`);
    } else {
      const pkg = from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/');
      const react = pkg === 'react' || pkg === 'ink';
      const lazy = kind === 'lazy' && (room.lazily ?? []).includes(pkg);
      if ((!room.packages.includes(pkg) && !lazy) || (react && /-state\.ts$/.test(path)))
        said.push(`${path}: ${name} may not import the package ${from}`);
    }
  }
  return said;
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((entry) => {
    const path = join(folder, entry);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry) ? [path] : [];
  });
}

describe('the import table', () => {
  it('holds for every file of src/', () => {
    const files = sources('src');
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => violations(relative('src', file), readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('takes zod as a namespace: only then the bundle leaves out what is not used, three quarters of it', () => {
    const whole = sources('src').filter((file) =>
      /^import \{[^}]*\} from 'zod(?:\/mini)?'/m.test(readFileSync(file, 'utf8')),
    );
    expect(whole).toEqual([]);
  });

  it('names no room that does not exist', () => {
    const there = (name: string) => ['', '.ts', '.tsx'].some((ending) => existsSync(join('src', name + ending)));
    expect(Object.keys(rooms).filter((name) => !there(name))).toEqual([]);
  });

  it.each([
    ['a new folder', join('helpers', 'x.ts'), 'export const x = 1;', 'not in the table'],
    [
      'analysis reaching for values of topology',
      join('analysis', 'x.ts'),
      "import {parseTopology} from '../topology/parse.ts';",
      'values of topology',
    ],
    [
      'values among types',
      join('analysis', 'x.ts'),
      "import {type A, b} from '../topology/parse.ts';",
      'values of topology',
    ],
    [
      'a value that is passed on',
      join('analysis', 'x.ts'),
      "export {b} from '../topology/parse.ts';",
      'values of topology',
    ],
    ['a pure room with the file system', join('analysis', 'x.ts'), "import fs from 'node:fs';", 'imports node:fs'],
    ['a pure room with a clock', join('report', 'x.ts'), 'export const now = () => Date.now();', 'the clock'],
    ['a pure room with a new package', join('topology', 'x.ts'), "import _ from 'lodash';", 'package lodash'],
    ['a reducer with React', join('ui', 'home-state.ts'), "import {useState} from 'react';", 'package react'],
    [
      'a command that loads the ui at once',
      join('commands', 'x.ts'),
      "import {runApp} from '../ui/app.tsx';",
      'values of ui',
    ],
    [
      'a report that loads the layout library at once',
      join('report', 'x.ts'),
      "import {layout} from '@dagrejs/dagre';",
      'package @dagrejs/dagre',
    ],
    [
      'the ui calling a command',
      join('ui', 'x.tsx'),
      "import {analyze} from '../commands/analyze.ts';",
      'values of commands',
    ],
    [
      'the workspace knowing the analysis',
      join('workspace', 'x.ts'),
      "import type {Analysis} from '../analysis/analysis.ts';",
      'types of analysis',
    ],
    [
      'an import over several lines',
      join('analysis', 'x.ts'),
      "import {\n  a,\n} from '../report/page.ts';",
      'values of report',
    ],
    [
      'a lazy import past the table',
      join('topology', 'x.ts'),
      "const x = await import('../ui/app.tsx');",
      'values of ui',
    ],
  ])('fails on %s', (_, path, text, message) => {
    expect(violations(path, text).join('\n')).toContain(message);
  });

  it('allows what the table allows', () => {
    expect(
      violations(
        join('analysis', 'x.ts'),
        "import type {Topology} from '../topology/topology.ts';\nimport {short} from '../figures.ts';",
      ),
    ).toEqual([]);
    expect(violations(join('commands', 'x.ts'), "const {runApp} = await import('../ui/app.tsx');")).toEqual([]);
  });
});
