import type {SaveQueue} from './save-queue.ts';
import type {SkillSource} from './skill-source.ts';

/**
 * A source that is made when it is first used: what checks and drafts is slow to load. It reads after everything in
 * `queue` is written, and what it writes takes its turn there.
 */
export function skillOnDemand(make: () => Promise<SkillSource>, queue: SaveQueue): SkillSource {
  let made: Promise<SkillSource> | undefined;
  let count = 0;
  const source = () => {
    made ??= make();
    return made;
  };
  const reading = async () => {
    await queue.settled();
    return source();
  };
  const queued = async <T>(work: (skill: SkillSource) => Promise<T>): Promise<T> => {
    count += 1;
    const results: T[] = [];
    // A key of its own: each has an answer that somebody waits for.
    await queue.add(`skill ${count}`, async () => void results.push(await work(await source())));
    return results[0]!;
  };
  return {
    check: async () => (await reading()).check(),
    choose: (answer) => queued((skill) => skill.choose(answer)),
    draft: async () => (await reading()).draft(),
    preview: async (draft, choices) => (await source()).preview(draft, choices),
    write: (draft, choices) => queued((skill) => skill.write(draft, choices)),
    editor: async () => (await source()).editor(),
    edit: async (text) => (await source()).edit(text),
    passage: async (text) => (await source()).passage(text),
    history: async () => (await reading()).history(),
    planRevert: async (id) => (await reading()).planRevert(id),
    revert: (id) => queued((skill) => skill.revert(id)),
  };
}
