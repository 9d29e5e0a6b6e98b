import type {Call, Topology} from '../topology/topology.ts';
import type {CallFigures, Coupling} from './couplings.ts';

/** What is said of a call. */
export type Told = Pick<Coupling, 'temporal' | 'availability' | 'behavioral'>;

/** What is said of a call, from `tell` unless the same was said of another. */
export type Tell = (call: Call, target: number, figures: CallFigures, tell: () => Told) => Told;

/**
 * Of most services all callers are told the same: it is put into words once, and kept once. Compared is everything that
 * the words are made from.
 */
export function toldBefore({nodes, services}: Topology): Tell {
  const last = new Map<number, {readonly call: Call; readonly figures: CallFigures; readonly told: Told}>();
  const same = (call: Call, other: Call, target: number, a: CallFigures, b: CallFigures) =>
    call.onFailure.kind === other.onFailure.kind &&
    call.onFailure.kind !== 'fallback' &&
    call.required === other.required &&
    call.targets.length === other.targets.length &&
    call.attempts === other.attempts &&
    call.request === other.request &&
    call.contract === other.contract &&
    call.probability.down === 0 &&
    other.probability.down === 0 &&
    a.waitMs === b.waitMs &&
    a.waitStated === b.waitStated &&
    a.gain === b.gain &&
    a.exact === b.exact &&
    a.worstOperation === b.worstOperation &&
    a.birnbaum === b.birnbaum &&
    a.isBadDay === b.isBadDay &&
    a.harm === b.harm &&
    (a.rate === b.rate || services.get(nodes[target]!.service)!.deploys === undefined);
  return (call, target, figures, tell) => {
    const before = last.get(target);
    if (before && same(call, before.call, target, figures, before.figures)) return before.told;
    const told = tell();
    last.set(target, {call, figures, told});
    return told;
  };
}
