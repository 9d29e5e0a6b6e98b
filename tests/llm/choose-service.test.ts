import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {chooseService, type Wanted} from '../../src/llm/choose-service.ts';
import {providerFor, vendors} from '../../src/llm/index.ts';
import {listPrice} from '../../src/llm/prices.ts';

const key = 'sk-test-7f3a9b2c';
const env = {OPENAI_API_KEY: key};
const choose = (wanted: Partial<Wanted>) => chooseService(vendors.openai, {env, ...wanted});
const far = 'https://models.example.com/v1';

describe('model and address', () => {
  it('come from the flag, else the environment, else the settings, else the vendor', () => {
    const configured = {model: 'c', baseUrl: 'http://localhost:3/v1'};
    const both = {...env, EVENTCOACH_MODEL: 'e', EVENTCOACH_BASE_URL: 'http://localhost:2/v1'};
    const chosen = [
      choose({model: 'f', baseUrl: 'http://localhost:1/v1/', env: both, configured}),
      choose({env: both, configured}),
      choose({env: {...env, EVENTCOACH_MODEL: ''}, configured}),
      choose({}),
    ].map(({model, baseUrl, own}) => [model, baseUrl, own]);
    expect(chosen).toEqual([
      ['f', 'http://localhost:1/v1', false],
      ['e', 'http://localhost:2/v1', false],
      ['c', 'http://localhost:3/v1', false],
      [vendors.openai.model, 'https://api.openai.com/v1', true],
    ]);
  });

  it('need a name for the model where the address is not the vendor’s own', () => {
    expect(() => choose({baseUrl: far})).toThrow('Which model?');
  });

  it.each(['ftp://x/v1', 'x', 'http://user:secret-word@x/v1', 'https://x/v1?key=secret-word'])(
    '%s is no address, and is not repeated',
    (baseUrl) => {
      expect(() => choose({baseUrl, model: 'm'})).toThrow(/^(?!.*secret-word).*not an http or https address/);
    },
  );
});

describe('the key', () => {
  const keyFor = (wanted: Partial<Wanted>) => {
    const {key: sent, keyKept, unconfirmed} = choose({model: 'm', ...wanted});
    // An address that is not confirmed never gets it.
    expect(unconfirmed && !keyKept).toBe(false);
    return [sent, keyKept];
  };

  it('goes to the vendor, and to an address that the user named', () => {
    expect(keyFor({})).toEqual([key, false]);
    expect(keyFor({baseUrl: far})).toEqual([key, false]);
    expect(keyFor({env: {...env, EVENTCOACH_BASE_URL: far}})).toEqual([key, false]);
  });

  it('goes to the vendor although only the settings name it', () => {
    expect(keyFor({configured: {baseUrl: 'https://api.openai.com/v1/'}})).toEqual([key, false]);
  });

  it.each(['http://127.0.0.1:1/v1', 'http://localhost:1/v1', 'http://[::1]:1/v1'])(
    'is kept back from %s, which hears the words: what listens there may have come with the folder',
    (baseUrl) => {
      expect(keyFor({configured: {baseUrl}})).toEqual([null, true]);
      expect(choose({model: 'm', configured: {baseUrl}}).unconfirmed).toBe(false);
      expect(keyFor({baseUrl})).toEqual([key, false]);
    },
  );

  it.each([
    far,
    'http://api.openai.com/v1',
    'https://api.openai.com.example.com/v1',
    'https://api.openai.com:444/v1',
    'http://localhost.example.com/v1',
    'http://127.0.0.1.example.com/v1',
    'http://10.0.0.1/v1',
  ])('does not go to %s, which only the settings name', (baseUrl) => {
    expect(keyFor({configured: {baseUrl}})).toEqual([null, true]);
  });

  it('is asked for by the name of its variable, and refused where it cannot be one, without repeating it', () => {
    expect(() => choose({env: {}})).toThrow('OPENAI_API_KEY is not set');
    expect(() => choose({env: {OPENAI_API_KEY: 'secret word'}})).toThrow(/^(?!.*secret).*OPENAI_API_KEY holds spaces/);
    expect(choose({env: {}, baseUrl: far, model: 'm'}).key).toBeNull();
  });
});

describe('an address that only the settings name', () => {
  const wanted = {critic: 'openai', model: 'm', configured: {baseUrl: far}, env, cwd: '.'};

  it('is asked by nobody who did not agree to it', async () => {
    const refused = {
      name: 'UserError',
      message: `Nothing was sent: only config.yaml names ${far}, and others may have written that file.`,
      hint: expect.stringContaining(`--base-url ${far}`),
    };
    await expect(providerFor(wanted)).rejects.toMatchObject(refused);
    await expect(providerFor({...wanted, agrees: async () => false})).rejects.toMatchObject(refused);
  });

  it('is asked after a yes, without the key, and without a question where the user named it', async () => {
    const questions: string[] = [];
    const agrees = async (address: string) => questions.push(address) > 0;
    expect((await providerFor({...wanted, agrees})).model).toBe('m');
    expect(questions).toEqual([far]);
    await providerFor({...wanted, baseUrl: far});
    await providerFor({...wanted, env: {...env, EVENTCOACH_BASE_URL: far}});
    await providerFor({...wanted, configured: {baseUrl: 'http://localhost:11434/v1'}});
    expect(questions).toHaveLength(1);
  });
});

it.each(['antropic', '__proto__', 'toString'])('%s is no critic', async (critic) => {
  await expect(providerFor({critic, env, cwd: '.'})).rejects.toMatchObject({name: 'UserError'});
});

describe('the model that is asked by default', () => {
  const installed = (file: string) => readFileSync(new URL(`../../node_modules/${file}`, import.meta.url), 'utf8');
  /** The quoted names between two marks of a library's source. */
  const names = (source: string, from: string, to: string) => {
    const start = source.indexOf(from);
    expect(start).toBeGreaterThan(0);
    return [...source.slice(start, source.indexOf(to, start)).matchAll(/'([\w.-]+)'/g)].map(([, name]) => name);
  };

  it('is known to the library of anthropic, and not as deprecated', () => {
    const folder = '@anthropic-ai/sdk/resources/messages/messages';
    const deprecated = names(installed(`${folder}.js`), 'const DEPRECATED_MODELS = {', '}');
    expect(deprecated.length).toBeGreaterThan(0);
    expect(deprecated).not.toContain(vendors.anthropic.model);
    expect(names(installed(`${folder}.d.ts`), 'export type Model =', ';')).toContain(vendors.anthropic.model);
  });

  it('is known to the library of openai, and not as deprecated', () => {
    const source = installed('openai/resources/shared.d.ts');
    // The library keeps its list in the comment above the type.
    const lists = [...source.matchAll(/\/\*\*\n \* Deprecated values:[\s\S]*?\*\//g)].map(([list]) => list);
    const deprecated = lists.flatMap((list) => [...list.matchAll(/"([\w.-]+)"/g)].map(([, name]) => name));
    expect(deprecated).toContain('gpt-5');
    expect(deprecated).not.toContain(vendors.openai.model);
    expect(names(source, 'export type ChatModel =', ';')).toContain(vendors.openai.model);
  });

  it.each(Object.values(vendors))('of $name has a price', ({model}) => {
    expect(listPrice(model, {inputTokens: 1000, outputTokens: 100})).toBeGreaterThan(0);
  });
});
