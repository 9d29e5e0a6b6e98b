import {callSubject} from './call-subject.ts';
import {datastoreUses, writes} from './datastore-calls.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** A service of one team uses the datastore of another; told once for each service and datastore, at its first call. */
export const foreignDatastore: Rule = {
  id: 'foreign-datastore',
  source:
    'Soldani, Muntoni, Neri and Brogi, The μTOSCA Toolchain: Mining, Analyzing, and Refactoring Microservice-Based Architectures, Software: Practice and Experience 51 (2021): the smell "Shared Bounded Context" of MicroFreshener',
  judge: ({topology}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const [store, uses] of datastoreUses(topology)) {
      const teams = new Set(uses.map(({caller}) => caller.team).filter((team) => team !== undefined));
      // Whose a datastore is is plain where one team uses it alone.
      if (store.team === undefined && teams.size > 1) blindSpots.push({field: 'team', subject: store.name});
      if (store.team === undefined) continue;
      const owner = uses.find(({caller}) => caller.team === store.team)?.caller.name;
      for (const {caller, calls} of uses) {
        if (caller.team === undefined) blindSpots.push({field: 'team', subject: caller.name});
        if (caller.team === undefined || caller.team === store.team) continue;
        const target = calls[0]!.targets.find((t) => topology.nodes[t]!.service === store.name)!;
        const {subject} = callSubject(topology, calls[0]!, target);
        const onlyReads = calls.every((call) => writes(call) === false);
        const does = onlyReads ? 'reads from' : calls.some((call) => writes(call) === true) ? 'writes to' : 'uses';
        findings.push({
          severity: 'warning',
          subject,
          message: `${caller.name} of team ${caller.team} ${does} ${store.name} of team ${store.team}: ${store.team} cannot change its tables without asking ${caller.team}.`,
          advice: `${onlyReads ? 'Read' : 'Go'} through ${owner ?? `a service of team ${store.team}`} instead${onlyReads ? ', or keep a copy that its events keep up to date' : ', which then is the only one to write'}.`,
          line: topology.lineOf(calls[0]!.path),
        });
      }
    }
    return {findings, blindSpots: [...new Map(blindSpots.map((spot) => [spot.subject, spot])).values()]};
  },
};
