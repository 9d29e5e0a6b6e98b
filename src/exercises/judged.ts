/** Was a step answered rightly, and why: the derivation, or the reason why the answer is off. Never the answer itself. */
export interface Judged {
  readonly passed: boolean;
  readonly because: string;
}

export const right = (because: string): Judged => ({passed: true, because});
export const wrong = (because: string): Judged => ({passed: false, because});

/**
 * The same judge, which remembers its last judgement: the whole exercise is judged at every key press, and a judgement
 * may take longer than the press may.
 */
export function remembering(judge: (answer: unknown) => Judged): (answer: unknown) => Judged {
  let last: {readonly answer: unknown; readonly judged: Judged} | undefined;
  return (answer) => {
    if (last === undefined || last.answer !== answer) last = {answer, judged: judge(answer)};
    return last.judged;
  };
}
