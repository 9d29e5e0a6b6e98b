import file from './learned.json' with {type: 'json'};
import {type Learned, unpacked} from './learned.ts';

/** The judge of the built-in criteria, as it was learned: npm run learn-skill. */
export function learnedJudge(): Learned {
  return unpacked(file);
}
