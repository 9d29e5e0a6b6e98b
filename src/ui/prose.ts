import {type Line, wrapped} from './line.ts';

/** A text of paragraphs in rows of `width` columns: "- " begins a point of a list, indented rows stay as they are. */
export function prose(text: string, width: number): readonly Line[] {
  const result: Line[] = [];
  let paragraph: string[] = [];
  const end = () => {
    if (paragraph.length > 0) result.push(...wrapped(paragraph.join(' '), width));
    paragraph = [];
  };
  let point: string[] | undefined;
  const endPoint = () => {
    if (point) result.push(...wrapped(point.join(' '), width, 'body', '- '));
    point = undefined;
  };
  for (const row of text.replaceAll('\r\n', '\n').split('\n')) {
    if (row.trim() === '') {
      end();
      endPoint();
      result.push({text: ''});
    } else if (row.startsWith('- ')) {
      end();
      endPoint();
      point = [row.slice(2)];
    } else if (point) point.push(row.trim());
    else if (/^\s/.test(row)) {
      end();
      const [indent = ''] = /^\s*/.exec(row) ?? [];
      result.push(...wrapped(row.trim(), width, 'body', indent));
    } else paragraph.push(row);
  }
  end();
  endPoint();
  return result;
}
