import {editedByUser} from '../../critics/edited-by-user.ts';
import {Interrupted, UserError} from '../../errors.ts';
import {hunkText} from '../../report/skill-patch-text.ts';
import {passageFlaw, tidied} from '../../skill/improve/passage.ts';
import type {Hunk, Patch} from '../../skill/improve/patch.ts';
import type {Choice, Choices} from '../../skill/improve/patched-files.ts';
import {typedLines} from '../critique/typed-lines.ts';
import type {Io} from '../define-command.ts';
import {diffOptions} from '../paint.ts';

const legend = `y  put it in      n  leave it out      e  edit it first, in $EDITOR
q  leave this and all that follow out
`;

/** Asks the user about one passage after the other. Input that ends before the last one is an interrupt: nothing is put in. */
export async function chooseHunks(io: Io, {hunks}: Pick<Patch, 'hunks'>): Promise<Choices> {
  const choices = new Map<string, Choice>();
  let over: () => void = () => {};
  const asked = new Promise<void>((end) => {
    // A little later, so that what is thrown here comes first.
    over = () => setImmediate(end);
  });
  io.beforeInterrupted?.(() => asked);
  let lines = typedLines(io);
  const answer = async (): Promise<string> => {
    io.stderr.write('Put this into the skill? [y,n,e,q,?] ');
    const line = await lines.next();
    if (line === null) throw new Interrupted();
    return line.trim().toLowerCase();
  };
  /** The passage as it is after editing; as it was where that came to nothing. */
  const changed = async (text: string): Promise<string> => {
    // The editor needs the terminal for itself.
    lines.close();
    try {
      const next = tidied(await editedByUser(io, text));
      const flaw = passageFlaw(next);
      if (flaw === undefined) return next;
      io.stderr.write(`That cannot stand under a heading: ${flaw}.\n`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      io.stderr.write(`${error.message} ${error.hint}\n`);
    } finally {
      lines = typedLines(io);
    }
    return text;
  };
  const choose = async (hunk: Hunk, nth: number): Promise<Choice | 'quit'> => {
    let text = hunk.insert;
    for (let show = true; ; ) {
      if (show) io.stderr.write(hunkText({...hunk, insert: text}, nth, hunks.length, diffOptions(io, io.stderr)));
      show = false;
      const said = await answer();
      if (/^y(?:es)?$/.test(said)) return text === hunk.insert ? {kind: 'accept'} : {kind: 'edit', text};
      if (/^no?$/.test(said)) return {kind: 'reject'};
      if (/^q(?:uit)?$/.test(said)) return 'quit';
      if (/^e(?:dit)?$/.test(said)) {
        text = await changed(text);
        show = true;
      } else io.stderr.write(legend);
    }
  };
  try {
    for (const [i, hunk] of hunks.entries()) {
      const choice = await choose(hunk, i + 1);
      if (choice === 'quit') break;
      choices.set(hunk.id, choice);
    }
  } catch (error) {
    // Behind the question, where nothing ends its line.
    if (io.signal.aborted) io.stderr.write('\n');
    throw error instanceof Interrupted ? new Interrupted('Nothing was written.') : error;
  } finally {
    lines.close();
    over();
  }
  return choices;
}
