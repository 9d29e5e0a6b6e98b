import {resolve} from 'node:path';
import {UserError} from '../errors.ts';
import type {FoundGap} from '../workspace/gap.ts';
import {openWorkspace} from '../workspace/layout.ts';
import type {LoadedText} from './accept-critique.ts';
import type {AnalystFor} from './analysts.ts';
import type {Critic} from './critic.ts';
import {messageOf} from './message.ts';
import {progressServices} from './progress-services.ts';
import {saveQueue} from './save-queue.ts';
import type {Services} from './services.ts';
import {type FromCommands, type OpenFile, sharedServices} from './shared-services.ts';
import {skillOnDemand} from './skill-on-demand.ts';
import {sampleSystem} from './topology-place.ts';
import type {Workbench} from './workbench.ts';

/** What the services need of the world. */
export interface ServicesIo {
  readonly cwd: string;
  /** Where the workspace lies, absolute. */
  readonly workspace: string;
  readonly now: () => Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The terminal, whose clipboard a text is sent to. */
  readonly stdout: {write(text: string): unknown};
}

/** Reads a topology file, without a name that of the working directory; a UserError where there is none or it is broken. */
export type LoadTopology = (file: string | undefined) => Promise<LoadedText>;

/** The largest proposal that is read, in bytes. */
const mostBytes = 2_000_000;

/** The services of the program, on the workspace and the packaged exercises. What only some screens need is loaded by them. */
export function createServices(
  {cwd, workspace: dir, now, env, stdout}: ServicesIo,
  loadTopology: LoadTopology,
  shared: FromCommands,
): Services {
  const workspace = openWorkspace(dir);
  const queue = saveQueue();
  const saved = {answers: new Set<string>(), gaps: new Set<string>()};
  let failed: string | undefined;
  /** What the file of the learner's own system said when it was last read or written here. */
  let system: string | undefined;
  /** The topology file that the user has named last. */
  let opened: string | undefined;
  let analystFor: AnalystFor | undefined;
  const at = () => now().toISOString();

  const save = async (key: string, write: () => Promise<void>) => {
    try {
      await queue.add(key, write);
      failed = undefined;
    } catch (error) {
      failed = messageOf(error)?.text;
      throw error;
    }
  };
  const recordGap = (gap: FoundGap) =>
    save(`gap ${JSON.stringify(gap)}`, async () => {
      const gaps = await import('../workspace/gaps.ts');
      const {id} = await gaps.recordGap(workspace, gap, at());
      saved.gaps.add(id);
    });
  /** The file of the working directory, else the packaged one with a note that says so. */
  const usualFile = async (advice: string): Promise<OpenFile & {readonly loaded: LoadedText}> => {
    try {
      const loaded = await loadTopology(undefined);
      return {file: loaded.file, loaded, note: undefined};
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const why = /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
      const text = `${why} Shown instead: the Task API of exercise 01; ${advice}`;
      return {file: sampleSystem, loaded: await loadTopology(sampleSystem), note: {kind: 'note', text}};
    }
  };
  const theAnalysts = async (): Promise<AnalystFor> => {
    const {analysts} = await import('./analysts.ts');
    analystFor ??= analysts();
    return analystFor;
  };
  const benchOf = async (loaded: LoadedText): Promise<Workbench> => {
    const [{workbench}, forFile] = await Promise.all([import('./workbench.ts'), theAnalysts()]);
    return workbench(loaded, forFile(loaded));
  };
  const openTopology: Services['openTopology'] = async (file) => {
    if (file === undefined) {
      const {loaded, note} = await usualFile('open a file of yours on the architecture screen (o).');
      return {bench: await benchOf(loaded), note};
    }
    const bench = await benchOf(await loadTopology(file));
    opened = bench.file;
    return {bench, note: undefined};
  };
  const openFile = async (): Promise<OpenFile> =>
    opened === undefined ? usualFile('open yours on the architecture screen.') : {file: opened, note: undefined};

  const theCritic = async (): Promise<Critic> => {
    const {critic} = await import('./critic.ts');
    await queue.settled();
    return critic({cwd, workspace, loadTopology, analystFor: await theAnalysts()});
  };
  const written = new Set<string>();

  return {
    ...progressServices({
      cwd,
      workspace,
      queue,
      save,
      answered: (id) => saved.answers.add(id),
      at,
    }),
    openTopology,
    changedTopology: async (file) => {
      await queue.settled();
      if (!written.delete(file)) return undefined;
      return benchOf(await loadTopology(file));
    },
    listProposals: async () => (await theCritic()).list(),
    openProposal: async (place) => (await theCritic()).open(place),
    proposeCall: async (call) => (await theCritic()).propose(call),
    proposeEvent: async (call, event) => (await theCritic()).propose(call, event),
    proposalText: async ({file}) => {
      const {readText} = await import('../workspace/read-text.ts');
      await queue.settled();
      return (await readText(resolve(cwd, file), mostBytes)) ?? '';
    },
    ownSystem: async () => {
      const [{readSystem}, {offerIn}] = await Promise.all([import('./system-file.ts'), import('./begin-with.ts')]);
      await queue.settled();
      system = await readSystem(cwd);
      return {text: system, offer: await offerIn(cwd, loadTopology)};
    },
    saveSystem: (text) =>
      save('system', async () => {
        const {writeSystem} = await import('./system-file.ts');
        await writeSystem(cwd, system, text);
        system = text;
      }),
    beginWith: async (name) => {
      const {beginWith} = await import('./begin-with.ts');
      return beginWith(name, cwd, loadTopology, new AbortController().signal);
    },
    checkOwnSkill: async (criterion) => {
      const {checkOwnSkill} = await import('./own-skill.ts');
      return checkOwnSkill(workspace, cwd, criterion);
    },
    keepAnswers: (open, talk) =>
      save(`proposal ${open.file}`, async () => {
        await open.keep(talk);
        for (const fact of talk.answered) saved.answers.add(`${open.file} ${fact}`);
      }),
    askCritic: async (whom, about, screen) => {
      const [{askCritic}, {clipboardSequence}] = await Promise.all([
        import('./critique-ask.ts'),
        import('../terminal-clipboard.ts'),
      ]);
      await queue.settled();
      const copy = (text: string) => {
        const sequence = clipboardSequence(text);
        if (sequence !== undefined) stdout.write(sequence);
        return sequence !== undefined;
      };
      return askCritic(
        {cwd, workspace: dir, env, now, loadTopology, analystFor: await theAnalysts(), copy},
        whom,
        about,
        screen,
      );
    },
    acceptCritique: async (open, talk) => {
      const {acceptCritique} = await import('./accept-critique.ts');
      let says = '';
      await save(`accept ${open.file}`, async () => {
        says = await acceptCritique({cwd, workspace, loadTopology}, open, talk);
        if (open.topology !== undefined) written.add(open.topology);
      });
      return says;
    },
    loadGaps: async () => {
      const {loadGaps} = await import('../workspace/gaps.ts');
      await queue.settled();
      return (await loadGaps(workspace)).gaps;
    },
    recordGap,
    closeGap: (id, why) =>
      save(`close ${id}`, async () => {
        const {setGapStatus} = await import('../workspace/gaps.ts');
        await setGapStatus(workspace, id, {status: 'rejected', why, at: at()});
      }),
    skill: skillOnDemand(async () => {
      const {skillServices} = await import('./skill-services.ts');
      return skillServices({cwd, env, workspace, at});
    }, queue),
    ...sharedServices(shared, queue, openFile),
    saved: () => ({answers: saved.answers.size, gaps: saved.gaps.size, failed}),
    settled: queue.settled,
  };
}
