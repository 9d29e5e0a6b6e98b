/** A drawing as the strict reader below takes it. */
export interface Flowchart {
  /** Decoded labels of the boxes by id, with the signs of their shape. */
  readonly boxes: ReadonlyMap<string, {readonly label: string; readonly shape: string}>;
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly label: string;
    readonly dotted: boolean;
  }[];
  /** Colours by number of the arrow. */
  readonly strokes: ReadonlyMap<number, string>;
  readonly brokers: readonly string[];
  readonly note: string | undefined;
}

/** Inside quotes: nothing that Mermaid, its Markdown or HTML could obey; `#` only as the start of an entity. */
const label = '"((?:[^"#<>`&;{}[\\]\\\\*_~$|:@!=+\\p{C}]|#\\d+;)*)"';
const lines: readonly (readonly [RegExp, (chart: Building, match: readonly string[]) => void])[] = [
  [
    new RegExp(`^ {2,4}(n\\d+)(\\[|\\[\\(|\\[\\[|\\(\\[)${label}(?:\\]|\\)\\]|\\]\\]|\\]\\))$`, 'u'),
    (c, [, id, shape, text]) => {
      if (c.boxes.has(id!)) throw new Error(`${id} stands twice`);
      c.boxes.set(id!, {label: decoded(text!), shape: shape!});
    },
  ],
  [
    new RegExp(`^ {2}(n\\d+) (-->|-\\.->)\\|${label}\\| (n\\d+)$`, 'u'),
    (c, [, from, line, text, to]) => {
      if (!c.boxes.has(from!) || !c.boxes.has(to!)) throw new Error(`${from} or ${to} is no box`);
      c.arrows.push({from: from!, to: to!, label: decoded(text!), dotted: line === '-.->'});
    },
  ],
  [new RegExp(`^ {2}subgraph b\\d+\\[${label}\\]$`, 'u'), (c, [, text]) => c.brokers.push(decoded(text!))],
  [/^ {2}end$/, () => {}],
  [
    /^ {2}note\{\{"([\w ,:]+)"\}\}$/,
    (c, [, text]) => {
      c.note = text;
    },
  ],
  [
    /^ {2}linkStyle (\d+(?:,\d+)*) stroke:(#[0-9a-f]{6}),stroke-width:2px$/,
    (c, [, numbers, stroke]) => {
      for (const number of numbers!.split(',')) c.strokes.set(Number(number), stroke!);
    },
  ],
];

type Building = {
  -readonly [K in keyof Flowchart]: Flowchart[K] extends ReadonlyMap<infer A, infer B>
    ? Map<A, B>
    : Flowchart[K] extends readonly (infer E)[]
      ? E[]
      : Flowchart[K];
};

const decoded = (text: string) => text.replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

/** Reads the part of Mermaid's flowcharts that a drawing of ours may use; anything else is an error with its line. */
export function flowchart(text: string): Flowchart {
  const [head, ...rest] = text.split('\n');
  if (head !== 'flowchart LR' || rest.pop() !== '') throw new Error(`no flowchart: ${head}`);
  const chart: Building = {boxes: new Map(), arrows: [], strokes: new Map(), brokers: [], note: undefined};
  for (const line of rest) {
    const [found] = lines.flatMap(([pattern, put]) => {
      const match = pattern.exec(line);
      return match ? [() => put(chart, match)] : [];
    });
    if (!found) throw new Error(`not understood: ${line}`);
    found();
  }
  return chart;
}
