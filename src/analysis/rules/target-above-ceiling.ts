import {listed, percent, yearly} from '../../figures.ts';
import {neededOf, withoutExtraNine} from './extra-nine.ts';
import type {Reported, Rule} from './rule.ts';

/** Dependencies that a sentence names. */
const named = 5;

/** An availability target that even a perfect entry could not meet, with the dependencies that stand in its way. */
export const targetAboveCeiling: Rule = {
  id: 'target-above-ceiling',
  source:
    'Treynor, Dahlin, Rau and Beyer, The Calculus of Service Availability, ACM Queue 15 (2017): the rule of the extra 9',
  judge: ({topology, operations}) => {
    const findings: Reported[] = [];
    for (const {name, path} of topology.operations.values()) {
      const operation = operations[name]!;
      const {availability} = operation.targets;
      if (!availability || availability.feasible) continue;
      const {target} = availability;
      const weak = withoutExtraNine(operation, target);
      const names = weak.slice(0, named).map((d) => `${d.service} (${percent(d.availability)})`);
      const more = weak.length - names.length;
      const lacking = listed(more > 0 ? [...names, `${more} more`] : names);
      const costliest = operation.dependencies.find(({kind}) => kind === 'service');
      findings.push({
        severity: 'warning',
        subject: {operation: name},
        message: `${percent(target)} for ${name} is out of reach whatever is done to ${operation.entry}: were it perfect, ${percent(operation.ceiling)} would be possible.${weak.length > 0 ? ` What every request needs should have ${percent(neededOf(target))}, one nine more than the target; ${lacking} ${weak.length === 1 ? 'has' : 'have'} less.` : ''}`,
        advice: `${costliest && costliest.gainMinutesPerYear > 0 ? `Begin with ${costliest.service}, which costs ${yearly(costliest.gainMinutesPerYear)} a year: take it out of the request (an event, a fallback) or give it replicas.` : 'Take dependencies out of the request (events, fallbacks).'} Or promise less: it is ${percent(availability.value)} today.`,
        line: topology.lineOf(path),
      });
    }
    return {findings, blindSpots: []};
  },
};
