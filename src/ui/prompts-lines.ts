import {printable} from '../printable.ts';
import {needsTopology} from '../skill/needs-topology.ts';
import {textOf} from './field.ts';
import {type Line, verbatim, wrapped, wrappedLine} from './line.ts';
import {marked, type PromptsState} from './prompts-state.ts';
import {quoted} from './shell-word.ts';

/** More than anybody reads on a screen, and little enough to be wrapped between two key presses. */
const mostCharacters = 60_000;

/** A filled prompt as rows; of a very long one the beginning. */
export function filledLines(text: string, width: number): readonly Line[] {
  const shown = printable(text.slice(0, mostCharacters)).replaceAll('\t', '  ');
  const rows = verbatim(shown, width);
  if (text.length <= mostCharacters) return rows;
  const note = 'It goes on: this is the beginning. The whole of it is copied, or written to a file.';
  return [...wrapped(note, width, 'warning'), {text: ''}, ...rows, {text: '...'}];
}

/** What the marked prompt is for, and what it is filled with. */
export function aboutPrompt(state: PromptsState, width: number): readonly Line[] {
  const prompt = marked(state);
  if (!prompt) return [];
  const filled = prompt.inputs.map((input) => contents[input]);
  return [
    ...wrappedLine(prompt.description, width),
    ...wrapped(filled.length === 0 ? 'Nothing is filled in.' : `Filled in: ${filled.join(', ')}.`, width, 'quiet'),
  ];
}

const contents = {
  topology: 'your services and calls',
  numbers: 'the computed figures',
  skill: 'your skill',
  gaps: 'its open gaps',
} as const;

/** The command that does the same. */
export function promptCommand(state: PromptsState): string {
  const prompt = marked(state);
  if (!prompt) return 'eventcoach prompt list';
  const file = state.shown?.topology === undefined ? 'FILE' : quoted(state.shown.topology);
  const topology = needsTopology(prompt) ? ` --topology ${file}` : '';
  const out = state.path ? ` -o ${quoted(textOf(state.path))}` : '';
  return `eventcoach prompt ${state.shown && !state.path ? 'show' : 'copy'} ${prompt.name}${topology}${out}`;
}
