import {type ChosenCritic, chosenCritic} from '../../critics/chosen-critic.ts';
import {UserError} from '../../errors.ts';
import {chooseService} from '../../llm/choose-service.ts';
import {vendors} from '../../llm/index.ts';
import type {Service} from '../../llm/service.ts';
import {splitCommand} from '../../llm/split-command.ts';
import {printableLine} from '../../printable.ts';
import {isSkill, namedSkill} from '../../skill/find-skill.ts';
import {loadConfig} from '../../workspace/config.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {type Setting, setting} from '../config/setting.ts';
import type {Io} from '../define-command.ts';
import {skillIsGone} from '../usual-skill.ts';
import {onPath} from './on-path.ts';
import type {Finding, Row} from './row.ts';

/** The options that say which critic would be asked, as for critique. */
export interface Named {
  readonly critic: string | undefined;
  readonly model: string | undefined;
  readonly 'base-url': string | undefined;
}

/** Who would judge, where and for which model, who says so, and what is missing for it. Nothing is sent or started. */
export async function criticFinding(io: Io, named: Named): Promise<Finding> {
  const rows: Row[] = [];
  try {
    const chosen = await chosenCritic(io, {...named, accept: undefined});
    const config = named.critic === undefined ? await loadConfig(openWorkspace(io.workspace)) : {};
    const {from} = setting('provider', {typed: {provider: named.critic}, env: io.env, config});
    const name = chosen.kind === 'model' ? printableLine(chosen.critic) : kinds[chosen.kind];
    rows.push(['critic', `${name} (${from})`]);
    if (chosen.kind === 'model') rows.push(...(await modelRows(io, chosen)));
    if (chosen.kind !== 'local' && chosen.skill !== undefined) rows.push(await skillRow(io, chosen.skill));
    return {rows, problems: []};
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return {rows: [...rows, ['state', 'not ready, see below']], problems: [error]};
  }
}

const kinds = {local: 'local: rules, no network', clipboard: 'clipboard: you carry the prompt into a chat'} as const;

const unconfirmed =
  ': others may have written config.yaml, so you are asked before anything is sent there, and without a terminal nothing is';

async function modelRows(
  {env, cwd}: Io,
  {critic, configured, model, baseUrl}: Extract<ChosenCritic, {kind: 'model'}>,
): Promise<readonly Row[]> {
  if (critic.startsWith('command:')) {
    const [program = ''] = splitCommand(critic.slice('command:'.length));
    return [['program', await onPath(program, {env, cwd})]];
  }
  const vendor = vendors[critic as keyof typeof vendors];
  const service = chooseService(vendor, {model, baseUrl, configured, env});
  const sources = {typed: {provider: critic, model, baseUrl}, env, config: configured};
  const said = (found: string, {from: who}: Setting) => `${printableLine(found)} (${who})`;
  return [
    ['model', said(service.model, setting('model', sources))],
    ['address', `${said(service.baseUrl, setting('baseUrl', sources))}${service.unconfirmed ? unconfirmed : ''}`],
    ['key', keyText(service)],
  ];
}

function keyText({key, keyKept, keyVariable, own}: Service): string {
  if (keyKept) {
    return `${keyVariable} is set and kept back. If you trust that address with it, name it with --base-url or in EVENTCOACH_BASE_URL.`;
  }
  if (key === null) return `none is sent: ${keyVariable} is not set`;
  return own ? `${keyVariable} is set` : `${keyVariable} is set and is sent to that address`;
}

async function skillRow({cwd}: Io, folder: string): Promise<Row> {
  const place = namedSkill(cwd, folder);
  if (await isSkill(place.path)) return ['skill', printableLine(place.shown)];
  throw skillIsGone(place);
}

/** Which variables with keys are set; no sign of a key, not even its length. */
export function keyRows({env}: Pick<Io, 'env'>): readonly Row[] {
  return Object.values(vendors).map(
    ({keyVariable}): Row => [keyVariable, env[keyVariable]?.trim() ? 'set' : 'not set'],
  );
}
