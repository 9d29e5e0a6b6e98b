import {count} from '../figures.ts';
import type {Message} from './message.ts';
import {needsResult} from './needs-result.ts';
import {found, type Narrowed} from './search-state.ts';
import {searchedOf} from './searched-calls.ts';
import type {Choices, Workbench} from './workbench.ts';

/** What it is decided from, and what it changes. */
interface Trial extends Choices, Narrowed {
  readonly bench: Workbench | undefined;
  readonly message: Message | undefined;
}

/** All calls in sight of the search whose answer is not needed become events; where they are that already, all that are events there become calls again. */
export function convertAll<S extends Trial>(state: S, bench: Workbench): S {
  const inSight = found(searchedOf(state), state.search).map((index) => bench.calls[index]!);
  const unneededOnes = inSight.filter((call) => needsResult(state, call) === false);
  const fit = unneededOnes.filter((call) => bench.refusal(call.id, state.answers) === undefined);
  const converted = new Set(state.converted);
  const missing = fit.filter(({id}) => !converted.has(id));
  if (fit.length === 0) {
    const [unneeded] = unneededOnes;
    return {
      ...state,
      message: {
        kind: 'note',
        text:
          (unneeded && bench.refusal(unneeded.id, state.answers)) ??
          'Of no call here it is known that its result is not needed (needsResult: false).',
      },
    };
  }
  const which = state.search ? ' that the search shows' : '';
  const said = (n: number, became: string) =>
    ({kind: 'note', text: `${count(n)} ${n === 1 ? 'call' : 'calls'}${which} ${became}.`}) as const;
  if (missing.length > 0) {
    const now = [...state.converted, ...missing.map(({id}) => id)];
    return {
      ...state,
      converted: now,
      message: said(missing.length, `became ${missing.length === 1 ? 'an event' : 'events'}`),
    };
  }
  const gone = new Set(inSight.map(({id}) => id));
  const left = state.converted.filter((id) => !gone.has(id));
  const n = state.converted.length - left.length;
  return {...state, converted: left, message: said(n, `${n === 1 ? 'is a call' : 'are calls'} again`)};
}
