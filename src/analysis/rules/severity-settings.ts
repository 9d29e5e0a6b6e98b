import type {Given} from '../analysis.ts';
import type {Rule, Severity, Subject} from './rule.ts';
import {subjectText} from './subject.ts';

/** How loud a finding is; `off`: not at all. */
export type Loudness = Severity | 'off';

/**
 * How loud a user wants the rules, by rule id: one loudness for all that the rule finds, or one for each subject as
 * `subjectText` writes it (a call also without its name or its endpoints), where `*` stands for every subject that is not named. What is not set stays as the rule has it.
 */
export type SeveritySettings = Readonly<Record<string, Loudness | Readonly<Record<string, Loudness>>>>;

/** `rules` as loud as `settings` want them. What is off reports no blind spots either. */
export function asLoudAs(
  settings: SeveritySettings,
  rules: readonly Rule[],
): Required<Pick<Given, 'rules' | 'severityOf'>> {
  const settingOf = (rule: string) => (Object.hasOwn(settings, rule) ? settings[rule] : undefined);
  return {
    rules: rules
      .filter(({id}) => settingOf(id) !== 'off')
      .map((rule) => withoutSpotsThatAreOff(rule, settingOf(rule.id))),
    severityOf: (rule, subject, own) => loudness(settingOf(rule), ...namesOf(subject)) ?? own,
  };
}

/** The names that a subject goes by, the closest last: as for --call, a call may leave out its name and its endpoints. */
function namesOf(subject: Subject): readonly string[] {
  if (!('from' in subject)) return [subjectText(subject)];
  const {from, to, name} = subject;
  const services = [serviceOf(from), serviceOf(to)] as const;
  const pairs = [services, [from, services[1]], [services[0], to], [from, to]] as const;
  return [...pairs.map(([a, b]) => `${a}:${b}`), ...pairs.map(([a, b]) => `${a}:${b}#${name}`), subjectText(subject)];
}

function serviceOf(label: string): string {
  const slash = label.lastIndexOf('/');
  return slash <= 0 ? label : label.slice(0, slash);
}

function loudness(setting: SeveritySettings[string] | undefined, ...names: readonly string[]): Loudness | undefined {
  if (typeof setting !== 'object') return setting;
  return ['*', ...names].reduce<Loudness | undefined>(
    (found, key) => (Object.hasOwn(setting, key) ? setting[key] : found),
    undefined,
  );
}

function withoutSpotsThatAreOff(rule: Rule, setting: SeveritySettings[string] | undefined): Rule {
  if (typeof setting !== 'object') return rule;
  return {
    ...rule,
    judge: (evidence) => {
      const judged = rule.judge(evidence);
      return {...judged, blindSpots: judged.blindSpots.filter(({subject}) => loudness(setting, subject) !== 'off')};
    },
  };
}
