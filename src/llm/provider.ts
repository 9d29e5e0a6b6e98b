/** What a model is asked. */
export interface Question {
  readonly system: string;
  readonly user: string;
  /** What was said after `user`, oldest first, for a repair round: the model's answer, then what is wrong with it. */
  readonly turns?: readonly {readonly role: 'assistant' | 'user'; readonly text: string}[];
  /** JSON Schema of the answer, an object; asked for by the provider's own means where it has them. `null`: free text. */
  readonly answer: {readonly name: string; readonly schema: Readonly<Record<string, unknown>>} | null;
  /** The longest answer, in the model's tokens, its thinking included. */
  readonly maxTokens: number;
}

/** What an answer used, in the model's tokens. */
export interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A whole answer. */
export interface Reply {
  readonly text: string;
  /** The model that the service names, which may be a dated version of the one asked for. */
  readonly model: string;
  readonly usage: Usage | null;
  /** Estimated from list prices, in US dollars; null where no price or no usage is known. */
  readonly cost: number | null;
  /** `length`: cut off at maxTokens. `refused`: the model or its filter declined; `text` is what it said, maybe nothing. */
  readonly end: 'complete' | 'length' | 'refused';
}

/** Who listens while a model answers. */
export interface Listening {
  /** Aborting it ends the request, or the program, at once; `ask` then rejects with Interrupted. */
  readonly signal: AbortSignal;
  /** A piece of the answer as it streams, not made printable. */
  readonly onText?: (text: string) => void;
  /** The answer begins anew: what came through onText no longer counts. */
  readonly onRestart?: () => void;
  /** One printable line, such as "The service is busy (429): trying again in 2 s." */
  readonly onNotice?: (text: string) => void;
}

/** Something that answers questions: a vendor's service, or a program. */
export interface Provider {
  readonly name: string;
  /** The model that is asked for; null where the program itself chooses. */
  readonly model: string | null;
  /** The whole answer. What the user can mend (key, model, network) is a UserError without any part of a key. */
  ask(question: Question, listening: Listening): Promise<Reply>;
}
