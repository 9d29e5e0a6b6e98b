import type {Draft} from '../draft.ts';
import type {ImportRun} from '../format.ts';
import type {ServerAccess} from './access.ts';
import {askedWindow} from './asked-window.ts';
import {clientEngine} from './client-engine.ts';
import {draftBySql} from './draft-by-sql.ts';
import {hidden, withoutPassword} from './hidden.ts';
import {probeTable} from './probe-table.ts';

const beatMs = 1000;

/**
 * What the table of spans on a server shows: looks at the table, settles the time, and lets the server add up. Throws a
 * UserError where the server cannot be asked, and `Interrupted`; then nothing of ours runs on the server any more, if it
 * could still be told.
 */
export async function askTable(access: ServerAccess, run: ImportRun): Promise<Draft> {
  const {address} = access;
  let read = 0;
  const tell = () => run.progress(read, undefined, address.name);
  const engine = await clientEngine(access, run.signal, (bytes) => {
    read = bytes;
    tell();
  });
  run.beforeInterrupted?.(engine.stop);
  // Servers may work for minutes before they send anything.
  const beat = setInterval(tell, beatMs);
  try {
    const table = await probeTable(engine, address, (text) => hidden(text, access.credentials));
    const {since, notes} = await askedWindow(engine, table, run, address);
    return await draftBySql(engine, table, {run: {...run, since}, name: address.name, notes});
  } catch (error) {
    throw withoutPassword(error, access.credentials);
  } finally {
    clearInterval(beat);
    await engine.close();
  }
}
