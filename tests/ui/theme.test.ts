import {Box, renderToString, Text} from 'ink';
import {createElement as h} from 'react';
import {describe, expect, it} from 'vitest';
import {Say} from '../../src/ui/parts/say.tsx';
import {backgroundOf, PaletteContext, paletteOf, palettes, type Theme, type Tone} from '../../src/ui/theme.ts';
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

/**
 * The first eight colours as xterm, the VGA text mode, PuTTY and the terminal of macOS have them, from the table of
 * "ANSI escape code" in Wikipedia: black, red, green, yellow, blue, magenta, cyan; and white paper.
 */
const terminals = {
  xterm: ['000000', 'cd0000', '00cd00', 'cdcd00', '0000ee', 'cd00cd', '00cdcd', 'ffffff'],
  vga: ['000000', 'aa0000', '00aa00', 'aa5500', '0000aa', 'aa00aa', '00aaaa', 'ffffff'],
  putty: ['000000', 'bb0000', '00bb00', 'bbbb00', '0000bb', 'bb00bb', '00bbbb', 'ffffff'],
  macos: ['000000', 'c23621', '25bc24', 'adad27', '492ee1', 'd338d3', '33bbc8', 'ffffff'],
} as const;
const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

/** WCAG 2.2: relative luminance, and the contrast of two of them. */
function luminance(hex: string): number {
  const parts = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * parts[0]! + 0.7152 * parts[1]! + 0.0722 * parts[2]!;
}
const contrast = (a: string, b: string) => {
  const [low, high] = [luminance(a), luminance(b)].toSorted((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};

describe('the background', () => {
  it('is taken from COLORFGBG, where a terminal sets it', () => {
    const told = ['15;0', '0;15', '0;default;15', '7;8', '0;7', 'default;default', '', undefined].map(backgroundOf);
    expect(told).toEqual(['dark', 'light', 'light', 'dark', 'light', undefined, undefined, undefined]);
    expect(paletteOf('auto', 'light')).toBe(palettes.light);
    expect(paletteOf('auto', undefined)).toBe(palettes.auto);
    expect(paletteOf('mono', 'light')).toBe(palettes.mono);
  });

  it('is no trouble for whole sentences where it is not known: they have its own colour', () => {
    const coloured = Object.entries(palettes.auto).flatMap(([tone, look]) =>
      'color' in look ? [[tone, look.color]] : [],
    );
    expect(coloured).toEqual([
      ['good', 'green'],
      ['bad', 'red'],
    ]);
    for (const colours of Object.values(terminals)) {
      for (const [, colour] of coloured) {
        for (const ground of [colours[0], colours[7]]) {
          // Enough to tell letters from the ground; 3 is what WCAG asks of large or bold text.
          expect(contrast(colours[names.indexOf(colour!)]!, ground)).toBeGreaterThan(2);
        }
      }
    }
  });

  it('is no trouble for the light theme: the contrast of bold text at least, but for the green of "Right."', () => {
    for (const look of Object.values<object>(palettes.light)) {
      const color = 'color' in look ? String(look.color) : 'black';
      for (const colours of Object.values(terminals)) {
        const hex = colours[names.indexOf(color)]!;
        expect([color, contrast(hex, colours[7]) > (color === 'green' ? 2 : 3)]).toEqual([color, true]);
      }
    }
  });
});

describe('a theme that is chosen in the settings', () => {
  it('is worn while it is marked, and kept for the next start when it is taken', async () => {
    // ECMA-48 and the terminals' own colours: 7 is inverse, 96 bright cyan.
    const [usual, bright] = ['\u001b[7m', '\u001b[96m'];
    const app = runProgram({env: {COLORFGBG: ''}});
    await app.until(/> 1 Start exercise/);
    app.type('\u001b[F\r');
    await app.until(/> 1 provider/);
    app.type('\u001b[F\r');
    await app.until(/> 1 auto/);
    expect(app.output()).toContain(usual);
    expect(app.output()).not.toContain(bright);
    app.type('j');
    await app.until(/> 2 dark/);
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
