import type {Finding} from '../analysis/rules/rule.ts';
import {ruleHelp} from './rule-help.ts';

/** A SARIF reportingDescriptor with what GitHub requires of a rule. */
export interface Descriptor {
  readonly id: string;
  readonly shortDescription: {readonly text: string};
  readonly fullDescription: {readonly text: string};
  readonly help: {readonly text: string};
  readonly defaultConfiguration: {readonly level: 'error' | 'warning' | 'note'};
}

/** Every rule that has a description, whether it found anything or not, then those that only `findings` know. */
export function ruleDescriptors(findings: readonly Finding[]): Descriptor[] {
  const sources = new Map(findings.map(({rule, source}) => [rule, source]));
  return [...new Set([...Object.keys(ruleHelp), ...sources.keys()])].map((id) => {
    const {level = 'warning', what, why} = (Object.hasOwn(ruleHelp, id) && ruleHelp[id]) || unknown(id);
    const source = sources.get(id);
    return {
      id,
      shortDescription: {text: what},
      fullDescription: {text: `${what} ${why}`},
      help: {text: source === undefined ? why : `${why} It rests on: ${source}.`},
      defaultConfiguration: {level},
    };
  });
}

/** A rule of the user's own, or one that came later: its id is all that is known. */
function unknown(id: string) {
  return {level: undefined, what: `The rule ${id}.`, why: 'Each finding says what it is and what helps.'};
}
