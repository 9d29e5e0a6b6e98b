import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {html} from '../../../src/report/html/html.ts';
import {all, converted, taskApi} from '../../analysis/converted.ts';
import {fixtures, readFixture} from '../../topology/fixtures.ts';
import {hostileNames} from '../hostile-text.ts';
import {attribute, document, textOf} from './document.ts';
import {fileOf, plainNames, shapes, sideOf} from './sides.ts';

const bad = {...taskApi, services: {...taskApi.services, audit: {latency: '9s'}, slack: {kind: 'external'}}};
const pages: readonly (readonly [string, () => Promise<string>])[] = [
  ...fixtures.map((name) => [name, () => html({today: sideOf(readFixture(name)), file: name})] as const),
  ['two sides', () => html({today: sideOf(taskApi), after: {...sideOf(bad), title: 'audit is slow'}, file: undefined})],
  ['one service', () => html({today: sideOf({services: {shop: {latency: '1ms'}}}), file: 'a b.yaml'})],
];

describe.each(pages)('the report of %s', (_, made) => {
  const first = made();
  const page = () => first;

  it('is HTML without a parse error, with unique ids that every reference finds', async () => {
    const {elements, errors} = document(await page());
    expect(errors).toEqual([]);
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const references = elements.flatMap((element) => [
      ...(attribute(element, 'aria-labelledby')?.split(' ') ?? []),
      ...[attribute(element, 'href')?.slice(1)].filter((id) => id !== undefined),
    ]);
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('loads nothing and runs nothing', async () => {
    const text = await page();
    const {elements} = document(text);
    const policy = elements.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy')!;
    expect(attribute(policy, 'content')).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/);
    const names = new Set(elements.map(({tagName}) => tagName));
    for (const name of ['script', 'link', 'img', 'image', 'iframe', 'object', 'use', 'foreignObject', 'base', 'form'])
      expect(names).not.toContain(name);
    expect(elements.flatMap((element) => attribute(element, 'href') ?? []).every((to) => to.startsWith('#'))).toBe(
      true,
    );
    const attributes = new Set(elements.flatMap(({attrs}) => attrs.map(({name}) => name)));
    expect([...attributes].filter((name) => /^on|^src|^style$|^action$|xlink/.test(name))).toEqual([]);
    expect(textOf(elements.find(({tagName}) => tagName === 'style')!)).not.toMatch(/url\(|@import|@font-face/);
  });

  it('has a language, a title, headings that skip no level, heads of rows and columns, and names for its drawings', async () => {
    const {elements} = document(await page());
    const [root] = elements;
    expect([attribute(root!, 'lang'), attribute(root!, 'dir')]).toEqual(['en', 'ltr']);
    const levels = elements.flatMap(({tagName}) => (/^h[1-6]$/.test(tagName) ? [Number(tagName[1])] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);
    const heads = elements.filter(({tagName}) => tagName === 'th');
    expect(heads.map((head) => attribute(head, 'scope')).filter((scope) => scope !== 'row' && scope !== 'col')).toEqual(
      [],
    );
    const drawings = elements.filter((element) => element.tagName === 'svg' && attribute(element, 'role') === 'img');
    for (const drawing of drawings)
      expect(drawing.childNodes.flatMap((node) => ('tagName' in node ? node.tagName : [])).slice(0, 2)).toEqual([
        'title',
        'desc',
      ]);
    const silent = elements.filter((element) => element.tagName === 'svg' && !drawings.includes(element));
    expect(silent.every((element) => attribute(element, 'aria-hidden') === 'true')).toBe(true);
  });

  it('is the same each time, byte for byte', async () => {
    expect(await made()).toBe(await page());
  });
});

// Their findings come and go with the words of a name.
const namesJudged = ['command-named-event', 'consumer-specific-payload'];

it('lets no name become an element or an attribute: hostile names build the same document as plain ones', async () => {
  // Names change sizes and places in the drawing, so numbers and paths may differ; everything else may not.
  const geometry = /^(?:x|y|d|width|height|viewbox|rx)$/i;
  const skeleton = (page: string) =>
    document(page).elements.map(({tagName, attrs}) => [
      tagName,
      ...attrs.map(({name, value}) => (geometry.test(name) ? name : `${name}=${value}`)),
    ]);
  const property = fc.asyncProperty(
    shapes(5).chain((shape) => fc.tuple(fc.constant(shape), hostileNames(plainNames(shape).length + 1))),
    async ([shape, [title, ...names]]) => {
      const pageOf = (own: readonly string[], about: string) => {
        const side = sideOf(fileOf(shape, own), namesJudged);
        return html({today: side, after: {...side, title: about}, file: about});
      };
      const page = await pageOf(names, title!);
      expect(document(page).errors).toEqual([]);
      expect(skeleton(page)).toEqual(skeleton(await pageOf(plainNames(shape), 'about')));
    },
  );
  await fc.assert(property, {numRuns: 40, seed: 1});
});

describe('the Task API of the course', () => {
  const rowsOf = (page: string) =>
    document(page)
      .elements.filter(({tagName}) => tagName === 'tr')
      .map((row) => row.childNodes.flatMap((node) => ('tagName' in node ? [textOf(node)] : [])));

  it('shows every figure against its target', async () => {
    const page = await html({today: sideOf(readFixture('task-api.topology.yaml')), file: 'task-api.yaml'});
    // 0.999^4, 34.99 h and 2.6 s: the worked examples of the course.
    const [, today, target] = rowsOf(page);
    expect(today).toEqual(['Today', '99.6006 %✗ missed', '34.99 h', '', '2.6 s', '2.6 s', '2.6 s✗ missed']);
    expect(target).toEqual(['Target', '99.9 %', '8.76 h', '', '', '', '300 ms']);
    expect(page).toContain('task-api.yaml');
  });

  it('shows both sides of a conversion: the figures, the calls that go, the events that come, what it solves', async () => {
    const result = converted(taskApi, all);
    if ('message' in result) throw new Error(result.message);
    const after = {...sideOf(convertedFile), title: 'TaskCreated'};
    const page = await html({today: sideOf(taskApi), after, file: undefined});
    const rows = rowsOf(page);
    const [, , then] = rows;
    // 0.999 x 0.9999 and 50 + 5 ms, as in the conversion's own tests.
    expect(then!.slice(0, 2)).toEqual(['Then', '99.89 %']);
    expect(then!.slice(4)).toEqual(['55 ms', '55 ms', '55 ms']);
    const heads = rows.map(([head]) => head!);
    for (const name of ['notification', 'audit', 'reminder']) expect(heads).toContain(`task-api → ${name} removed`);
    expect(heads).toContain('audit → siem');
    expect(heads.filter((head) => head === 'TaskCreated new')).toHaveLength(3);
    expect(page).toMatch(/needless-wait<\/code> <strong class="good">solved then/);
  });

  it('says of a finding that stays what it says then', async () => {
    const page = await html({today: sideOf(taskApi), after: {...sideOf(bad), title: 'audit is slow'}, file: undefined});
    expect(page).toMatch(/waits 500 ms for it[^<]*<\/p><p>Then: [^<]*waits 9 s for it/);
  });
});

const convertedFile = {
  ...taskApi,
  services: {...taskApi.services, 'task-api': {latency: '50ms'}},
  events: {TaskCreated: {producer: 'task-api', via: 'kafka', consumers: {notification: {}, audit: {}, reminder: {}}}},
};
