import {Box, renderToString, Text} from 'ink';
import {createElement as h} from 'react';
import {describe, expect, it} from 'vitest';
import {Say} from '../../src/ui/parts/say.tsx';
import {PaletteContext, palettes, type Theme, type Tone} from '../../src/ui/theme.ts';
import {themes} from '../../src/workspace/config-shape.ts';
import {runProgram} from './built-program.ts';

const line = (tone: Tone) => {
  const props = {tone, children: `said in ${tone}`};
  return h(Say, {...props, key: tone});
};

describe('the themes of the app', () => {
  it('are those that can be set, each with a look for every tone', () => {
    expect(Object.keys(palettes)).toEqual([...themes]);
    for (const palette of Object.values(palettes)) expect(Object.keys(palette)).toEqual(Object.keys(palettes.auto));
  });

  it('use no colour in mono, and none that vanishes on a white ground in light', () => {
    const colours = (theme: Theme) =>
      Object.values<object>(palettes[theme]).flatMap((look) => ('color' in look ? [look.color] : []));
    expect(colours('mono')).toEqual([]);
    expect(colours('light').filter((colour) => /yellow|cyan|white|Bright/.test(String(colour)))).toEqual([]);
  });

  it.each(Object.keys(palettes) as Theme[])('say the same words in %s', (theme) => {
    const tones = Object.keys(palettes.auto) as Tone[];
    const said = h(PaletteContext, {value: palettes[theme]}, h(Box, {flexDirection: 'column'}, ...tones.map(line)));
    const plain = renderToString(
      h(Box, {flexDirection: 'column'}, ...tones.map((tone) => h(Text, {key: tone}, `said in ${tone}`))),
    );
    expect(renderToString(said).replace(/\u001b\[[\d;]*m/g, '')).toBe(plain);
  });
});

describe('a theme that is chosen in the settings', () => {
  it('is worn while it is marked, and kept for the next start when it is taken', async () => {
    // ECMA-48 and the terminals' own colours: 36 is cyan, 96 bright cyan.
    const [usual, bright] = ['\u001b[36m', '\u001b[96m'];
    const app = runProgram();
    await app.until(/> 1 Start exercise/);
    app.type('\u001b[F\r');
    await app.until(/> provider/);
    app.type('\u001b[F\r');
    await app.until(/> auto/);
    expect(app.output()).toContain(usual);
    expect(app.output()).not.toContain(bright);
    app.type('j');
    await app.until(/> dark/);
    await expect.poll(app.output).toContain(bright);
    app.type('\r');
    await app.until(/theme is dark/);
    app.type('q');
    await app.ended;
    const again = runProgram({folder: app.folder});
    await again.until(/> 1 Start exercise/);
    expect(again.output()).toContain(bright);
    expect(again.output()).not.toContain(usual);
    again.type('q');
    await again.ended;
  });
});
