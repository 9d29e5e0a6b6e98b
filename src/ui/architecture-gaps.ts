import {knownPercent, knownSpan} from '../figures.ts';
import type {FoundGap} from '../workspace/gap.ts';
import type {Message} from './message.ts';
import {needsResult} from './needs-result.ts';
import type {CallLine, Choices, Ledger} from './workbench.ts';

/** What is still open about a call, as gaps with the figures as evidence: an unanswered need, consumers nobody knows to keep up. */
export function openGaps(choices: Choices, call: CallLine, ledger: Ledger, file: string): readonly FoundGap[] {
  const source = `architecture:${file}`.slice(0, 200);
  const event = ledger.conversion?.conversions.find((c) => c.from === call.from && c.name === call.name)?.event;
  const lags = (ledger.conversion?.lateBy ?? []).filter(
    (lag) => lag.event === event && call.to.split(' | ').includes(lag.consumer) && lag.keepsUp !== true,
  );
  const figures = ledger.operations
    .map(({name, availability, exact, typicalMs, timesStated}) => {
      const up = (side: 'before' | 'after') => knownPercent(availability[side], exact[side]);
      const time = (side: 'before' | 'after') => {
        const ms = typicalMs[side];
        if (ms === null) return 'never answers';
        return ms === 0 && !timesStated[side] ? 'time not known' : knownSpan(ms, timesStated[side]);
      };
      return `${name}: ${up('before')} -> ${up('after')}, ${time('before')} -> ${time('after')}`;
    })
    .join('; ');
  return [
    ...(needsResult(choices, call) === undefined
      ? [
          {
            criterion: 'does-the-caller-need-the-result',
            text: `Nobody has said: ${call.question}`,
            evidence: [{source, text: `${call.from} -> ${call.to} is undecided in ${file}. ${figures}`}],
            source,
          },
        ]
      : []),
    ...lags.map((lag) => ({
      criterion: 'consumer-lag',
      text:
        lag.keepsUp === null
          ? `Nobody knows whether ${lag.consumer} keeps up with ${lag.event}.`
          : `${lag.consumer} falls behind ${lag.event}.`,
      evidence: [{source, text: `Converting ${call.from} -> ${call.to} in ${file}. ${figures}`}],
      source,
    })),
  ];
}

/** What the screen says when these gaps are recorded. */
export function recordedMessage(gaps: readonly FoundGap[]): Message {
  return gaps.length === 0
    ? {
        kind: 'note',
        text: 'Nothing is open about this call: its need is answered, and its consumers are known to keep up.',
      }
    : {kind: 'done', text: `Recorded: ${gaps.map(({text}) => text).join(' ')}`};
}
