import {didYouMean} from '../nearest.ts';
import {readConfig} from './config.ts';
import type {Config} from './config-shape.ts';
import type {Workspace} from './layout.ts';

/** How loud config.yaml wants the rules. A rule that is not among `known` is a UserError with its place in the file. */
export async function loadRuleSettings(
  workspace: Workspace,
  known: readonly string[],
): Promise<NonNullable<Config['rules']>> {
  const {config, wrongAt} = await readConfig(workspace);
  const settings = config.rules ?? {};
  const unknown = Object.keys(settings).find((id) => !known.includes(id));
  if (unknown === undefined) return settings;
  const listed = `${known.slice(0, 8).join(', ')}${known.length > 8 ? ', ...' : ''}`;
  throw wrongAt(
    ['rules', unknown],
    `there is no rule "${unknown}"`,
    didYouMean(unknown, known, `Rules are: ${listed}. "analyze --format json" names the rule of each finding.`),
  );
}
