import type {Given} from '../analysis/analysis.ts';
import {rules} from '../analysis/rules/index.ts';
import {asLoudAs} from '../analysis/rules/severity-settings.ts';
import {isThere} from '../workspace/is-there.ts';
import {openWorkspace, pathOf} from '../workspace/layout.ts';
import type {Io} from './define-command.ts';

/** What commands analyze with: every rule, as loud as the workspace's config.yaml wants it. */
export async function givenOf({workspace}: Pick<Io, 'workspace'>): Promise<Given> {
  const all = Object.values(rules);
  const opened = openWorkspace(workspace);
  // Most workspaces have no config.yaml, and what reads one is slow to load.
  if (!isThere(pathOf(opened, 'config'))) return {rules: all};
  const {loadRuleSettings} = await import('../workspace/rule-settings.ts');
  return asLoudAs(await loadRuleSettings(opened, [...Object.keys(rules), 'new-synchronous-call']), all);
}
