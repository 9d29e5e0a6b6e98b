import type {EventFacts} from '../facts.ts';
import {nameParts} from './event-name.ts';

export type Field = NonNullable<EventFacts['fields']>[number];

const secrets = new Set(
  'password passwd pwd secret hash salt pin cvv cvc token credential otp apikey privatekey'.split(' '),
);
const regulated = new Set(
  'diagnosis diagnoses icd medication prescription ssn nationalid health blood treatment disease religion ethnicity criminal disability lab therapy symptom symptoms passportnumber passport cardnumber pan'.split(
    ' ',
  ),
);
const personal = new Set(
  'email phone mobile address street birth birthdate dob birthday iban salary name firstname lastname surname gender photo ip location gps income'.split(
    ' ',
  ),
);
const people = new Set(
  'patient customer user employee person contact holder first last full guest traveller traveler driver member student applicant citizen recipient sender buyer owner resident client parent child doctor'.split(
    ' ',
  ),
);

/** What kind of data a field holds, going by its name. */
export function sensitivity(name: string): NonNullable<Field['data']> {
  const parts = nameParts(name);
  const id = /^(?:id|ref|code|key|uuid)$/.test(parts.at(-1) ?? '');
  const joined = parts.join('');
  if (parts.some((part) => secrets.has(part))) return parts.includes('card') ? 'personal' : 'secret';
  if (parts.some((part) => regulated.has(part)) || regulated.has(joined) || joined.includes('nationalid'))
    return 'regulated';
  if (id) return 'plain';
  const named = parts.includes('name') && (parts.length === 1 || parts.some((part) => people.has(part)));
  return named || parts.some((part) => part !== 'name' && personal.has(part)) ? 'personal' : 'plain';
}
