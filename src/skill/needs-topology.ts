import type {Prompt} from './prompts.ts';

/** Does the prompt need a topology file to be filled? */
export function needsTopology({inputs}: Pick<Prompt, 'inputs'>): boolean {
  return inputs.includes('topology') || inputs.includes('numbers');
}
