import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {packageRoot} from '../../../src/root.ts';
import {loadCards} from '../../../src/skill/cards.ts';
import {builtInRubric} from '../../../src/skill/load-rubric.ts';
import {loadGaps, recordGap} from '../../../src/workspace/gaps.ts';
import {openWorkspace} from '../../../src/workspace/layout.ts';
import {emptyFolder, write} from '../folder.ts';
import {run} from './run.ts';

const file = 'skills/kafka-events/SKILL.md';

/** A folder with the starter skill. */
async function starter() {
  const cwd = realpathSync(emptyFolder());
  await run(cwd, ['init']);
  const read = (path = file) => readFileSync(join(cwd, path), 'utf8');
  const gaps = async () => (await loadGaps(openWorkspace(join(cwd, '.eventcoach')))).gaps;
  return {cwd, read, gaps, first: read()};
}
const criteria = ['consumer-lag', 'event-naming'];
const chosen = criteria.flatMap((id) => ['--gap', id]);
const json = async (cwd: string, ...args: string[]) => JSON.parse((await run(cwd, [...args, '--format', 'json'])).out);

describe('skill improve', () => {
  it('brings the starter skill to a check without gaps, keeps every old line and says so', async () => {
    const {cwd, read, first} = await starter();
    const {code, out} = await run(cwd, ['improve', '--apply', '--yes']);
    const all = (await builtInRubric()).criteria.length;
    expect([code, out]).toEqual([
      0,
      expect.stringContaining(`is now version 0.2.0.\nA check now finds ${all} of ${all} criteria met (before: `),
    ]);
    expect(out).not.toContain('recorded gap');
    const {gaps, problems} = await json(cwd, 'check');
    expect({gaps, problems}).toEqual({gaps: [], problems: []});
    let at = 0;
    for (const line of first.replace('"0.1.0"', '"0.2.0"').split('\n')) {
      at = read().indexOf(line, at);
      expect(at, line).toBeGreaterThanOrEqual(0);
    }
    expect((await run(cwd, ['improve'])).out).toBe('Nothing to put into skills/kafka-events.\n');
  });

  it('prints a diff for each section and writes nothing but that the gap has a draft', async () => {
    const {cwd, read, first, gaps} = await starter();
    await run(cwd, ['gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.']);
    const [{id} = {id: ''}] = await gaps();
    expect(await json(cwd, 'improve', '--gap', id)).toEqual({
      schema: 'eventcoach/skill-patch@1',
      from: '0.1.0',
      to: '0.2.0',
      sections: [
        {
          file: 'SKILL.md',
          heading: 'Consumers',
          gaps: [id],
          diff: expect.stringMatching(/^--- a\/SKILL\.md\n\+\+\+ b\/SKILL\.md\n@@ /),
        },
      ],
      applied: false,
    });
    expect(read()).toBe(first);
    expect(await gaps()).toMatchObject([{id, status: 'drafted'}]);
    expect((await run(cwd, ['improve', '--gap', id])).out).toContain('\n+## Consumers\n+\n+Lag is');
  });

  it('drafts nothing unasked for a skill on other things, and what is named all the same', async () => {
    const cwd = emptyFolder();
    const about = 'name: commits\ndescription: Write commit messages.\nmetadata:\n  version: "1.0.0"';
    write(cwd, {'skills/commits/SKILL.md': `---\n${about}\n---\n\n# Commits\n`});
    const {code, err} = await run(cwd, ['improve']);
    expect([code, err]).toEqual([2, expect.stringContaining('No rubric fits skills/commits by its name')]);
    expect((await run(cwd, ['improve', '--gap', 'consumer-lag'])).out).toContain('+Lag is');
  });

  it('says of the list of recorded gaps what changes in it, and which are open when the check finds none', async () => {
    const {cwd, gaps} = await starter();
    await run(cwd, ['gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.']);
    await run(cwd, ['gaps', 'add', '--text', 'Nobody is told.']);
    const drafted = await run(cwd, ['improve']);
    expect(drafted.out).toMatch(
      /\nNothing was written\.\nIn the list of recorded gaps, 1 goes from open to drafted\.\n/,
    );
    expect((await gaps()).map(({status}) => status)).toEqual(['drafted', 'open']);
    expect((await run(cwd, ['improve'])).out).not.toContain('from open to drafted');
    const {out} = await run(cwd, ['improve', '--apply', '--yes']);
    expect(out).toMatch(/A check now finds (\d+) of \1 criteria met/);
    expect(out).toContain(`\n1 recorded gap is open: ${(await gaps())[1]!.id}. See: eventcoach skill gaps\n`);
  });

  it('says which lines of a section are to be read beside a passage, and of no new section', async () => {
    const {cwd, first, read} = await starter();
    write(cwd, {[file]: `${first}\n## Consumers\n\nLag is nothing to look at.\n\nNever alert.\n`});
    const line = read().split('\n').indexOf('Lag is nothing to look at.') + 1;
    const says = `Read lines ${line}-${line + 2} of SKILL.md as well: they speak of the same, and no check sees a contradiction.`;
    const flat = (text: string) => text.replace(/\s+/g, ' ');
    expect(line).toBeGreaterThan(1);
    expect(flat((await run(cwd, ['improve', '--gap', 'consumer-lag'])).out)).toContain(says);
    const asked = await run(cwd, ['improve', '--apply', '--gap', 'consumer-lag'], {typed: ['n']});
    expect(flat(asked.err)).toContain(says);
    expect((await run(cwd, ['improve', '--gap', 'event-naming'])).out).not.toContain('as well');
  });

  it('cuts the lines around a change at a word, in what is printed only', async () => {
    const {cwd, first} = await starter();
    const long = `${'Some words that go on. '.repeat(30)}End.`;
    write(cwd, {[file]: `${first}\n## Consumers\n\n${long}\n`});
    const {out} = await run(cwd, ['improve', '--gap', 'consumer-lag']);
    expect(out).toMatch(/\n Some words [^\n]{40,70} \w+…\n/);
    expect(out).not.toContain('End.');
    expect((await json(cwd, 'improve', '--gap', 'consumer-lag')).sections[0].diff).toContain(`\n ${long}\n`);
  });

  it('asks about each passage at a terminal: one is edited, one rejected', async () => {
    const {cwd, read, gaps} = await starter();
    await run(cwd, ['gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.']);
    write(cwd, {
      'editor.mjs':
        "import fs from 'node:fs'; fs.writeFileSync(process.argv[2], 'Alert on the age of the oldest record.\\n');",
    });
    const EDITOR = `"${process.execPath}" editor.mjs`;
    const {code, out, err} = await run(cwd, ['improve', '--apply', ...chosen], {
      typed: ['?', 'n', 'e', 'y'],
      env: {EDITOR},
    });
    expect(code, err).toBe(0);
    expect(err).toContain('1 of 2: SKILL.md, new section "Names of events"');
    expect(err).toContain('q  leave this and all that follow out');
    expect(read()).toMatch(/\n## Consumers\n\nAlert on the age of the oldest record\.\n$/);
    expect(read()).not.toContain('Names of events');
    expect(out).toContain('is now version 0.2.0');
    expect(await gaps()).toMatchObject([{criterion: 'consumer-lag', status: 'merged', why: 'in kafka-events 0.2.0'}]);
  });

  it.each([
    ['q leaves the rest out', ['y', 'q'], {}, true, 'is now version 0.2.0'],
    ['n leaves a passage out', ['n', 'n'], {}, false, 'Nothing was written.'],
    ['whole words do as well', ['yes', 'edit', 'quit'], {EDITOR: 'node same.mjs'}, true, 'is now version'],
    ['the end of the input writes nothing, not even what was accepted', ['y'], {}, false, ''],
    ['a missing editor is said and the question stays', ['e', 'y', 'q'], {}, true, 'is now version'],
    [
      'an edit that breaks the section is said and the question stays',
      ['e', 'n', 'n'],
      {EDITOR: 'node break.mjs'},
      false,
      'Nothing was written.',
    ],
  ])('at a terminal %s', async (_, typed, env, isChanged, says) => {
    const {cwd, read, first} = await starter();
    write(cwd, {'break.mjs': "import fs from 'node:fs'; fs.writeFileSync(process.argv[2], '# New title\\n');"});
    const {code, out, err} = await run(cwd, ['improve', '--apply', ...chosen], {
      typed,
      env: {...env, PATH: process.env['PATH'] ?? ''},
    });
    expect(read() !== first, err).toBe(isChanged);
    expect(out).toContain(says);
    expect(code).toBe(says === '' ? 130 : 0);
    if (says === '') expect(err).toMatch(/\nInterrupted\. Nothing was written\.\n$/);
    if (typed[0] === 'e')
      expect(err).toMatch(/There is no editor|That cannot stand under a heading: it holds a heading/);
  });

  it.each([
    [['--apply'], '--apply asks about each passage, and nobody can be asked here.'],
    [['--yes'], '--yes answers the questions of --apply.'],
    [['--gap', 'consumer-lagg'], 'There is no gap "consumer-lagg".\nDid you mean "consumer-lag"?'],
    [['--draft', 'anthropics'], '--draft anthropics: nobody can be asked under that name.\nDid you mean "anthropic"?'],
    [['--model', 'x'], '--model says whom to ask for drafts, and the knowledge cards need nobody.'],
    [['--base-url', 'http://127.0.0.1:1'], '--base-url says whom to ask for drafts'],
    [['lag'], 'What is "lag"?'],
    [
      ['--draft', 'anthropic'],
      'ANTHROPIC_API_KEY is not set.\nSet ANTHROPIC_API_KEY in the environment. Or leave --draft out: ',
    ],
  ])('says what is wrong with %j', async (args, says) => {
    const {cwd, read, first} = await starter();
    const {code, err} = await run(cwd, ['improve', ...args]);
    expect([code, err]).toEqual([2, expect.stringContaining(says)]);
    expect(read()).toBe(first);
  });

  it('puts in what a program drafts, once its answer can stand under a heading, and shows it before', async () => {
    const {cwd, read} = await starter();
    const answers = [
      '{"heading": "x", "passage": "# Mine"}',
      'Here: {"heading": "Alerts", "passage": "Alert on lag.\\n\\n- at once"}',
    ];
    write(cwd, {
      'model.mjs': `import fs from 'node:fs'; const asked = fs.readFileSync(0, 'utf8'); process.stdout.write(${JSON.stringify(answers)}[asked.includes('cannot be used') ? 1 : 0]);`,
    });
    await run(cwd, ['gaps', 'add', '--text', 'Nobody is told.']);
    const [gap] = (await loadGaps(openWorkspace(join(cwd, '.eventcoach')))).gaps;
    const draft = `command:"${process.execPath}" model.mjs`;
    const {out, err, code} = await run(cwd, ['improve', '--apply', '--yes', '--gap', gap!.id, '--draft', draft], {
      env: {PATH: process.env['PATH'] ?? ''},
    });
    expect(code, err).toBe(0);
    expect(read()).toMatch(/\n## Alerts\n\nAlert on lag\.\n\n- at once\n$/);
    expect(out.indexOf('+Alert on lag.')).toBeLessThan(out.indexOf('is now version'));
  });
});

describe('skill improve --apply refuses', () => {
  it.each([
    [
      'a link to a skill',
      (cwd: string) => {
        renameSync(join(cwd, 'skills'), join(cwd, 'real'));
        mkdirSync(join(cwd, 'skills'));
        symlinkSync('../real/kafka-events', join(cwd, 'skills/kafka-events'));
      },
      'skills/kafka-events is a link to another folder',
      '--skill real/kafka-events',
    ],
    [
      'a folder behind a link that leads out',
      (cwd: string) => {
        const out = emptyFolder();
        renameSync(join(cwd, 'skills'), join(out, 'skills'));
        symlinkSync(join(out, 'skills'), join(cwd, 'skills'));
      },
      'lies behind a link that leads out of this folder',
      '--skill /',
    ],
    [
      'a SKILL.md that is a link',
      (cwd: string) => {
        renameSync(join(cwd, file), join(cwd, 'skills/kafka-events/x.md'));
        symlinkSync('x.md', join(cwd, file));
      },
      'skills/kafka-events/SKILL.md is a link',
      'Put the file itself there.',
    ],
    [
      'a read-only folder',
      (cwd: string) => chmodSync(join(cwd, 'skills/kafka-events'), 0o555),
      'skills/kafka-events is read-only',
      'right to write',
    ],
    [
      'a read-only file',
      (cwd: string) => chmodSync(join(cwd, file), 0o444),
      'skills/kafka-events/SKILL.md is read-only',
      'right to write',
    ],
  ])('%s', async (_, prepare, says, hint) => {
    const {cwd, first} = await starter();
    prepare(cwd);
    const {code, err} = await run(cwd, ['improve', '--apply', '--yes', '--skill', 'skills/kafka-events']);
    expect([code, err]).toEqual([2, expect.stringContaining(`${says}; nothing was written.`)]);
    expect(err).toContain(hint);
    expect(readFileSync(join(cwd, file), 'utf8')).toBe(first);
    chmodSync(join(cwd, 'skills/kafka-events'), 0o755);
  });

  it.each([
    ['a project', '.agents/skills', 'skills-lock.json'],
    ['a project, linked for one client', '.claude/skills', 'skills-lock.json'],
    ['a home folder', '.agents/skills', '.agents/.skill-lock.json'],
  ])('a copy that a lock file tracks in %s, and names the source', async (_, place, lock) => {
    const {cwd, first} = await starter();
    mkdirSync(join(cwd, place), {recursive: true});
    renameSync(join(cwd, 'skills/kafka-events'), join(cwd, place, 'kafka-events'));
    // The formats of "skills" 1.7 (version 1) and of its global file (version 3).
    write(cwd, {
      [lock]: JSON.stringify({
        version: 1,
        skills: {'kafka-events': {source: 'acme/skills', sourceType: 'github', computedHash: 'x'}},
      }),
    });
    const {code, err} = await run(cwd, ['improve', '--apply', '--yes']);
    expect([code, err]).toEqual([2, expect.stringContaining('is an installed copy')]);
    expect(err).toContain('Change its source instead, acme/skills, and install that again.');
    expect(readFileSync(join(cwd, place, 'kafka-events/SKILL.md'), 'utf8')).toBe(first);
    write(cwd, {[lock]: JSON.stringify({version: 1, skills: {other: {}}})});
    expect((await run(cwd, ['improve', '--apply', '--yes'])).code).toBe(0);
    write(cwd, {[lock]: '{'});
    expect((await run(cwd, ['improve', '--apply', '--yes'])).err).toContain(
      'cannot be read, and it may track this copy',
    );
  });

  it('the skill that comes with eventcoach', async () => {
    const {cwd} = await starter();
    const {code, err} = await run(cwd, [
      'improve',
      '--apply',
      '--yes',
      '--skill',
      join(packageRoot, 'skills/kafka-events'),
    ]);
    expect([code, err]).toEqual([2, expect.stringContaining('comes with eventcoach and is never changed')]);
  });

  it('a file that changed while the user was asked', async () => {
    const {cwd, read} = await starter();
    write(cwd, {
      'editor.mjs': `import fs from 'node:fs'; fs.appendFileSync(${JSON.stringify(join(cwd, file))}, 'mine');`,
    });
    const typed = ['e', 'y'];
    const {code, err} = await run(cwd, ['improve', '--apply', '--gap', 'consumer-lag'], {
      typed,
      env: {EDITOR: `"${process.execPath}" editor.mjs`},
    });
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('SKILL.md was changed by somebody else since it was read; nothing was written.'),
    ]);
    expect(read()).toMatch(/mine$/);
    expect(readdirSync(join(cwd, 'skills/kafka-events'))).toEqual(['SKILL.md']);
  });
});

