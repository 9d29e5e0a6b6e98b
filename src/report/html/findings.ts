import type {Analysis} from '../../analysis/analysis.ts';
import type {Finding} from '../../analysis/rules/rule.ts';
import {limited, most} from './limits.ts';
import {type Markup, markup, named, nothing} from './markup.ts';

const styles = {error: 'stop', warning: 'warning', info: 'quiet'} as const;

/** What the rules found, worst first, with the advice and the place; with `after`, what is solved by it and what it brings. */
export function findings(today: Analysis, after: Analysis | undefined, file: string | undefined): Markup {
  const stay = new Set(after?.findings.map(keyOf));
  const known = new Set(today.findings.map(keyOf));
  const all = [
    ...(after?.findings ?? [])
      .filter((one) => !known.has(keyOf(one)))
      .map((finding) => ({finding, change: 'new then'})),
    ...today.findings.map((finding) => ({finding, change: after && !stay.has(keyOf(finding)) ? 'solved then' : ''})),
  ];
  if (all.length === 0) return markup`<p>No findings.</p>\n`;
  const {shown, rest} = limited(all, most.findings, 'findings');
  return markup`<ul class="findings">
${shown.map(({finding, change}) => item(finding, change, file))}</ul>
${rest}`;
}

function item(
  {severity, rule, message, advice, source, line}: Finding,
  change: string,
  file: string | undefined,
): Markup {
  const place =
    line === null || file === undefined || change === 'new then'
      ? nothing
      : markup` <span class="place">${named(file)}:${line}</span>`;
  const changed =
    change === '' ? nothing : markup` <strong class="${change === 'new then' ? 'stop' : 'good'}">${change}</strong>`;
  return markup`<li><span class="${styles[severity]}">${severity}</span> <code>${rule}</code>${changed}${place}
<p>${message}</p><p>→ ${advice}</p><p class="quiet">${source}</p></li>
`;
}

const keyOf = ({rule, subject}: Finding) => JSON.stringify([rule, subject]);
