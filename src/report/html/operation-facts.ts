import type {OperationAnalysis} from '../../analysis/operation.ts';
import {count, knownCount, percent, roughPercent, timeSpan, yearly} from '../../figures.ts';
import {ceilingText, tellsLeftOut, tooTangled} from '../availability-words.ts';
import {ownMs, typicalTime, whyTooSlow} from '../operation-times.ts';
import {amplificationText, groupsText} from '../shape-words.ts';
import {joined, type Markup, markup, named} from './markup.ts';

const mostNames = 12;

/** What stands behind the figures of an operation, as the items of a list of definitions; of a bad day without what a year of it would be. */
export function operationFacts(o: OperationAnalysis, isBadDay: boolean): Markup {
  const ofAYear = isBadDay ? [[], []] : [requests(o), dependencies(o)];
  const facts = [...ofAYear[0]!, ...limits(o), ...path(o), ...loads(o), ...ofAYear[1]!, ...shape(o)];
  return markup`${facts.map(([term, said]) => markup`<dt>${term}</dt><dd>${said}</dd>\n`)}`;
}

type Fact = readonly [term: string, said: Markup];

function requests({failedRequestsPerYear: failed, costPerYear: cost, measured, exact}: OperationAnalysis): Fact[] {
  const said: Fact[] = [];
  if (failed !== null) {
    const price = cost === null ? '' : `, which cost ${knownCount(cost, exact)}`;
    said.push(['Failed requests', markup`${knownCount(failed, exact)} a year${price}`]);
  }
  if (measured !== null) said.push(['Measured', markup`${measured}`]);
  return said;
}

function limits({availabilityRange: range, bounds, exact, targets, ceiling, entry}: OperationAnalysis): Fact[] {
  const said: Fact[] = [];
  if (bounds) said.push(['Availability', markup`between two bounds: ${tooTangled}`]);
  if (range) {
    const between = `${percent(range[0])} to ${percent(range[1])}`;
    said.push(['Range', markup`${between}: what some failures do is not stated`]);
  }
  if (targets.availability?.met === false)
    said.push(['Best possible', markup`${ceilingText({ceiling, exact})}, if ${named(entry)} itself never failed`]);
  if (targets.p99Ms && !targets.p99Ms.met) {
    said.push(['p99', markup`${whyTooSlow(targets.p99Ms)}`]);
  }
  return said;
}

function path({latency, entry, chainDepth}: OperationAnalysis): Fact[] {
  const {criticalPath, overloaded, timedOutShare} = latency;
  const alone = ownMs(latency);
  const own =
    chainDepth > 0 && alone !== null ? markup`, ${timeSpan(alone)} of it ${named(entry)}'s own work` : markup``;
  const said: Fact[] = [
    ['Typical time', markup`${typicalTime(latency)}${own}${overloaded ? ', without queueing, and there is some' : ''}`],
  ];
  if (criticalPath.length > 1) said.push(['Slowest way', markup`${names(criticalPath, markup` → `)}`]);
  if (timedOutShare >= 0.0005)
    said.push([
      'Given up',
      markup`${roughPercent(timedOutShare)} of the requests: a callee took longer than its timeout`,
    ]);
  return said;
}

function loads({load}: OperationAnalysis): Fact[] {
  return load
    .slice(0, mostNames)
    .flatMap(({service, busy, concurrency, refusedShare, fullAfterSecondsIfHanging}): Fact[] => {
      if (busy === null || concurrency === null) return [];
      const refused = refusedShare ? `; ${roughPercent(refusedShare)} of the requests are refused` : '';
      const places = Number.isFinite(busy) ? count(busy) : 'all';
      const full = Object.entries(fullAfterSecondsIfHanging).flatMap(([callee, seconds]) =>
        seconds === null || refusedShare
          ? []
          : [markup`; full ${timeSpan(seconds * 1000)} after ${named(callee)} hangs`],
      );
      return [
        [
          'Load',
          markup`${named(service)}: ${refusedShare && Number.isFinite(busy) ? `needs ${places} places and has ${count(concurrency)}` : `${places} of ${count(concurrency)} places busy`}${refused}${full.slice(0, mostNames)}`,
        ],
      ];
    });
}

function dependencies(o: OperationAnalysis): Fact[] {
  const costly = o.dependencies.filter(({gainMinutesPerYear}) => gainMinutesPerYear > 0);
  const left: Fact[] =
    o.dependenciesComplete === false ? [['Depends on', markup`${tellsLeftOut(o.dependencies.length)}`]] : [];
  if (costly.length === 0) return left;
  const said = costly
    .slice(0, mostNames)
    .map(
      ({service, availability, gainMinutesPerYear}) =>
        markup`${named(service)} (${percent(availability)}): ${yearly(gainMinutesPerYear)} a year`,
    );
  const more = costly.length > mostNames ? `; and ${count(costly.length - mostNames)} more` : '';
  return [['Depends on', markup`${joined(said, markup`; `)}${more}`], ...left];
}

function shape({chainDepth, quanta, retryAmplification: retry}: OperationAnalysis): Fact[] {
  const most = amplificationText(retry);
  const groups = groupsText(quanta);
  return [
    ['Shape', markup`calls ${count(chainDepth)} deep${groups === undefined ? '' : `; ${groups}`}`],
    ...(most === undefined ? [] : [['Retries', markup`${most}`] as const]),
  ];
}

function names(all: readonly string[], between: Markup): Markup {
  const more = all.length > mostNames ? markup`${between}and ${count(all.length - mostNames)} more` : markup``;
  return markup`${joined(all.slice(0, mostNames).map(named), between)}${more}`;
}
