const ends: Readonly<Record<string, string>> = {1: 'st', 2: 'nd', 3: 'rd'};

/**
 * What the name of an old version means where it is not the version alone: "0.2.0-2" is the 2nd text that was kept under
 * 0.2.0. undefined where the name says everything.
 */
export function nameOfKept(id: string, version: string | null): string | undefined {
  const name = version ?? 'without-version';
  const [, number] = /^-(\d+)$/.exec(id.startsWith(name) ? id.slice(name.length) : '') ?? [];
  if (number === undefined) return undefined;
  const end = /1\d$/.test(number) ? 'th' : (ends[number.slice(-1)] ?? 'th');
  return `the ${number}${end} text kept ${version === null ? 'without a version' : `as version ${version}`}`;
}
