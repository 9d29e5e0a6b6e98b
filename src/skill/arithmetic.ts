/** A number as it is written: its value and the size of its last digit. */
interface Written {
  readonly value: number;
  readonly unit: number;
}

const hoursPerYear = 8760;
const hoursPerLeapCycleYear = 8766;
const numerals = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const hours: Readonly<Record<string, number>> = {h: 1, hour: 1, min: 1 / 60, minute: 1 / 60, day: 24};

/**
 * Whether the availability figures in a text are those that multiplying gives. `right`: some stated availability is the
 * product of others in the text, rounded as it is written; `wrong`: a downtime per year belongs to none of the stated
 * availabilities (0.1 % of 8,760 hours are 8.76 hours), or several parts are said to be together what they are not;
 * `none`: nothing to compare.
 */
export function availabilityFigures(text: string): 'right' | 'wrong' | 'none' {
  const stated = availabilities(text);
  if (stated.length === 0) return 'none';
  // What a text rounds for its readers is known exactly here: 0.995^3 is 0.985074875.
  const exact = stated.flatMap(({value}) => [value, ...counts(text).map((n) => value ** n)]);
  if (saysWrongTogether(text)) return 'wrong';
  if (downtimesPerYear(text).some((down) => !exact.some((a) => belongs(down, 1 - a)))) return 'wrong';
  return stated.some((result, at) => isProduct(result, stated, at, text)) ? 'right' : 'none';
}

/** "Two services of 99.9 % are together 99.9 % available": how many, of what, and what they are said to come to. */
const together =
  /\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b[^.%]{1,40}?(\d{2,3}(?:\.\d{1,8})?)\s?%[^.%]{0,12}?\b(?:are|have|give|make|come to)\b[^.%]{0,30}?\b(?:together|combined)\b[^.%]{0,20}?(\d{2,3}(?:\.\d{1,8})?)\s?%/gi;

function saysWrongTogether(text: string): boolean {
  return [...text.replace(/\s+/g, ' ').matchAll(together)].some(([, many, of, said]) => {
    const n = /^\d/.test(many!) ? Number(many) : numerals.indexOf(many!.toLowerCase());
    const {value, unit} = decimal(said!, 0.01);
    // Rounded as it is written, and no further.
    return n > 1 && Math.abs(decimal(of!, 0.01).value ** n - value) > unit * 0.501;
  });
}

/** Percentages and decimal fractions from 50 % up, in the order of the text. */
function availabilities(text: string): readonly Written[] {
  const found: Written[] = [];
  for (const [, percent, fraction] of text.matchAll(
    /(?<![\d.])(?:(\d{2,3}(?:\.\d+)?)\s*(?:%|percent|per cent)|(0\.\d{1,12})(?!\s*%|\d))/g,
  )) {
    const written = percent === undefined ? decimal(fraction!, 1) : decimal(percent, 0.01);
    if (written.value >= 0.5 && written.value < 1) found.push(written);
  }
  return found;
}

function decimal(digits: string, scale: number): Written {
  const places = digits.split('.')[1]?.length ?? 0;
  return {value: Number(digits) * scale, unit: 10 ** -places * scale};
}

function isProduct(result: Written, stated: readonly Written[], at: number, text: string): boolean {
  // "Four services of 99.9 % each": then 99.9 % is what is multiplied and not what comes out.
  const each = availabilities([...text.matchAll(/[\d.]+\s*%\s+each\b/g)].join(' ')).map(({value}) => value);
  const bases = stated.filter(({value}) => value > result.value && (each.length === 0 || each.includes(value)));
  if (bases.some((base) => counts(text).some((n) => equal(result, base.value ** n)))) return true;
  let product = 1;
  for (let i = at - 1; i >= 0; i -= 1) {
    product *= stated[i]!.value;
    if (at - i >= 2 && equal(result, product)) return true;
  }
  return false;
}

function equal(written: Written, exact: number): boolean {
  return Math.abs(written.value - exact) <= written.unit / 2 + 1e-12;
}

/** The counts from 2 to 50 that the text states; "and the caller itself" counts one more. */
function counts(text: string): readonly number[] {
  const stated = [...text.toLowerCase().matchAll(/(?<![\d.,])\d{1,2}(?![\d.,]*\d|\s*%)|[²³⁴⁵⁶⁷⁸⁹]|[a-z]+/g)].map(
    ([word]) => {
      const superscript = '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(word);
      if (superscript !== -1) return superscript;
      return /^\d/.test(word) ? Number(word) : numerals.indexOf(word);
    },
  );
  const more = /\b(?:itself|plus|own)\b/i.test(text) ? [1] : [];
  return stated.flatMap((n) => [n, ...more.map((one) => n + one)]).filter((n) => n >= 2 && n <= 50);
}

function downtimesPerYear(text: string): readonly Written[] {
  const duration = '(\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?)\\s*(h|hour|min|minute|day)s?\\b';
  const after = new RegExp(`${duration}(?:\\s+[a-z]+){0,3}\\s*(?:a|per|each|every|/)\\s*(?:year|yr)\\b`, 'gi');
  const before = new RegExp(`\\b(?:year|yearly|annual|annually)\\W+(?:[a-z]+\\W+){0,2}${duration}`, 'gi');
  return [...text.matchAll(after), ...text.matchAll(before)].map(([, digits, unit]) =>
    decimal(digits!.replaceAll(',', ''), hours[unit!.toLowerCase()]!),
  );
}

/** Off by one in the last digit is rounding ("some 8.7 hours"); both common lengths of a year are fine. */
function belongs(down: Written, unavailability: number): boolean {
  const off = (year: number) => Math.abs(down.value - unavailability * year);
  return off(hoursPerYear) <= down.unit || off(hoursPerLeapCycleYear) <= down.unit / 2;
}
