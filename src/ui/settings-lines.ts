import stringWidth from 'string-width';
import {printableLine} from '../printable.ts';
import {type Line, wrapped} from './line.ts';
import type {SettingName, Settings} from './settings-state.ts';

/** What each setting is about. */
export const labels = {
  provider: 'Who judges beside the rules',
  model: 'Which model is asked',
  baseUrl: 'Where the model listens',
  theme: 'The colours of this app',
} as const satisfies Readonly<Record<SettingName, string>>;

/** What stands in a setting's text field before anything is typed. */
export const examples: {readonly [K in SettingName]?: string} = {
  model: 'for example gpt-oss:20b',
  baseUrl: 'for example http://127.0.0.1:11434/v1',
};

/** What each choice means. A provider and a theme never have the same name. */
const meanings: Readonly<Record<string, string>> = {
  local: 'the rules alone: no key, no network',
  anthropic: 'a model of Anthropic, by ANTHROPIC_API_KEY',
  openai: 'a model of OpenAI or any compatible service',
  clipboard: 'a chat: you carry prompt and answer',
  auto: "your terminal's own colours",
  dark: 'brighter ones, for a dark background',
  light: 'darker ones, for a light background',
  mono: 'none: only bold and plain',
};

/** The choices with what they mean, lined up. */
export function choiceTexts(choices: readonly string[]): readonly string[] {
  const width = Math.max(0, ...choices.map((choice) => stringWidth(choice)));
  return choices.map((choice) =>
    `${choice}${' '.repeat(width - stringWidth(choice))}  ${meanings[choice] ?? ''}`.trimEnd(),
  );
}

/** Settings as rows of a list: the names lined up, what counts behind them. */
export function settingTexts({lines}: Settings): readonly string[] {
  const width = Math.max(...lines.map(({key}) => key.length));
  return lines.map(({key, text}) => `${key.padEnd(width)}  ${printableLine(text)}`);
}

/** Which keys are there; a key itself is known to nobody here. */
export function keyLines({keys}: Settings, width: number): readonly Line[] {
  return [
    ...wrapped('Keys are taken from the environment and kept in no file:', width, 'quiet'),
    ...keys.flatMap(([variable, state]) => wrapped(`${variable} is ${state}`, width, 'body', '- ')),
  ];
}
