import type {LoadedPrompt} from '../skill/load-prompts.ts';
import {type Field, fieldWith} from './field.ts';
import type {Message} from './message.ts';
import {type ListEvent, listed, type Narrowed, narrowed, wholeList} from './search-state.ts';

/** A prompt with everything filled in. */
export interface FilledPrompt {
  readonly text: string;
  /** The topology file that it was filled from, as a command takes it; undefined: it needs none. */
  readonly topology: string | undefined;
  /** What the reader should know of that file. */
  readonly note: Message | undefined;
}

/** Reads, fills and hands out the prompts; what is missing or broken is a UserError. */
export interface PromptsSource {
  readonly list: () => Promise<readonly LoadedPrompt[]>;
  readonly fill: (prompt: LoadedPrompt) => Promise<FilledPrompt>;
  /** Puts a text on the clipboard of the terminal. */
  readonly copy: (text: string) => Promise<void>;
  /** Writes a text to a new file. */
  readonly write: (text: string, file: string) => Promise<void>;
}

export interface PromptsState extends Narrowed {
  /** Undefined until they are read. */
  readonly prompts: readonly LoadedPrompt[] | undefined;
  /** The marked prompt, where it is shown instead of the list. */
  readonly shown: FilledPrompt | undefined;
  /** Is a prompt being filled? */
  readonly isFilling: boolean;
  /** The name of the file to write, while it is typed. */
  readonly path: Field | undefined;
  readonly message: Message | undefined;
}

export type PromptsEvent =
  | {readonly kind: 'loaded'; readonly prompts: readonly LoadedPrompt[]}
  | ListEvent
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'shown'; readonly filled: FilledPrompt}
  | {readonly kind: 'filling' | 'close' | 'ask-path' | 'leave-path'}
  | {readonly kind: 'edit-path'; readonly path: Field};

export const promptsBefore: PromptsState = {
  ...wholeList,
  prompts: undefined,
  shown: undefined,
  isFilling: false,
  path: undefined,
  message: undefined,
};

/** The prompts screen after `event`. */
export function prompts(state: PromptsState, event: PromptsEvent): PromptsState {
  switch (event.kind) {
    case 'loaded':
      return narrowed({...state, prompts: event.prompts}, searchedOf(event));
    case 'filling':
      return {...state, isFilling: true, path: undefined, message: undefined};
    case 'shown':
      return {...state, isFilling: false, shown: event.filled, message: event.filled.note};
    case 'say':
      return {...state, isFilling: false, message: event.message};
    case 'close':
      return {...state, shown: undefined, message: undefined};
    case 'ask-path':
      return {...state, message: undefined, path: fieldWith(`${marked(state)?.name ?? 'prompt'}.txt`)};
    case 'edit-path':
      return state.path ? {...state, path: event.path} : state;
    case 'leave-path':
      return {...state, path: undefined};
    default:
      return listed({...state, message: undefined}, event, searchedOf(state));
  }
}

/** The prompt under the cursor. */
export function marked({prompts: all, cursor}: PromptsState): LoadedPrompt | undefined {
  return all?.[cursor];
}

/** What a search looks at, prompt by prompt: its name and what it is for. */
export function searchedOf({prompts: all = []}: Pick<PromptsState, 'prompts'>): readonly string[] {
  return all.map(({name, description}) => `${name} ${description}`);
}
