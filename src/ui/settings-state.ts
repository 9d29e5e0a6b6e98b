import type {Config} from '../workspace/config-shape.ts';
import {type Field, fieldWith} from './field.ts';
import {type Move, moved} from './list-cursor.ts';
import type {Message} from './message.ts';
import type {Theme} from './theme.ts';

export type SettingName = keyof Pick<Config, 'provider' | 'model' | 'baseUrl' | 'theme'>;

/** A setting as one line of the screen. */
export interface SettingLine {
  readonly key: SettingName;
  /** What counts now and who says it, in words. */
  readonly text: string;
  /** What counts now; undefined: nothing is said and there is no default. */
  readonly value: string | undefined;
  /** What config.yaml says. */
  readonly written: string | undefined;
  /** The values that there are; none: any text. */
  readonly choices: readonly string[];
}

/** The settings of the workspace. */
export interface Settings {
  readonly lines: readonly SettingLine[];
  readonly theme: Theme;
  /** The variables that hold keys, each with whether it is set; never a key. */
  readonly keys: readonly (readonly [variable: string, state: string])[];
}

/** What a change did, in words, and what else there is to know about it. */
export interface SettingChange {
  readonly says: string;
  readonly notes: readonly string[];
}

/** Reads and writes the settings; what cannot be set is a UserError. */
export interface SettingsSource {
  readonly read: () => Promise<Settings>;
  readonly change: (key: SettingName, value: string) => Promise<SettingChange>;
  /** Takes the setting out of config.yaml. */
  readonly remove: (key: SettingName) => Promise<SettingChange>;
}

export interface SettingsState {
  /** Undefined until they are read. */
  readonly settings: Settings | undefined;
  readonly cursor: number;
  /** The marked setting while it is changed: the choice that is marked, or the text that is typed. */
  readonly editing:
    | {readonly kind: 'choice'; readonly cursor: number}
    | {readonly kind: 'text'; readonly field: Field}
    | undefined;
  readonly message: Message | undefined;
}

export type SettingsEvent =
  | {readonly kind: 'loaded'; readonly settings: Settings; readonly message: Message | undefined}
  | {readonly kind: 'say'; readonly message: Message}
  | {readonly kind: 'move'; readonly move: Move}
  /** Marks the setting with this index. */
  | {readonly kind: 'mark'; readonly index: number}
  | {readonly kind: 'edit' | 'leave'}
  | {readonly kind: 'type'; readonly field: Field};

export const settingsBefore: SettingsState = {settings: undefined, cursor: 0, editing: undefined, message: undefined};

/** The settings screen after `event`. */
export function settings(state: SettingsState, event: SettingsEvent): SettingsState {
  switch (event.kind) {
    case 'loaded':
      return {...state, settings: event.settings, message: event.message};
    case 'say':
      return {...state, message: event.message};
    case 'move':
      return move({...state, message: undefined}, event.move);
    case 'mark':
      return state.settings?.lines[event.index] ? {...state, cursor: event.index, message: undefined} : state;
    case 'edit':
      return edit({...state, message: undefined});
    case 'leave':
      return {...state, editing: undefined};
    case 'type':
      return state.editing?.kind === 'text' ? {...state, editing: {kind: 'text', field: event.field}} : state;
  }
}

function move(state: SettingsState, way: Move): SettingsState {
  const {editing} = state;
  if (editing?.kind !== 'choice')
    return {...state, cursor: moved(state.cursor, way, state.settings?.lines.length ?? 0)};
  const count = marked(state)?.choices.length ?? 0;
  return {...state, editing: {kind: 'choice', cursor: moved(editing.cursor, way, count)}};
}

/** Choices begin at what counts now, a text at what config.yaml says. */
function edit(state: SettingsState): SettingsState {
  const line = marked(state);
  if (!line) return state;
  if (line.choices.length === 0) return {...state, editing: {kind: 'text', field: fieldWith(line.written ?? '')}};
  return {...state, editing: {kind: 'choice', cursor: Math.max(0, line.choices.indexOf(line.value ?? ''))}};
}

/** The setting under the cursor. */
export function marked({settings: all, cursor}: SettingsState): SettingLine | undefined {
  return all?.lines[cursor];
}

/** The value that is marked among the choices of the marked setting. */
export function markedChoice(state: SettingsState): string | undefined {
  return state.editing?.kind === 'choice' ? marked(state)?.choices[state.editing.cursor] : undefined;
}

/** The theme to draw with: the one that is being looked at, else the one that is set; undefined until that is known. */
export function themeShown(state: SettingsState): Theme | undefined {
  const choice = marked(state)?.key === 'theme' ? markedChoice(state) : undefined;
  return (choice as Theme | undefined) ?? state.settings?.theme;
}
