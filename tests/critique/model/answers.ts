import type {Provider, Question, Reply} from '../../../src/llm/provider.ts';

/** A model's answer about the proposal `p` of tests/critique/proposals.ts, as plain data. */
export const modelAnswer = {
  id: 'p',
  verdict: 'convert',
  confidence: 'likely',
  keep: [] as string[],
  publish: ['send the mail'],
  flaws: [] as {type: string; because: string; repair: string}[],
  reasons: [{text: 'Nobody looks at the answer.', evidence: 'effects[0].result: ignored'}],
  alternatives: [] as {kind: string; text: string}[],
  questions: [] as {fact: string; text: string; decides: string}[],
  disputes: [] as {fact: string; says: string; because: string}[],
};

/** A provider that gives these texts, one a question, and remembers what it was asked. */
export function scripted(...replies: readonly (Partial<Reply> | Error)[]) {
  const asked: Question[] = [];
  const provider: Provider = {
    name: 'anthropic',
    model: 'm-1',
    async ask(question, listening) {
      const reply = replies[asked.length];
      asked.push(question);
      if (reply === undefined) throw new Error('asked once more than the script says');
      if (reply instanceof Error) throw reply;
      listening.onText?.(reply.text ?? '');
      return {
        text: '',
        model: 'm-1-dated',
        usage: {inputTokens: 1000, outputTokens: 100},
        cost: 0.01,
        end: 'complete',
        ...reply,
      };
    },
  };
  return {provider, asked};
}
