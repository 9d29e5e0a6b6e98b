import type {SkillEval} from '../skill/eval/result.ts';
import type {Page} from './page.ts';
import {shellWord} from './shell-word.ts';

/** What the user can do with the skills that were compared. */
export interface EvalChoice {
  /** Whether the new one is the user's own skill. */
  readonly isOwn: boolean;
  /** The version of the history that a side is; null for a folder. */
  readonly versions: Readonly<Record<'old' | 'new', string | null>>;
}

/** What to do after a verdict: to install what is better, to go back or to mend what is worse. */
export function putNext(
  {verdict, skills}: Pick<SkillEval, 'verdict' | 'skills'>,
  {isOwn, versions}: EvalChoice,
  {put, heading, command}: Pick<Page, 'put' | 'heading' | 'command'>,
): void {
  if (verdict === 'better') {
    heading('Next');
    if (versions.new === null) {
      put('Put it where coding assistants look for it:', 2);
      command(`  eventcoach skill install --skill ${shellWord(skills.new.path)}`);
    } else {
      put('Bring that version back:', 2);
      command(`  eventcoach skill revert ${shellWord(versions.new)}`);
    }
  }
  if (verdict === 'worse') {
    heading('Next');
    if (!isOwn) put('Keep the old one; --record-gaps keeps what the new one failed at as gaps, case by case.', 2);
    else {
      put('See what it failed at, and draft what closes that:', 2);
      command('  eventcoach skill gaps');
      command('  eventcoach skill improve');
      if (versions.old !== null) {
        put('Or go back to the old one:', 2);
        command(`  eventcoach skill revert ${shellWord(versions.old)}`);
      }
    }
  }
}
