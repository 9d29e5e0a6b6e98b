import {type DisagreementGap, disagreementGaps} from '../../critique/model/disagreement-gaps.ts';
import type {SecondOpinion} from '../../critique/model/second-opinion.ts';
import {printableLine} from '../../printable.ts';
import {recordGap} from '../../workspace/gaps.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {confirmed} from '../confirm.ts';
import type {Io} from '../define-command.ts';

/**
 * Offers the disagreements as gaps of the skill: with `record` they are kept, in a terminal the user is asked, elsewhere
 * a line says how. Nothing is kept without either.
 */
export async function keepGaps(
  io: Io,
  opinions: readonly SecondOpinion[],
  {record, ask}: {readonly record: boolean; readonly ask: boolean},
): Promise<void> {
  const gaps = opinions.flatMap(({id, critic, agreement}) => disagreementGaps(id, critic, agreement));
  if (gaps.length === 0) return;
  const counted = gaps.length === 1 ? 'One disagreement' : `${gaps.length} disagreements`;
  if (!record && !(ask && io.stdin.isTTY === true)) {
    io.stderr.write(`${counted} can be kept as gaps of your skill: add --record-gaps.\n`);
    return;
  }
  if (!record) {
    for (const {text} of gaps) io.stderr.write(`- ${printableLine(text)}\n`);
    const what =
      gaps.length === 1 ? 'Keep this disagreement as a gap' : `Keep these ${gaps.length} disagreements as gaps`;
    if (!(await confirmed(io, `${what} of your skill?`, '--record-gaps'))) return;
  }
  await keep(io, gaps);
}

async function keep(io: Io, gaps: readonly DisagreementGap[]): Promise<void> {
  const workspace = openWorkspace(io.workspace);
  const ids = new Set<string>();
  for (const gap of gaps) ids.add((await recordGap(workspace, gap, io.now().toISOString())).id);
  io.stderr.write(`Kept as gaps: ${[...ids].join(', ')}. "eventcoach skill gaps" lists them.\n`);
}
