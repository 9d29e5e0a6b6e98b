import {unwrapped} from './unwrapped.ts';

/** README.md taken apart: what stands before the first `## ` heading (without the title), and the sections by heading. */
export interface Lesson {
  readonly opening: string;
  readonly sections: ReadonlyMap<string, string>;
}

/** The lesson in a Markdown text. */
export function lesson(markdown: string): Lesson {
  const [opening = '', ...parts] = markdown.replaceAll('\r\n', '\n').split(/^## /m);
  const sections = parts.map((part): [string, string] => {
    const end = part.indexOf('\n');
    return end === -1 ? [part.trim(), ''] : [part.slice(0, end).trim(), unwrapped(part.slice(end + 1))];
  });
  return {opening: unwrapped(opening.replace(/^# [^\n]*\n/, '')), sections: new Map(sections)};
}
