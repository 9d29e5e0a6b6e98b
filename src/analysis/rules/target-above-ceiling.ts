import {count, listed, percent, yearly} from '../../figures.ts';
import type {OperationAnalysis} from '../operation.ts';
import {neededOf, withoutExtraNine} from './extra-nine.ts';
import type {Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/** Dependencies that a sentence names. */
const named = 5;

/** How an operation comes to need less of something. */
const lessOf: Readonly<Record<OperationAnalysis['dependencies'][number]['kind'], string>> = {
  service: 'take it out of the request (an event, a fallback) or give it replicas',
  broker: 'publish from an outbox, so that the request does not need it, or give it more nodes',
  sharedFate: 'what shares it fails together, so spread that over more than one, or take it out of the request',
};

/** An availability target that even a perfect entry could not meet, with the dependencies that stand in its way. */
export const targetAboveCeiling: Rule = {
  id: 'target-above-ceiling',
  source:
    'Treynor, Dahlin, Rau and Beyer, The Calculus of Service Availability, ACM Queue 15 (2017): the rule of the extra 9',
  judge: ({topology, operations}) => {
    const found: Weighed[] = [];
    for (const {name, path} of topology.operations.values()) {
      const operation = operations[name]!;
      const {availability} = operation.targets;
      if (availability?.feasible !== false) continue;
      const {target} = availability;
      const weak = withoutExtraNine(operation, target);
      const names = weak.slice(0, named).map((d) => `${d.service} (${percent(d.availability)})`);
      const more = weak.length - names.length;
      const lacking = listed(more > 0 ? [...names, `${count(more)} more`] : names);
      const [costliest] = operation.dependencies;
      const begin =
        costliest && costliest.gainMinutesPerYear > 0
          ? `Begin with ${costliest.service}, which costs ${yearly(costliest.gainMinutesPerYear)} a year: ${lessOf[costliest.kind]}.`
          : 'Take dependencies out of the request (events, fallbacks).';
      found.push({
        weight: (1 - operation.ceiling) / (1 - target),
        finding: {
          severity: 'warning',
          subject: {operation: name},
          message: `${percent(target)} for ${name} is out of reach whatever is done to ${operation.entry}: were it perfect, ${operation.exact ? '' : 'at most '}${percent(operation.ceiling)} would be possible.${weak.length > 0 ? ` What every request needs should have ${percent(neededOf(target))}, one nine more than the target; ${lacking} ${weak.length === 1 ? 'has' : 'have'} less.` : ''}`,
          advice: `${begin} Or promise less: it is ${operation.exact ? '' : 'at least '}${percent(availability.value)} today.`,
          line: topology.lineOf(path),
        },
      });
    }
    return {findings: worstFirst(found), blindSpots: []};
  },
};
