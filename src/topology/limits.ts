/** Levels of nesting, ten times those of the format. */
export const deepest = 100;
/** Half a million services with their calls: more would need more memory than a process has by default. */
export const mostValues = 6_000_000;
/** Characters of a file that the YAML library has to read; the same limit of memory, reached sooner. */
export const mostUnusual = 40_000_000;
/** Problems that are told of one file: more than anybody reads. */
export const mostProblems = 1000;

/** What is wrong, and what to do next. */
interface Sentence {
  readonly message: string;
  readonly hint: string;
}

export const tooDeep: Sentence = {message: 'is nested too deeply', hint: 'Flatten the file: ten levels are plenty.'};
export const tooMany: Sentence = {
  message: 'holds more values than fit into memory',
  hint: 'Divide it: one file per system.',
};
export const tooUnusual: Sentence = {
  message: 'is too large for this kind of YAML',
  hint: 'Files above 40 MB need JSON or plain YAML without mistakes: no anchors, tabs or values over several lines.',
};

/** Thrown where a text goes beyond a limit, at an offset of it. */
export class Refused extends Error {
  readonly sentence: Sentence;
  readonly at: number;
  constructor(sentence: Sentence, at: number) {
    super(sentence.message);
    this.sentence = sentence;
    this.at = at;
  }
}
