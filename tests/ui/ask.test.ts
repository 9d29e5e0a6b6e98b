import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {shop, shopWith} from '../commands/ask-sample.ts';
import {newFolder, runProgram} from './built-program.ts';

function asking() {
  const folder = newFolder();
  writeFileSync(join(folder, 'shop.yaml'), shop);
  return {
    app: runProgram({args: ['ask', 'shop.yaml'], folder}),
    read: () => readFileSync(join(folder, 'shop.yaml'), 'utf8'),
  };
}

describe('the built program asks open questions', () => {
  it('takes single keys, and Ctrl-C ends it with exit 130 and every answer in the file', async () => {
    const {app, read} = asking();
    await app.until(/1 of 3[\s\S]*> $/m);
    app.type('n');
    await app.until(/2 of 3 still open[\s\S]*2 of 3[\s\S]*> $/m);
    expect(read()).toBe(shopWith({mail: false}));
    app.type('\u0003');
    expect(await app.ended).toEqual({code: 130, signal: undefined});
    expect(await app.text()).toContain('Answered: 1 (0 yes, 1 no). 2 of 3 still open. shop.yaml has the answers.');
    expect(read()).toBe(shopWith({mail: false}));
  });

  it('has lost no answer when it is killed', async () => {
    const {app, read} = asking();
    await app.until(/1 of 3[\s\S]*> $/m);
    app.type('y');
    await app.until(/2 of 3[\s\S]*> $/m);
    process.kill(app.pid, 'SIGKILL');
    await app.ended;
    expect(read()).toBe(shopWith({mail: true}));
  });
});
