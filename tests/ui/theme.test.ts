import {Box, renderToString, Text} from 'ink';
import {createElement as h} from 'react';
import {describe, expect, it} from 'vitest';
import {Say} from '../../src/ui/parts/say.tsx';
import {PaletteContext, palettes, type Theme, type Tone} from '../../src/ui/theme.ts';
import {themes} from '../../src/workspace/config-shape.ts';

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
