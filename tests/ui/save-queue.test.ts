import {describe, expect, it} from 'vitest';
import {saveQueue} from '../../src/ui/save-queue.ts';

describe('a save queue', () => {
  it('writes one after the other, in order', async () => {
    const queue = saveQueue();
    const log: string[] = [];
    const write = (name: string) => async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      log.push(`${name} ends`);
    };
    queue.add('a', write('a'));
    queue.add('b', write('b'));
    await queue.settled();
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('leaves out a write that waits when a later one writes the same, never one that has begun', async () => {
    const queue = saveQueue();
    const written: number[] = [];
    for (let i = 1; i <= 5; i += 1) queue.add('same', async () => void written.push(i));
    await queue.settled();
    expect(written).toEqual([5]);
    const first = queue.add('same', async () => void written.push(6));
    await first;
    await queue.add('same', async () => void written.push(7));
    expect(written).toEqual([5, 6, 7]);
  });

  it('tells of a failed write and goes on with the next', async () => {
    const queue = saveQueue();
    const written: string[] = [];
    const failed = queue.add('a', () => Promise.reject(new Error('full')));
    const next = queue.add('b', async () => void written.push('b'));
    await expect(failed).rejects.toThrow('full');
    await next;
    await queue.settled();
    expect(written).toEqual(['b']);
  });
});
