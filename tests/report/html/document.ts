import {type DefaultTreeAdapterTypes, parse} from 'parse5';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

/** A document as a browser builds it. */
export interface Document {
  readonly elements: readonly Element[];
  /** What the HTML standard calls parse errors, by their codes. */
  readonly errors: readonly string[];
}

/** HTML read by a parser that follows the standard. */
export function document(html: string): Document {
  const errors: string[] = [];
  const root = parse(html, {onParseError: ({code}) => errors.push(code)});
  const elements: Element[] = [];
  const waiting: Node[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) elements.push(node);
    if ('childNodes' in node) waiting.push(...node.childNodes.toReversed());
  }
  return {elements, errors};
}

/** The value of an attribute; undefined: there is none. */
export function attribute({attrs}: Element, name: string): string | undefined {
  return attrs.find((attr) => attr.name === name)?.value;
}

/** Everything that is written in an element. */
export function textOf(element: Element): string {
  return element.childNodes
    .map((node) => ('value' in node ? node.value : 'tagName' in node ? textOf(node) : ''))
    .join('');
}

/** The elements of a class, in order. */
export function ofClass(elements: readonly Element[], name: string): Element[] {
  return elements.filter((element) => (attribute(element, 'class') ?? '').split(' ').includes(name));
}

/** The first element of this name in another one. */
export function within(element: Element, tagName: string): Element | undefined {
  return element.childNodes.find((node): node is Element => 'tagName' in node && node.tagName === tagName);
}
