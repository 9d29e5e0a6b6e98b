import {micromark} from 'micromark';
import {gfm, gfmHtml} from 'micromark-extension-gfm';

/** A page as a reader sees it. */
export interface Rendered {
  /** Names of the elements in order of their start. */
  readonly elements: readonly string[];
  /** Text, and which of it stands in code. */
  readonly texts: readonly {readonly text: string; readonly code: boolean}[];
  readonly text: string;
}

/** Markdown rendered by a GitHub-flavoured parser that lets HTML through, so that none in it stays unseen. */
export function rendered(markdown: string): Rendered {
  const html = micromark(markdown, {extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true});
  const elements: string[] = [];
  const texts: {text: string; code: boolean}[] = [];
  let code = 0;
  for (const [, close, name, text] of html.matchAll(/<(\/?)([a-z]\w*|!)[^>]*>|([^<]+|<)/gi)) {
    if (name === undefined) texts.push({text: decoded(text!), code: code > 0});
    else if (close === '') elements.push(name);
    if (name === 'code') code += close === '' ? 1 : -1;
  }
  return {elements, texts, text: texts.map((part) => part.text).join('')};
}

const entities: Readonly<Record<string, string>> = {'&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&'};
const decoded = (text: string) => text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => entities[entity]!);
