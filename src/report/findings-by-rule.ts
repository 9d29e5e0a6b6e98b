import type {Finding} from '../analysis/rules/rule.ts';
import {count, listed} from '../figures.ts';

/** How many findings each rule has, in the order of the list: "1,200 overloaded, 40 hub and 3 fat-event". */
export function findingsByRule(findings: readonly Finding[]): string {
  const byRule = new Map<string, number>();
  for (const {rule} of findings) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
  return listed([...byRule].map(([rule, n]) => `${count(n)} ${rule}`));
}
