/** A name in an answer that is in no file of the author's: where it stands, and how it is written. */
export interface InventedName {
  readonly where: string;
  readonly name: string;
}

const word = String.raw`[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*`;

/** The ways in which prose names a service; the group is the name. */
const mentions: readonly RegExp[] = [
  // fraud-check-service, billing_api: a name that says what it is.
  /(?<![\p{L}\p{N}_./-])([\p{L}\p{N}]+(?:[-_][\p{L}\p{N}]+)*[-_](?:services?|svc|api|gateway|worker|db|database|server|backend|store|proxy|provider|processor|adapter))(?![\p{L}\p{N}_-])/giu,
  // BillingService
  /(?<![\p{L}\p{N}_./-])(\p{Lu}[\p{L}\p{N}]*(?:Service|Svc|Gateway|Worker|Backend))(?![\p{L}\p{N}_-])/gu,
  // the billing service, Billing service, `billing` service
  new RegExp(
    `[\`"'“]?(?<![\\p{L}\\p{N}_-])(${word})[\`"'”]?\\s+(?:micro)?service\\b(?!s?\\s+(?:level|mesh|discovery|boundar))`,
    'giu',
  ),
  new RegExp(`\\bservice\\s+(?:called\\s+|named\\s+)?[\`"'“](${word})[\`"'”]`, 'giu'),
  // shop -> billing
  new RegExp(`(${word})[\`"']?\\s*(?:->|→|=>)`, 'gu'),
  new RegExp(`(?:->|→|=>)\\s*[\`"']?(${word})`, 'gu'),
];

/** Words before "service" that name none. */
const ordinary = new Set(
  'a an the this that these those each every any some no other another one two both same such which whose its their your our new old own separate single second third first external internal third-party downstream upstream called calling caller callee consuming consumer producing producer publishing subscriber remote slow fast dependent independent owning critical shared core small self customer in of as to per managed web micro downstream-facing stateless affected failing down good better worse cloud background is and or by for with data long-running back-end front-end'.split(
    ' ',
  ),
);

/** Ends that a writer adds to a service's name or leaves out. */
const bare = (name: string) =>
  name
    .toLowerCase()
    .replace(/[-_.]/g, '')
    .replace(/(?:micro)?(?:services?|svc|api)$/, '')
    .replace(/s$/, '');

/**
 * Names of services in the texts that are not known: neither names of the topology or the proposal (`known`), nor words
 * that the author used (`own`). Each name once, in the order of the texts.
 */
export function inventedNames(
  texts: readonly {readonly where: string; readonly text: string}[],
  known: Iterable<string>,
  own: readonly string[],
): readonly InventedName[] {
  const ours = new Set([...known].map(bare));
  for (const text of own) {
    for (const [part] of text.matchAll(/[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu)) ours.add(bare(part));
  }
  const found = new Map<string, InventedName>();
  for (const {where, text} of texts) {
    for (const pattern of mentions) {
      for (const [, name = ''] of text.matchAll(pattern)) {
        if (ordinary.has(name.toLowerCase()) || !/\p{L}/u.test(name) || ours.has(bare(name))) continue;
        if (!found.has(bare(name))) found.set(bare(name), {where, name});
      }
    }
  }
  return [...found.values()];
}
