import {askAbout} from '../critics/ask-about.ts';
import {type CriticToAsk, criticToAsk} from '../critics/critic-to-ask.ts';
import {groundFor, systemOf} from '../critics/ground.ts';
import {keepLocally} from '../critics/kept-critique.ts';
import {providerOf} from '../critics/provider-of.ts';
import {skillText} from '../critics/skill-text.ts';
import {localCritique} from '../critique/local-critique.ts';
import type {Checked} from '../critique/model/second-opinion.ts';
import type {Listening, Provider} from '../llm/provider.ts';
import {printableLine} from '../printable.ts';
import {loadCriticPrompts} from '../skill/load-critic-prompts.ts';
import {isPlainAddress} from '../workspace/config-shape.ts';
import {loadCritique} from '../workspace/critiques.ts';
import {openWorkspace} from '../workspace/layout.ts';
import type {LoadedText} from './accept-critique.ts';
import type {AnalystFor} from './analysts.ts';
import type {OpenProposal} from './critic.ts';
import type {HandedOut} from './critique-asking-state.ts';
import {chatCritic} from './critique-chat.ts';
import {type SavedOpinion, savedOpinion} from './saved-opinion.ts';
import type {Talk} from './talk.ts';

/** What asking a critic needs of the world. */
export interface AskIo {
  readonly cwd: string;
  /** The workspace's folder, absolute. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly loadTopology: (file: string) => Promise<LoadedText>;
  readonly analystFor: AnalystFor;
  /** Sends a text to the terminal's clipboard; false: it takes none of that length. */
  readonly copy: (text: string) => boolean;
}

/** A screen on which a critic is asked: it listens, and asks its user. */
export interface AskingScreen extends Required<Listening> {
  readonly onAsked: (critic: string, model: string | null) => void;
  /** A yes or no, before anything is sent; rejects with Interrupted where the asking is ended instead. */
  readonly agrees: (question: string) => Promise<boolean>;
  /** The answer of a chat window; rejects with Interrupted likewise. */
  readonly paste: (handed: HandedOut) => Promise<string>;
}

/** What came of asking: an opinion, or why there is none, in words. */
export type Answered =
  | {readonly kind: 'opinion'; readonly opinion: SavedOpinion}
  | {readonly kind: 'unusable'; readonly why: string}
  /** The user would not have anything sent. */
  | {readonly kind: 'declined'};

/** A larger system takes too many seconds before anything is asked. */
const mostServices = 2000;

/**
 * Asks about the proposal as it stands in `talk`: a service as the settings or a key name it, or a chat window. The local
 * critique is kept first, and every answer as it comes. What the user can mend is a UserError.
 */
export async function askCritic(
  io: AskIo,
  whom: 'model' | 'chat',
  {open, talk}: {readonly open: OpenProposal; readonly talk: Talk},
  screen: AskingScreen,
): Promise<Answered> {
  const {proposal} = talk;
  const critic: CriticToAsk =
    whom === 'model' ? await criticToAsk(io) : {kind: 'chat', why: '', skill: (await criticToAsk(io)).skill};
  const figures = await open.figures(talk);
  const local = 'impact' in figures ? localCritique(proposal, figures) : talk.critique;
  const name = critic.kind === 'model' ? critic.chosen.critic : 'clipboard';
  await keepLocally(io, {name, model: null}, [{proposal, local}]);
  const provider = await providerFor(io, critic, local.id, screen);
  if (provider === undefined) return {kind: 'declined'};
  const [ground, prompts] = [
    await groundOf(io, open, {proposal, local}, critic.skill, screen),
    await loadCriticPrompts(io.workspace),
  ];
  screen.signal.throwIfAborted();
  screen.onAsked(provider.name, provider.model);
  const {kind, asked} = await askAbout(io, provider, prompts, ground, screen);
  const opinion =
    kind === 'second-opinion'
      ? savedOpinion(await loadCritique(openWorkspace(io.workspace), local.id), proposal)
      : undefined;
  if (opinion) return {kind: 'opinion', opinion};
  const [why = 'its critique was replaced meanwhile'] = 'wrong' in asked ? asked.wrong : [];
  return {kind: 'unusable', why: `${provider.name} gave no answer that can be used (${why}).`};
}

async function providerFor(
  io: AskIo,
  critic: CriticToAsk,
  id: string,
  screen: AskingScreen,
): Promise<Provider | undefined> {
  if (critic.kind === 'chat') return chatCritic(io, {id, why: critic.why}, screen.paste);
  const {chosen, onlyKey} = critic;
  const what = 'Send it the proposal, the topology and the skill?';
  // An address that is none may hold a password: it is not repeated.
  const address = io.env['EVENTCOACH_BASE_URL'];
  const where = address && isPlainAddress(address) ? `${chosen.critic} at ${printableLine(address)}` : chosen.critic;
  if (onlyKey !== undefined && !(await screen.agrees(`${onlyKey} is set: ask ${where}? ${what}`))) {
    return undefined;
  }
  return providerOf(io, chosen, (address) =>
    screen.agrees(`Only config.yaml names ${printableLine(address)}, and others may have written that file. ${what}`),
  );
}

async function groundOf(
  {cwd, loadTopology, analystFor}: AskIo,
  {topology}: OpenProposal,
  {proposal, local}: Pick<Checked, 'proposal' | 'local'>,
  skill: string | undefined,
  {onNotice, signal}: AskingScreen,
): Promise<Checked> {
  const loaded = topology === undefined ? undefined : await loadTopology(topology);
  const isLarge = (loaded?.topology.services.size ?? 0) > mostServices;
  if (isLarge) onNotice(`Above ${mostServices} services figures are not compared here; the command below does.`);
  const known = isLarge ? undefined : loaded;
  const today = await (known && analystFor(known))?.().day({edits: [], down: []}, signal);
  return groundFor(systemOf(known, today?.figures), proposal, local, await skillText(cwd, skill));
}
