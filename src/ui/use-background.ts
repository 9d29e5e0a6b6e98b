import {useApp} from './app-context.ts';
import {type Message, messageOf} from './message.ts';

/**
 * Runs work in the background, and resolves when it has ended: what the user can mend is handed to `say`, a defect ends
 * the app.
 */
export function useBackground(say: (message: Message) => void): (work: () => Promise<void>) => Promise<void> {
  const {crash} = useApp();
  return (work) =>
    work().catch((error: unknown) => {
      const known = messageOf(error);
      if (known) say(known);
      else crash(error);
    });
}
