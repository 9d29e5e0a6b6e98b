import {listed} from '../../figures.ts';
import type {Nature} from './kinds.ts';
import type {Link} from './links.ts';
import {wordsOf} from './variable-words.ts';

/** Names that a question lists before it only counts. */
const most = 5;

/** Does the link's variable call a store a broker or queue (Celery on Redis)? Then it may carry messages. */
export function isStoreQueue({mention}: Link, target: Nature): boolean {
  const words = wordsOf(mention.variable);
  const queue = words.some((word) => word === 'broker' || word === 'queue' || word === 'celery');
  // Celery keeps results apart from messages.
  return queue && !words.includes('result') && target.kind === 'datastore';
}

/** One question for each store that may carry messages, whoever uses it. */
export function storeQueueQuestions(links: readonly Link[]): string[] {
  const byStore = new Map<string, Link[]>();
  for (const link of links) {
    const known = byStore.get(link.to);
    if (known) known.push(link);
    else byStore.set(link.to, [link]);
  }
  return [...byStore].map(([store, users]) => {
    const names = [...new Set(users.map(({from}) => from.name))];
    const more = names.length > most ? [`${names.length - most} more`] : [];
    const {file, line, name} = users[0]!.setting;
    const place = `${file}${line === undefined ? '' : `:${line}`} ${name}`;
    return `${names.length === 1 ? 'Does' : 'Do'} ${listed([...names.slice(0, most), ...more])} use ${store} to pass messages on, and who reads them? (${place})`;
  });
}
