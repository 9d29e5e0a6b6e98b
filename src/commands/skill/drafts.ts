import {chosenCritic} from '../../critics/chosen-critic.ts';
import {UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {loadCards} from '../../skill/cards.ts';
import type {Draft} from '../../skill/improve/patch.ts';
import type {WantedGap} from '../../skill/improve/wanted-gaps.ts';
import type {Skill} from '../../skill/skill.ts';
import {confirmed} from '../confirm.ts';
import {modelProgress} from '../critique/model-progress.ts';
import type {Io} from '../define-command.ts';

/** Passages for gaps. */
export interface Drafts {
  /** By criterion, or by the gap's first id where it has none. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Why a model's passage cannot be used, by the gap's first id. */
  readonly wrong: ReadonlyMap<string, string>;
}

interface Wishes {
  readonly draft: string | undefined;
  readonly model: string | undefined;
  readonly 'base-url': string | undefined;
}

const drafters = ['local', 'anthropic', 'openai'];

/** Fails where nobody drafts under the name that the user gave. */
export function assertDrafter(draft: string): void {
  if (drafters.includes(draft) || /^command:\s*\S/.test(draft)) return;
  const hint = `There are: ${drafters.join(', ')}, and "command:PROGRAM ...".`;
  throw new UserError(
    `--draft ${printableLine(draft)}: nobody drafts under that name.`,
    didYouMean(draft, drafters, hint),
  );
}

/** A passage for each gap: its card, or what a model makes of it. */
export async function draftsFor(io: Io, skill: Skill, gaps: readonly WantedGap[], wishes: Wishes): Promise<Drafts> {
  const {draft = 'local'} = wishes;
  const cards = await loadCards();
  return draft === 'local'
    ? {drafts: cards, wrong: new Map()}
    : modelDrafts(io, skill, gaps, cards, {...wishes, draft});
}

async function modelDrafts(
  io: Io,
  skill: Skill,
  gaps: readonly WantedGap[],
  cards: ReadonlyMap<string, Draft>,
  {draft, model, 'base-url': baseUrl}: Wishes & {readonly draft: string},
): Promise<Drafts> {
  const chosen = await chosenCritic(io, {critic: draft, model, 'base-url': baseUrl, accept: undefined});
  if (chosen.kind !== 'model') throw new Error(`${draft} is a model`);
  const [{providerOf}, {draftWithModel}] = await Promise.all([
    import('../../critics/provider-of.ts'),
    import('../../critics/draft-with-model.ts'),
  ]);
  const agrees = async (address: string) => {
    if (io.stdin.isTTY !== true) return false;
    const who = `Only config.yaml names ${printableLine(address)}, and others may have written that file.`;
    return confirmed(io, `${who} Send it the skill and its gaps?`, '--base-url');
  };
  const provider = await providerOf(io, chosen, agrees).catch((error: unknown) => {
    // What a critic could do instead is no way out here.
    if (!(error instanceof UserError) || !error.hint.includes('--critic')) throw error;
    throw new UserError(error.message, 'Or leave --draft out: the knowledge cards need no key and no network.');
  });
  const drafts = new Map<string, Draft>();
  const wrong = new Map<string, string>();
  for (const [i, gap] of gaps.entries()) {
    const id = gap.ids[0]!;
    const key = gap.criterion ?? id;
    const {listening, end} = modelProgress(io, provider, `${key} (${i + 1} of ${gaps.length})`);
    const made = await draftWithModel(provider, skill, gap, cards.get(key), {signal: io.signal, ...listening}).finally(
      end,
    );
    if ('wrong' in made) wrong.set(id, `the model's passage cannot be used: ${made.wrong}`);
    else drafts.set(key, made);
  }
  return {drafts, wrong};
}
