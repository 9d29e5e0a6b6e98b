import {count} from '../../figures.ts';
import {callsText} from '../coupling-words.ts';
import {badDay} from './bad-day.ts';
import {calls} from './calls.ts';
import {drawings} from './drawings.ts';
import {events} from './events.ts';
import {findings} from './findings.ts';
import {type Markup, markup, named, nothing} from './markup.ts';
import {notes} from './notes.ts';
import {operations} from './operations.ts';
import type {Side} from './side.ts';
import {style} from './style.ts';

/** What the report is about. */
export interface HtmlOptions {
  readonly today: Side;
  /** The same system changed, and what the change is called: everything is then shown on both sides. */
  readonly after?: (Side & {readonly title: string}) | undefined;
  /** The file as the user named it; undefined: it has no name. */
  readonly file: string | undefined;
}

// No script at all, and nothing from elsewhere: the report can be mailed, archived and opened years later.
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The analysis as one HTML document without scripts and without anything that would have to be fetched: verdicts,
 * drawings, calls, events, findings, outages, and what all of it rests on. The same input gives the same bytes.
 */
export async function html({today, after, file}: HtmlOptions): Promise<string> {
  const {name} = today.analysis.topology;
  const sections: readonly (readonly [id: string, title: string, body: Markup | Promise<Markup>])[] = [
    ['operations', 'What users get', operations(today, after)],
    ['topology', 'The topology', drawings(today, after)],
    ['calls', 'What each call couples', calls(today.analysis, after?.analysis)],
    ['events', 'Events', events(today, after)],
    ['findings', 'Findings', findings(today.analysis, after?.analysis, file)],
    ['bad-day', 'What a bad day does', badDay(today.analysis, after?.analysis)],
    ['notes', 'What this rests on', notes((after ?? today).analysis)],
  ];
  // Only now: what is worked out in one go, the caller can end in the middle.
  const contents = await Promise.all(sections.map(async ([id, title, body]) => [id, title, await body] as const));
  return markup`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${name}: what its calls cost</title>
<style>${{markup: style}}</style>
</head>
<body>
<header>
<h1>${named(name)}</h1>
${summary(today, after, file)}<nav aria-label="Sections"><ul>${contents.map(([id, title]) => markup`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
</header>
<main>
${contents.map(([id, title, body]) => markup`<section aria-labelledby="${id}">\n<h2 id="${id}">${title}</h2>\n${body}</section>\n`)}</main>
</body>
</html>
`.markup;
}

function summary({analysis}: Side, after: HtmlOptions['after'], file: string | undefined): Markup {
  const plural = (n: number, one: string) => `${count(n)} ${one}${n === 1 ? '' : 's'}`;
  const {services, events: eventCount, operations: operationCount} = analysis.topology;
  const counts = [
    plural(services, 'service'),
    callsText(analysis.topology),
    plural(eventCount, 'event'),
    plural(operationCount, 'operation'),
  ].join(', ');
  const from = file === undefined ? nothing : markup` From <code>${named(file)}</code>.`;
  const compared = after ? markup`<p>Today, and then: <strong>${named(after.title)}</strong>.</p>\n` : nothing;
  return markup`<p>${counts}.${from}</p>
${compared}`;
}
