import {count, listed} from '../../figures.ts';
import {callText} from './call-subject.ts';
import {datastoreUses, writes} from './datastore-calls.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** Names that a sentence lists. */
const listedNames = 5;

/** A datastore that more than one service calls; where at most one of them writes, only a remark. */
export const sharedPersistence: Rule = {
  id: 'shared-persistence',
  source:
    'Neri, Soldani, Zimmermann and Brogi, Design Principles, Architectural Smells and Refactorings for Microservices: A Multivocal Review, SICS Software-Intensive Cyber-Physical Systems 35 (2020): "Shared Persistence"',
  judge: ({topology}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const [store, uses] of datastoreUses(topology)) {
      if (uses.length < 2) continue;
      const writers = uses.filter(({calls}) => calls.some((call) => writes(call) === true));
      const unknown = uses.filter(
        ({calls}) => !calls.some((call) => writes(call) === true) && calls.some((call) => writes(call) === undefined),
      );
      for (const {calls} of unknown) {
        const call = calls.find((one) => writes(one) === undefined)!;
        blindSpots.push({field: 'kind', subject: callText(topology, call)});
      }
      const readOnly = writers.length + unknown.length < 2;
      const names = uses.slice(0, listedNames).map(({caller}) => caller.name);
      const more = uses.length - names.length;
      const writing =
        writers.length === uses.length
          ? '; all of them write'
          : writers.length > 1
            ? `; ${count(writers.length)} of them write`
            : readOnly
              ? '; at most one of them writes'
              : '';
      findings.push({
        severity: readOnly ? 'info' : 'warning',
        subject: {service: store.name},
        message: `${count(uses.length)} services use ${store.name} (${listed(more > 0 ? [...names, `${count(more)} more`] : names)})${writing}: a change of its tables concerns all of them, and none is up without it.`,
        advice: readOnly
          ? 'Let the others ask the service that writes, or read copies that its events keep up to date.'
          : 'Decide which service owns which tables: the others ask it, or read copies that its events keep up to date. Schemas of their own in one database are a first step.',
        line: topology.lineOf(store.path),
      });
    }
    return {findings, blindSpots};
  },
};
