import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {paced} from '../../src/ui/paced.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('text at a pace', () => {
  it('is passed on once in a while, all of it and in its order; a hundred words a second make at most 17 draws', () => {
    const heard: string[] = [];
    const text = paced(60, (more) => heard.push(more));
    for (let i = 0; i < 100; i += 1) {
      text.add(`${i} `);
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(60);
    expect(heard.join('')).toBe(Array.from({length: 100}, (_, i) => `${i} `).join(''));
    // 1000 ms / 60 ms, and the rest.
    expect(heard.length).toBeLessThanOrEqual(17);
    expect(heard.length).toBeGreaterThan(5);
  });

  it('is forgotten where it stops, and can go on', () => {
    const heard: string[] = [];
    const text = paced(60, (more) => heard.push(more));
    text.add('lost');
    text.stop();
    vi.advanceTimersByTime(1000);
    text.add('kept');
    vi.advanceTimersByTime(1000);
    expect(heard).toEqual(['kept']);
  });
});
