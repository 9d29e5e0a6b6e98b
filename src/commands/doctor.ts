import {release} from 'node:os';
import {arch, platform, versions} from 'node:process';
import {exitCodes, UserError} from '../errors.ts';
import {printable} from '../printable.ts';
import {page, type TextOptions} from '../report/page.ts';
import {version} from '../version.ts';
import {defineCommand} from './define-command.ts';
import {criticFinding, keyRows} from './doctor/critic.ts';
import type {Finding, Row} from './doctor/row.ts';
import {terminalRows} from './doctor/terminal.ts';
import {workspaceFinding} from './doctor/workspace.ts';
import {textOptions} from './paint.ts';

/** `eventcoach doctor`: what is in order and what is not. Changes nothing, sends nothing, shows no part of a key. */
export const doctor = defineCommand({
  name: 'doctor',
  summary: 'What is in order and what is not: versions, terminal, workspace, critic, keys. Nothing is sent or changed.',
  usage: ['[options]      the options say which critic to look at, as for critique'],
  options: {
    critic: {type: 'string', value: 'CRITIC', describe: 'local, anthropic, openai, clipboard or "command:PROGRAM ..."'},
    model: {type: 'string', value: 'MODEL', describe: 'the model that would be asked'},
    'base-url': {type: 'string', value: 'URL', describe: 'where it would be asked'},
  },
  examples: [
    'eventcoach doctor',
    'eventcoach doctor --critic openai --base-url http://127.0.0.1:11434/v1 --model MODEL',
  ],
  async run(io, values, [word]) {
    if (word !== undefined) throw new UserError('doctor takes options alone.', 'Say: eventcoach doctor');
    const workspace = await workspaceFinding(io);
    const critic = await criticFinding(io, values);
    const sections: readonly (readonly [string, readonly Row[]])[] = [
      ['Versions', versionRows()],
      ['Terminal', terminalRows(io)],
      ['Workspace', workspace.rows],
      ['Critic', critic.rows],
      ['Keys in the environment', keyRows(io)],
      ...proxyRows(io.env),
    ];
    const problems = distinct([...workspace.problems, ...critic.problems]);
    io.stdout.write(report(sections, problems, textOptions(io)));
    return problems.length === 0 ? exitCodes.ok : exitCodes.user;
  },
});

function versionRows(): readonly Row[] {
  return [
    ['eventcoach', version],
    ['Node', `${versions.node} (22.12 or newer is needed)`],
    ['system', `${platform} ${arch}, ${release()}`],
  ];
}

/** Node takes no proxy by itself, which looks like a broken network. The address may hold a password: only the name is shown. */
function proxyRows(env: Readonly<Record<string, string | undefined>>): readonly (readonly [string, readonly Row[]])[] {
  const name = ['HTTPS_PROXY', 'https_proxy'].find((variable) => env[variable]);
  if (name === undefined) return [];
  const used = env['NODE_USE_ENV_PROXY'] === '1';
  return [['Proxy', [[name, used ? 'set and used' : 'set and not used: Node wants NODE_USE_ENV_PROXY=1 for that']]]];
}

/** Settings that are broken are in the way of the workspace and of the critic: once is enough. */
function distinct(problems: Finding['problems']): Finding['problems'] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function report(
  sections: readonly (readonly [string, readonly Row[]])[],
  problems: Finding['problems'],
  options: TextOptions,
): string {
  const text = page(options);
  text.put(options.paint('title', 'eventcoach doctor'));
  for (const [title, rows] of sections) {
    text.heading(title);
    const column = Math.max(...rows.map(([label]) => label.length)) + 2;
    for (const [label, found] of rows) text.item(label, found, column);
  }
  if (problems.length === 0) {
    text.gap();
    text.put(options.paint('good', 'Nothing has to be mended.'));
  } else {
    text.heading('To mend');
    problems.forEach(({message, hint}, i) => {
      text.put(printable(message), 2, `${i + 1}. `);
      text.put(printable(hint), 5);
    });
  }
  return text.text();
}
