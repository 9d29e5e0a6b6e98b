import {listed} from '../../figures.ts';
import type {DraftEvent} from '../draft.ts';
import type {Application} from './application.ts';
import {directProtocols} from './servers.ts';
import type {Spec} from './spec-files.ts';

/** Names that a sentence lists before it only counts. */
const most = 5;

/** What the documents leave open and a person can answer. */
export function questions(applications: readonly Application[], events: readonly DraftEvent[]): string[] {
  return [
    ...applications
      .filter(({version, uses}) => version === 2 && uses.length > 0)
      .map(
        ({name, origin}) =>
          `Does ${name} read what its document calls publish, as AsyncAPI 2 has it? Many documents mean the opposite (${origin.file}).`,
      ),
    ...applications
      .filter(({idle}) => idle.length > 0)
      .map(
        ({name, idle, origin}) =>
          `Does ${name} send or read ${some(idle)}? No operation uses ${idle.length === 1 ? 'this channel' : 'these channels'} (${origin.file}).`,
      ),
    ...events
      .filter(({via}) => via === undefined)
      .map(
        ({name, origin}) => `Which broker carries ${name}? Its document names none (${origin.file}:${origin.line}).`,
      ),
    ...waiting(applications),
  ];
}

/** Messages with an id to match answers with, where no document speaks of an answer. */
function waiting(applications: readonly Application[]): string[] {
  return applications.flatMap(({name, uses}) => {
    const open = uses.filter(
      (use) => use.correlated && !use.reply && !use.request && directProtocols(use).length === 0,
    );
    const [first] = open;
    if (!first) return [];
    const addresses = [...new Set(open.map(({address, channel}) => address ?? channel))];
    return [
      `Does anyone wait for an answer on ${some(addresses)}? The messages of ${name} carry a correlation id (${first.origin.file}:${first.origin.line}).`,
    ];
  });
}

/** What was referred to and could not be read. */
export function unreadNotes(specs: readonly Spec[]): string[] {
  return specs.flatMap(({file, unread}) =>
    unread.length === 0 ? [] : [`${file.name} refers to ${some(unread)}: not read, only documents beside it are.`],
  );
}

function some(names: readonly string[]): string {
  const more = names.length > most ? [`${names.length - most} more`] : [];
  return listed([...names.slice(0, most), ...more]);
}
