import {chosenCritic} from '../../critics/chosen-critic.ts';
import {loadCards} from '../../skill/cards.ts';
import {copiedFrom, knownCases} from '../../skill/eval/known-cases.ts';
import {writeYourself} from '../../skill/improve/no-card.ts';
import type {Draft} from '../../skill/improve/patch.ts';
import type {WantedGap} from '../../skill/improve/wanted-gaps.ts';
import {loadGaps} from '../../workspace/gaps.ts';
import {modelProgress} from '../critique/model-progress.ts';
import type {Io} from '../define-command.ts';
import {askedModel} from './asked-model.ts';
import type {ownSkill} from './own-skill.ts';

/** Passages for gaps. */
export interface Drafts {
  /** By criterion, or by the gap's first id where it has none. */
  readonly drafts: ReadonlyMap<string, Draft>;
  /** Why a model's passage cannot be used, by the gap's first id. */
  readonly wrong: ReadonlyMap<string, string>;
}

type Owned = Pick<Awaited<ReturnType<typeof ownSkill>>, 'skill' | 'root' | 'workspace'>;

interface Wishes {
  readonly draft: string | undefined;
  readonly model: string | undefined;
  readonly 'base-url': string | undefined;
}

/** A passage for each gap: its card, or what a model makes of it. */
export async function draftsFor(
  io: Io,
  {skill, root, workspace}: Owned,
  gaps: readonly WantedGap[],
  wishes: Wishes,
): Promise<Drafts> {
  const {draft = 'local'} = wishes;
  const cards = await loadCards();
  return draft === 'local'
    ? {drafts: cards, wrong: new Map()}
    : modelDrafts(io, {skill, root, workspace}, gaps, cards, {...wishes, draft});
}

/** What else can be done for gaps than ask a model: who has come from a gap without a card is not sent back to the cards. */
function withoutModel(gaps: readonly WantedGap[], cards: ReadonlyMap<string, Draft>): string {
  const [first, ...others] = gaps.filter(({ids, criterion}) => !cards.has(criterion ?? ids[0]!));
  if (first === undefined) return 'Or leave --draft out: the knowledge cards need no key and no network.';
  if (others.length + 1 < gaps.length)
    return 'Or leave --draft out: knowledge cards need no key, and what is left then has none.';
  return `Or ${writeYourself(first)}`;
}

async function modelDrafts(
  io: Io,
  {skill, root, workspace}: Owned,
  gaps: readonly WantedGap[],
  cards: ReadonlyMap<string, Draft>,
  {draft, model, 'base-url': baseUrl}: Wishes & {readonly draft: string},
): Promise<Drafts> {
  const chosen = await chosenCritic(io, {critic: draft, model, 'base-url': baseUrl, accept: undefined});
  if (chosen.kind !== 'model') throw new Error(`${draft} is a model`);
  const {draftWithModel} = await import('../../critics/draft-with-model.ts');
  const provider = await askedModel(io, chosen, {
    sends: 'the skill and its gaps',
    instead: withoutModel(gaps, cards),
  });
  const known = await knownCases((await loadGaps(workspace)).gaps, root, skill.path);
  const copies = (passage: string) => {
    const copied = copiedFrom(passage, known);
    return copied && `${copied}: say it in general words, for every system`;
  };
  const drafts = new Map<string, Draft>();
  const wrong = new Map<string, string>();
  for (const [i, gap] of gaps.entries()) {
    const id = gap.ids[0]!;
    const key = gap.criterion ?? id;
    const {listening, end} = modelProgress(io, provider, `${key} (${i + 1} of ${gaps.length})`);
    const made = await draftWithModel(
      provider,
      skill,
      gap,
      cards.get(key),
      {signal: io.signal, ...listening},
      copies,
    ).finally(end);
    if ('wrong' in made) wrong.set(id, `the model's passage cannot be used: ${made.wrong}`);
    else drafts.set(key, made);
  }
  return {drafts, wrong};
}
