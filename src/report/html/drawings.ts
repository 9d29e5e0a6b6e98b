import {count, listed} from '../../figures.ts';
import {compared, differs} from './change.ts';
import {drawing} from './drawing.ts';
import {legend} from './legend.ts';
import {type Markup, markup, nothing} from './markup.ts';
import type {Parts, Picture} from './picture.ts';
import {pictures} from './scope.ts';
import type {Side} from './side.ts';

/** The topology drawn; with `after` a second time, and what differs stands out in both. */
export async function drawings(today: Side, after: (Side & {readonly title: string}) | undefined): Promise<Markup> {
  const [now, then] = pictures(after ? [today, after] : [today]) as [Picture, Picture?];
  if (!after || !then) return markup`${legend([now])}${await figure('today', 'The system', now)}`;
  const both = compared(now, then);
  const differences = both.some(differs)
    ? markup`Thick lines differ: <em>removed</em> is only in the first drawing, <em>new</em> only in the second; a thick line without either has other figures.`
    : markup`Both drawings have the same boxes, arrows and waits.`;
  return markup`${legend(both)}<p>${differences}</p>
${await figure('today', 'Today', both[0])}${await figure('after', `Then: ${after.title}`, both[1])}`;
}

async function figure(id: string, title: string, picture: Picture): Promise<Markup> {
  const {nodes, edges, parts, leftOut} = picture;
  const description = `${count(nodes.length)} boxes and ${count(edges.length)} arrows from left to right. The tables of calls and of events say the same in words.`;
  const missing = leftOut.length === 0 ? nothing : markup` Not drawn: ${listed(leftOut)}.`;
  // What is larger than a page begins as a whole: where things are shows then, and a click away it can be read.
  const fit =
    nodes.length > 20 ? markup`<label class="fit"><input type="checkbox" checked> fit to the page</label>\n` : nothing;
  return markup`<figure><figcaption><strong>${title}.</strong>${together(parts)}${missing}</figcaption>
${fit}<div class="box" role="region" tabindex="0" aria-label="The drawing, scrolls sideways">${await drawing(picture, {id, title, description})}</div></figure>
`;
}

/** What the shades mean. */
function together(parts: Parts | undefined): string {
  if (!parts) return '';
  if (parts.count === 1) return ' All of it fails as one.';
  const whole = ` Shaded: groups of parts, each of which fails as one; they can be up without each other.`;
  if (parts.without === 0) return whole;
  return `${whole} The ${count(parts.without)} services without shade are one more such part.`;
}
