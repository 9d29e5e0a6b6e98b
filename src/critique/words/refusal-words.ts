import type {Clause} from './clauses.ts';
import type {Quote, Read} from './quote.ts';

/** What the words say about a refusal that comes after the call: told later, and what is planned for it. */
export interface LaterRefusal {
  readonly toldLater: Quote;
  readonly plan: Read<string> | null;
}

const refuses =
  /\b(?:can|may|might|could|if|when|sometimes)\b(?: \S+){0,5}? (?:declin\w*|refus\w*|reject\w*|full|sold out|not (?:possible|available|accepted|enough)|fails?|bounc\w*|den(?:y|ies|ied)|closed|invalid|unavailable|say no|says no)\b/;
const nothingPlanned =
  /\b(?:nobody|no one|noone|none|nothing|no message|no (?:cancel\w*|compensat\w*|rollback|undo|plan|step|path|reaction|feedback|notification)|not)\b(?: \w+){0,5}? ?(?:told|informed|notified|happens|planned|message|comes back|step|cancel\w*|handled|undone|hears?|learns?|knows?|noticed?|foreseen|back|exists?|done)?\b/;
const ownLog = /\b(?:in|to) (?:its|their|the|his|her) (?:own )?log\b/;
const planned =
  /\b(?:publish\w*|emits?|sends?|compensat\w*|cancel\w*|refund\w*|tracker|alarm\w*|offer\w*|inform\w*|tells?|told|notif\w*|reverse\w*|undo\w*|release\w*|report\w*|contacts?|called|calls)\b/;
const outcomeLater =
  /\b(?:is|are|gets?|will be) (?:told|informed|notified) (?:\w+ )?(?:within|later|in|by|the next|after|tomorrow|some)\b|\bnothing comes back (?:today|now|at once|yet)\b|\bin the (?:next|coming|following) (?:hours|days|weeks)\b/;

/** A refusal that reaches the user later, and whether anything is planned for it; null where the words name none. */
export function laterRefusal(clauses: readonly Clause[]): LaterRefusal | null {
  const refused = clauses.filter(({field, plain}) => field === 'notes' && refuses.test(plain));
  const later = clauses.find(({plain}) => outcomeLater.test(plain));
  const [first] = refused;
  const about = clauses.filter(
    ({field, sentence}) =>
      field === 'notes' && refused.some((one) => one.sentence === sentence || one.sentence + 1 === sentence),
  );
  const unplanned = about.find(
    ({plain}) =>
      (nothingPlanned.test(plain) && /\b(?:nobody|no one|nothing|no|not)\b/.test(plain)) || ownLog.test(plain),
  );
  const plan = about.find(({plain}) => planned.test(plain) && !/\b(?:no|not|nobody|nothing|never)\b/.test(plain));
  if (first && unplanned) return {toldLater: first, plan: {value: 'none', quote: unplanned}};
  const reported = clauses.find(
    ({field, plain}) =>
      field === 'notes' &&
      /\bpublish(?:es)? (?:its|their|his) own\b|\btracker\b|\bcompensat\w*\b|\b(?:failed|rejected|refused|declined) (?:event|is published)\b/.test(
        plain,
      ) &&
      !/\b(?:no|not|without)\b/.test(plain),
  );
  if (first && plan) return {toldLater: first, plan: {value: plan.text, quote: plan}};
  if (reported) return {toldLater: reported, plan: {value: reported.text, quote: reported}};
  return later ? {toldLater: later, plan: null} : null;
}
