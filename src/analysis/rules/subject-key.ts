import type {Subject} from './rule.ts';

/** A subject as JSON on one line, always the same for the same subject: names may hold any sign that a shorter text would need. */
export function subjectKey(subject: Subject): string {
  if ('from' in subject) return JSON.stringify({from: subject.from, to: subject.to, name: subject.name});
  if ('event' in subject) return JSON.stringify({event: subject.event, consumer: subject.consumer});
  return JSON.stringify(subject);
}

/** `keys` with the second, third, ... of the same marked, so that sets of them compare like lists: two of a kind are two. */
export function numbered(keys: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return nth === 1 ? key : `${key} ${nth}`;
  });
}
