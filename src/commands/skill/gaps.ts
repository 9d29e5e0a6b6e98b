import {exitCodes, UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableJson, printableLine} from '../../printable.ts';
import {gapsText, recordedGapsNote} from '../../report/gaps-text.ts';
import {builtInRubric} from '../../skill/load-rubric.ts';
import {loadGaps, recordGap, setGapStatus} from '../../workspace/gaps.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {defineCommand, type Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';

/** `eventcoach skill gaps [add|close]`: what a skill lacks, as somebody noticed it. Nothing is ever deleted. */
export const gaps = defineCommand({
  name: 'gaps',
  summary: 'lists and records what the skill lacks',
  usage: [
    '[--format json]         lists what the skill lacks, as it was recorded',
    'add --text TEXT [--criterion ID]    records a gap',
    'close ID --why TEXT [--merged]      closes one: it is none, or (--merged) it is mended',
  ],
  options: {
    criterion: {type: 'string', value: 'ID', describe: 'the criterion of the rubric that the gap is about'},
    text: {type: 'string', value: 'TEXT', describe: 'what the skill lacks or gets wrong'},
    why: {type: 'string', value: 'TEXT', describe: 'why a gap is closed'},
    merged: {type: 'boolean', describe: 'the gap is closed because the skill was mended'},
    format: {type: 'string', choices: ['text', 'json'], describe: 'how the gaps are printed (default: text)'},
  },
  async run(io, values, [action = 'list', ...positionals]) {
    if (action === 'add') return add(io, values.criterion, values.text, positionals);
    if (action === 'close') return close(io, positionals, values.why, values.merged);
    if (action !== 'list' || positionals.length > 0) {
      throw new UserError(
        `"skill gaps" has no "${printableLine(action)}".`,
        didYouMean(action, ['add', 'close', 'list'], 'There are: add, close.'),
      );
    }
    return list(io, values.format === 'json');
  },
});

async function list(io: Io, json: boolean) {
  const {gaps: found, problems} = await loadGaps(openWorkspace(io.workspace));
  for (const {file, line, message} of problems) {
    io.stderr.write(`${printableLine(file)}:${line}: ${printableLine(message)}; the line is passed over.\n`);
  }
  if (json) {
    const shown = found.map(({id, criterion, text, evidence, source, status, at}) => ({
      id,
      criterion,
      text,
      evidence,
      source,
      status,
      at,
    }));
    io.stdout.write(`${printableJson({schema: 'eventcoach/gaps@1', gaps: shown})}\n`);
  } else io.stdout.write(gapsText(found, textOptions(io)) + recordedGapsNote(textOptions(io)));
  return exitCodes.ok;
}

async function add(io: Io, criterion: string | undefined, text: string | undefined, others: readonly string[]) {
  const form = 'Say: eventcoach skill gaps add --criterion ID --text "what is missing"';
  if (others.length > 0) throw new UserError(`What is "${printableLine(others[0]!)}"?`, form);
  if (text === undefined || text.trim() === '') throw new UserError('A gap needs a text.', form);
  if (criterion !== undefined) {
    const ids = (await builtInRubric()).criteria.map(({id}) => id);
    if (!ids.includes(criterion)) {
      throw new UserError(
        `There is no criterion "${printableLine(criterion)}".`,
        didYouMean(criterion, ids, `There are: ${ids.join(', ')}.`),
      );
    }
  }
  const found = {criterion: criterion ?? null, text, evidence: [], source: 'user'};
  const gap = await recordGap(openWorkspace(io.workspace), found, io.now().toISOString());
  io.stdout.write(`${gap.id} is ${gap.status}: ${printableLine(gap.text)}\n`);
  return exitCodes.ok;
}

async function close(io: Io, [id, ...others]: readonly string[], why: string | undefined, merged: boolean) {
  const form = 'Say: eventcoach skill gaps close ID --why "the reason"   ("eventcoach skill gaps" lists the ids)';
  if (id === undefined || others.length > 0) throw new UserError('Which gap?', form);
  if (why === undefined || why.trim() === '') throw new UserError('Say why the gap is closed.', form);
  const change = {status: merged ? ('merged' as const) : ('rejected' as const), why, at: io.now().toISOString()};
  const gap = await setGapStatus(openWorkspace(io.workspace), id, change);
  io.stdout.write(`${gap.id} is ${gap.status}: ${printableLine(gap.text)}\n`);
  return exitCodes.ok;
}
