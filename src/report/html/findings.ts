import type {Analysis} from '../../analysis/analysis.ts';
import type {Finding} from '../../analysis/rules/rule.ts';
import {findingsByRule} from '../findings-by-rule.ts';
import {limited, most} from './limits.ts';
import {type Markup, markup, named, nothing} from './markup.ts';

const styles = {error: 'stop', warning: 'warning', info: 'quiet'} as const;

/** A finding of today, or of then where today has none of it. */
interface Found {
  readonly finding: Finding;
  readonly change: 'new then' | 'solved then' | undefined;
  /** What the same finding says then, where that is something else. */
  readonly later: string | undefined;
}

/** What the rules found, worst first, with the advice and the place; with `after`, what is solved by it and what it brings. */
export function findings(today: Analysis, after: Analysis | undefined, file: string | undefined): Markup {
  const known = new Set(today.findings.map(keyOf));
  const later = new Map(after?.findings.map((finding) => [keyOf(finding), finding.message]));
  const come = (after?.findings ?? []).filter((finding) => !known.has(keyOf(finding)));
  const all = [
    ...come.map((finding): Found => ({finding, change: 'new then', later: undefined})),
    ...today.findings.map((finding): Found => {
      const message = later.get(keyOf(finding));
      const solved = after !== undefined && message === undefined;
      return {
        finding,
        change: solved ? 'solved then' : undefined,
        later: message === finding.message ? undefined : message,
      };
    }),
  ];
  if (all.length === 0) return markup`<p>No findings.</p>\n`;
  const {shown, rest} = limited(all, most.findings, 'findings');
  const counts =
    all.length > most.findings ? markup`<p>${findingsByRule(all.map(({finding}) => finding))}:</p>\n` : nothing;
  return markup`${counts}<ul class="findings">
${shown.map((found) => item(found, file))}</ul>
${rest}`;
}

function item({finding, change, later}: Found, file: string | undefined): Markup {
  const {severity, rule, message, advice, source, line} = finding;
  // Lines of then may belong to a file that does not exist yet.
  const isPlaced = line !== null && file !== undefined && change !== 'new then';
  const place = isPlaced ? markup` <span class="place">${named(file)}:${line}</span>` : nothing;
  const style = change === 'new then' ? 'stop' : 'good';
  const changed = change ? markup` <strong class="${style}">${change}</strong>` : nothing;
  const then = later === undefined ? nothing : markup`<p>Then: ${later}</p>`;
  return markup`<li><span class="${styles[severity]}">${severity}</span> <code>${rule}</code>${changed}${place}
<p>${message}</p>${then}<p>→ ${advice}</p><p class="quiet">${source}</p></li>
`;
}

const keyOf = ({rule, subject}: Finding) => JSON.stringify([rule, subject]);