describe('skill history and revert', () => {
  it('bring back every byte, and that can be undone', async () => {
    const {cwd, read, first} = await starter();
    expect((await run(cwd, ['history'])).out).toContain('No old versions.');
    expect((await run(cwd, ['revert', '--yes'])).err).toContain('No old version of skills/kafka-events is kept here.');
    writeFileSync(join(cwd, file), first.replaceAll('\n', '\r\n'));
    const crlf = read();
    await run(cwd, ['improve', '--apply', '--yes', ...chosen]);
    const improved = read();
    expect(await json(cwd, 'history')).toEqual({
      schema: 'eventcoach/skill-history@1',
      skill: {name: 'kafka-events', version: '0.2.0', path: 'skills/kafka-events'},
      versions: [
        {
          id: '0.1.0',
          version: '0.1.0',
          at: '2026-11-23T10:00:00.000Z',
          by: 'improve',
          next: '0.2.0',
          gaps: ['event-naming', 'consumer-lag'],
          files: ['SKILL.md'],
        },
      ],
    });
    expect(await run(cwd, ['revert', '0.1'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no old version 0.1 of skills/kafka-events.'),
    });
    expect((await run(cwd, ['revert'])).code).toBe(2);
    const no = await run(cwd, ['revert'], {typed: ['n']});
    expect([no.code, no.out]).toEqual([0, expect.stringMatching(/-## Consumers[\s\S]*Nothing was written\.\n$/)]);
    expect(read()).toBe(improved);
    expect(await json(cwd, 'revert', '0.1.0', '--yes')).toMatchObject({
      schema: 'eventcoach/skill-revert@1',
      from: '0.2.0',
      to: '0.1.0',
      files: [{file: 'SKILL.md'}],
      applied: true,
    });
    expect(read()).toBe(crlf);
    await run(cwd, ['revert', '--yes']);
    expect(read()).toBe(improved);
    const {versions} = await json(cwd, 'history');
    expect(versions.map(({id, by}: {id: string; by: string}) => [id, by])).toEqual([
      ['0.2.0', 'revert'],
      ['0.1.0-2', 'revert'],
      ['0.1.0', 'improve'],
    ]);
  });

  it('open the gaps again whose passages went away', async () => {
    const {cwd, gaps} = await starter();
    await run(cwd, ['gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.']);
    await run(cwd, ['improve', '--apply', '--yes', '--gap', 'consumer-lag']);
    expect(await gaps()).toMatchObject([{status: 'merged'}]);
    await run(cwd, ['revert', '--yes']);
    expect(await gaps()).toMatchObject([{status: 'open', why: 'version 0.1.0 was brought back'}]);
  });

  it('close the gaps whose passages come back, whoever recorded them, however often one goes back and forth', async () => {
    const {cwd, gaps} = await starter();
    const workspace = openWorkspace(join(cwd, '.eventcoach'));
    await run(cwd, ['gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.']);
    const failed = {criterion: 'event-naming', text: 'Case 3 failed.', evidence: [], source: 'eval:1'};
    await recordGap(workspace, failed, '2026-11-23T09:00:00Z');
    let hour = 10;
    const later = async (...args: string[]) => {
      hour += 1;
      expect((await run(cwd, [...args, '--yes'], {at: `2026-11-23T${hour}:00:00Z`})).code).toBe(0);
    };
    await later('improve', '--apply', '--gap', 'consumer-lag');
    await later('improve', '--apply', '--gap', 'event-naming');
    const back = async (...version: string[]) => {
      await later('revert', ...version);
      return (await gaps()).map(({status}) => status);
    };
    expect(await back('0.1.0')).toEqual(['open', 'open']);
    expect(await back('0.2.0')).toEqual(['merged', 'open']);
    expect(await back('0.3.0')).toEqual(['merged', 'merged']);
    expect(await back('0.1.0')).toEqual(['open', 'open']);
    expect(await back()).toEqual(['merged', 'merged']);
    expect((await gaps())[1]).toMatchObject({why: expect.stringMatching(/^version 0\.3\.0\S* was brought back$/)});
  });

  it('leave a gap alone that was closed as none, and one that was found again while its passage stood there', async () => {
    const {cwd, gaps} = await starter();
    const workspace = openWorkspace(join(cwd, '.eventcoach'));
    await run(cwd, ['gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.']);
    const found = {criterion: 'event-naming', text: 'Case 3 failed.', source: 'eval:1'};
    await recordGap(workspace, {...found, evidence: []}, '2026-11-23T09:00:00Z');
    await run(cwd, ['improve', '--apply', '--yes', '--gap', 'event-naming', '--gap', 'consumer-lag']);
    const evidence = [{source: 'eval:2', text: 'Failed again.'}];
    await recordGap(workspace, {...found, evidence}, '2026-11-23T11:00:00Z');
    await run(cwd, ['revert', '--yes']);
    await run(cwd, ['gaps', 'close', (await gaps())[0]!.id, '--why', 'none']);
    const before = (await gaps()).map(({status}) => status);
    expect(before).toEqual(['rejected', 'open']);
    await run(cwd, ['revert', '--yes']);
    expect((await gaps())[0]).toMatchObject({status: 'rejected'});
  });

  it('leaves a way to close a gap whose passage is there already', async () => {
    const {cwd, gaps} = await starter();
    await run(cwd, ['improve', '--apply', '--yes', '--gap', 'consumer-lag']);
    await run(cwd, ['gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.']);
    const [{id} = {id: ''}] = await gaps();
    const {out} = await run(cwd, ['improve', '--gap', id]);
    expect(out.replace(/\s+/g, ' ')).toContain(
      `its passage is there already. If it does close the gap, say so: eventcoach skill gaps close ${id} --merged --why`,
    );
    await run(cwd, ['gaps', 'close', id, '--merged', '--why', 'its passage is there']);
    expect(await gaps()).toMatchObject([{status: 'merged'}]);
  });

  it('refuse an old version that somebody has changed', async () => {
    const {cwd, read} = await starter();
    await run(cwd, ['improve', '--apply', '--yes', ...chosen]);
    const improved = read();
    writeFileSync(join(cwd, '.eventcoach/skill-history/kafka-events/0.1.0/SKILL.md'), 'other');
    expect((await run(cwd, ['revert', '--yes'])).err).toContain('SKILL.md is not what was kept of version 0.1.0.');
    expect(read()).toBe(improved);
  });
});

describe('every skill command', () => {
  it('first finishes an update that a killed process left behind, and says so', async () => {
    const {cwd, read, first} = await starter();
    // As a kill between the decision and the first rename leaves it.
    const entry = {file: 'SKILL.md', before: first, after: `${first}more\n`, temporary: '.SKILL.md.0123456789ab.tmp'};
    write(cwd, {
      'skills/kafka-events/.eventcoach-update.json': JSON.stringify({
        schema: 'eventcoach/skill-update@1',
        files: [entry],
      }),
      'skills/kafka-events/.SKILL.md.0123456789ab.tmp': entry.after,
    });
    const {out, err} = await run(cwd, ['show']);
    expect(out).toMatch(/\nmore\n$/);
    expect(err).toContain('An update of this skill had been interrupted; it was finished.\n');
    expect(read()).toBe(entry.after);
    expect(readdirSync(join(cwd, 'skills/kafka-events'))).toEqual(['SKILL.md']);
  });
});

describe('the knowledge cards', () => {
  it('can each stand under a heading', async () => {
    const {passageFlaw, tidied} = await import('../../../src/skill/improve/passage.ts');
    for (const {criterion, text} of (await loadCards()).values())
      expect([criterion, passageFlaw(tidied(text))]).toEqual([criterion, undefined]);
  });
});
