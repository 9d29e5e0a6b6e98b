import {basename, resolve} from 'node:path';
import {exitCodes, UserError} from '../errors.ts';
import {editsBetween} from '../import/edits-between.ts';
import {type ImportedSystem, importSystem} from '../import/import-system.ts';
import {formatNames, formats} from '../import/index.ts';
import {type Opened, openArtefacts} from '../import/open-artefacts.ts';
import {printedTopology} from '../import/print-topology.ts';
import {printableLine} from '../printable.ts';
import {importText} from '../report/import-text.ts';
import {defineCommand} from './define-command.ts';
import {instant} from './import/instant.ts';
import {readProgress} from './import/progress.ts';
import {type Loaded, loadTopology} from './load-topology.ts';
import {textOptions} from './paint.ts';
import {checkFree, writeNew} from './write-new.ts';

export const importCommand = defineCommand({
  name: 'import',
  summary: 'a topology from manifests, traces or models that you have',
  usage: ['FILE|DIR|URL... [-o OUT] [options]', 'clickhouse://HOST:8123/DATABASE[/TABLE] [-o OUT] [options]'],
  options: {
    out: {
      type: 'string',
      short: 'o',
      value: 'OUT',
      describe: 'where to write (.yaml or .json); default: standard output',
    },
    from: {
      type: 'string',
      choices: ['auto', ...formatNames],
      describe: 'what the files are (default auto: by their content)',
    },
    merge: {type: 'string', value: 'TOPOLOGY', describe: 'join the import to this topology; differences are listed'},
    force: {type: 'boolean', describe: 'overwrite OUT'},
    since: {
      type: 'string',
      value: 'TIME',
      describe: 'traces from then on: 1h, 2d, or 2026-11-23T08:00Z (ClickHouse: default 1h)',
    },
    until: {type: 'string', value: 'TIME', describe: 'traces up to then'},
    sample: {type: 'string', value: 'N', describe: 'one trace of N'},
    engine: {
      type: 'string',
      choices: ['auto', 'memory', 'chdb'],
      describe: 'what adds up files of OTLP traces (default auto: chDB where they exceed memory)',
    },
  },
  examples: [
    'eventcoach import compose.yaml -o topology.yaml',
    'eventcoach import k8s/ -o topology.yaml',
    'eventcoach import traces.jsonl --merge topology.yaml -o topology.yaml --force',
    'eventcoach import "http://localhost:16686/api/traces?service=shop&limit=1000" -o seen.yaml',
    'CLICKHOUSE_USER=ann eventcoach import clickhouse://localhost:8123/otel --since 1h --sample 10 -o seen.yaml',
  ],
  async run(io, values, names) {
    if (names.length === 0)
      throw new UserError(
        'What is to be imported?',
        'Name files, folders or addresses: eventcoach import compose.yaml -o topology.yaml',
      );
    if (names.filter((name) => name === '-').length > 1 || (names.includes('-') && values.merge === '-'))
      throw new UserError('Standard input can be read once.', 'Name files for the others.');
    // Before anything is read: whoever waits for a long import learns at its beginning that it cannot be written.
    if (values.out !== undefined) await checkFree(io, values.out, values.force);
    const older = values.merge === undefined ? undefined : await loadTopology(io, values.merge);
    const progress = readProgress(io);
    let imported: ImportedSystem;
    try {
      const opened = await openArtefacts(names, io);
      imported = await importSystem(opened, formats, {
        from: values.from === 'auto' ? undefined : values.from,
        name: nameFor(opened, io.cwd),
        older: older && {name: older.file, data: older.data},
        run: {
          signal: io.signal,
          beforeInterrupted: (work) => {
            io.beforeInterrupted?.(work);
            io.beforeEnd?.(work);
          },
          progress: progress.at,
          since: instant('--since', values.since, io.now()),
          until: instant('--until', values.until, io.now()),
          sample: sampleOf(values.sample),
          engine: values.engine,
        },
      });
    } finally {
      progress.end();
    }
    const given = (['since', 'until', 'sample'] as const).find((option) => values[option] !== undefined);
    if (given !== undefined && !imported.observed)
      throw new UserError(
        `--${given} chooses among traces, and there are none here.`,
        `Leave it out, or name a file of traces.`,
      );
    const text = await textOf(imported, older, values.out);
    const summary = importText(imported, values.out && printableLine(values.out), textOptions(io));
    if (values.out === undefined) {
      io.stdout.write(text);
      io.stderr.write(summary);
    } else {
      await writeNew(io, values.out, text, values.force);
      io.stdout.write(summary);
    }
    return exitCodes.ok;
  },
});

/** An older file keeps its comments and its order; a new one is printed. */
async function textOf(imported: ImportedSystem, older: Loaded | undefined, out: string | undefined): Promise<string> {
  const json = out !== undefined && /\.json$/i.test(out);
  if (older && json === /^\s*\{/.test(older.text)) {
    const {editedText} = await import('../topology/edit-text.ts');
    return editedText(older.text, older.data, editsBetween(older.data, imported.data));
  }
  return printedTopology(
    imported.data,
    json ? 'json' : 'yaml',
    imported.read.map(({name}) => name),
  );
}

/** The system is called as its folder is, or as the one file without its endings. */
function nameFor(opened: readonly Opened[], cwd: string): string {
  const [first, ...more] = opened;
  const single =
    first && more.length === 0 && !first.artefact.server
      ? basename(first.artefact.name).replace(/(?:\.\w{1,12})+$/, '')
      : '';
  return single || basename(resolve(cwd)) || 'my system';
}

function sampleOf(text: string | undefined): number {
  if (text === undefined) return 1;
  if (!/^[1-9]\d{0,8}$/.test(text))
    throw new UserError(`--sample ${printableLine(text)}: not a whole number from 1`, 'One trace of ten: --sample 10');
  return Number(text);
}
