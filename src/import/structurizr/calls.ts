import type {Confidence, DraftCall, DraftOperation, DraftService, Origin} from '../draft.ts';
import {isMessage} from './messages.ts';
import type {Relation} from './model.ts';
import type {SystemModel} from './system.ts';

/** Services, stores and systems of others. */
export function services({parts, roleOf, isTagged, nameOf}: SystemModel): DraftService[] {
  return parts.flatMap((element): DraftService[] => {
    const role = roleOf(element);
    if (role === 'broker' || role === 'channel' || role === 'none') return [];
    const kind = role === 'datastore' || role === 'external' ? role : undefined;
    const confidence: Confidence = kind === undefined || isTagged(element) ? 'sure' : 'likely';
    return [
      {
        name: nameOf(element),
        kind,
        telemetry: role === 'telemetry' || undefined,
        origin: {file: element.file, line: element.line, rule: `${element.kind} ${element.name}`, confidence},
      },
    ];
  });
}

/** Does a service or a store stand at each end, and does the caller wait? */
function isCall(relation: Relation, {roleOf}: SystemModel): boolean {
  const answers: readonly string[] = ['service', 'external', 'datastore', 'telemetry'];
  return answers.includes(roleOf(relation.from)) && answers.includes(roleOf(relation.to)) && !isMessage(relation);
}

const answered = /https?|rest\b|grpc|graphql|soap|json|xml|rpc|jdbc|odbc|sql|tcp|ldap|odata|thrift/i;
// Pages and programs that somebody else runs: to deliver them is to answer, not to call.
const handedOut = /^(?:deliver|serve|host|render|provide|return|respond|repl|display|show)/i;

/** Relations between what runs, as calls. A technology that answers makes sure that they are. */
export function calls(system: SystemModel): DraftCall[] {
  return system.relations
    .filter((relation) => isCall(relation, system))
    .map((relation): DraftCall => {
      const confidence: Confidence =
        handedOut.test(relation.description) || relation.whole
          ? 'guess'
          : answered.test(relation.technology)
            ? 'sure'
            : 'likely';
      return {
        from: {service: system.nameOf(relation.from)},
        to: {service: system.nameOf(relation.to)},
        purpose: relation.description || undefined,
        origin: relationOrigin(relation, confidence),
      };
    });
}

/** What people do with the system: the services that they use are the entries. What they do elsewhere is no operation of it. */
export function operations(system: SystemModel): DraftOperation[] {
  const entries = system.relations.filter(({from, to}) => from.kind === 'person' && system.roleOf(to) === 'service');
  const taken = new Map<string, number>();
  return entries.map((relation) => {
    const plain = relation.description === '' ? relation.from.name : `${relation.from.name}: ${relation.description}`;
    const used = taken.get(plain) ?? 0;
    taken.set(plain, used + 1);
    const entry = system.nameOf(relation.to);
    return {
      name: used === 0 ? plain : `${plain} (${entry})`,
      entry: {service: entry},
      origin: relationOrigin(relation, 'likely'),
    };
  });
}

/** Where a relation stands and what it says. */
export function relationOrigin({file, line, from, to, technology}: Relation, confidence: Confidence): Origin {
  const ends = `${from.name} -> ${to.name}`;
  return {file, line, rule: technology === '' ? ends : `${ends} (${technology})`, confidence};
}
