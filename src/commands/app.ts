import {exitCodes} from '../errors.ts';
import {defineCommand} from './define-command.ts';

export const app = defineCommand({
  name: '',
  summary: 'The terminal app.',
  usage: [''],
  options: {},
  run: () => exitCodes.ok,
});
