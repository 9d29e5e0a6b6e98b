import {describe, expect, it} from 'vitest';
import {dark, light, type Palette} from '../../../src/report/html/palette.ts';

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
  // #767676 on white is the well-known limit of 4.5 : 1
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

describe.each([
  ['light', light],
  ['dark', dark],
] as const)('%s', (_, palette: Palette) => {
  const grounds = [palette.page, palette.raised, palette.part];
  const texts = ['text', 'quiet', 'good', 'stop', 'warning', 'open', 'event'] as const;

  it.each(texts)('%s can be read on every ground (4.5 : 1, AA)', (name) => {
    for (const ground of grounds) expect(contrast(palette[name], ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('lines stand out from every ground (3 : 1, AA)', () => {
    for (const ground of grounds) expect(contrast(palette.line, ground)).toBeGreaterThanOrEqual(3);
  });

  it('text on the mark of an operation can be read', () => {
    expect(contrast(palette.page, palette.text)).toBeGreaterThanOrEqual(4.5);
  });
});
