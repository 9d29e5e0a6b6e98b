import {inflections} from './inflections.ts';

/** Words by what they mean in a proposal, as base forms; the endings are added. */
const meanings = {
  negator: 'no not nope none nothing nobody never without neither nor nil noone nowhere hardly',
  exception: 'except unless apart besides excluding otherwise else',
  contrast: 'but however although though yet still',
  condition: 'if when whenever unless once over above under below depending',
  unsure:
    'unsure unclear unknown maybe perhaps probably possibly might tbd todo guess suppose presumably pending undecided',
  // What can be done with an answer.
  show: 'show display appear render print list present see visible pop download highlight screen view warn tell say inform preview read announce',
  branch:
    'decide choose pick approve refuse decline reject deny block stop allow permit let proceed redirect abort branch switch route depend turn grant forbid gate disable enable pass accept',
  act: 'open close unlock lock release start board leave sign hand charge withdraw dispense',
  work: 'use need store save put compute calculate sort build return forward attach insert embed keep consume evaluate parse process wait expect care matter look interest inspect bother pick send act react respond influence affect replace copy enter transfer embed write apply trust',
  log: 'log logged logging metric metrics counter trace warning monitor',
  retry: 'retry resend repeat again redo requeue',
  status:
    'status http code 200 2xx 5xx 4xx ack acknowledgement acknowledgment failure fail throw error exception timeout down unreachable',
  ignore: 'ignore discard unused disregard drop dropped irrelevant thrown',
  // Who or what stands before the counter.
  person:
    'person people user customer guest passenger traveller traveler driver patient doctor nurse clerk officer agent player buyer shopper student visitor applicant developer admin donor reader employee operator cashier caller member tenant citizen voter client prospect pilot surgeon packer rider teller technician',
  device:
    'device barrier gate door turnstile pump terminal kiosk atm robot machine lock lift scanner car camera valve till register',
  posture: 'stand sit hold queue phone front beside meanwhile line counter spot desk',
  wait: 'wait hang block stuck slow',
  refuse: 'refuse decline reject deny forbid refusal disallow veto freeze suspend',
  gateAct:
    'unlock open allow permit let release approve proceed continue enter start board leave sign dispense admit grant',
  now: 'immediately instantly now live realtime synchronously instant directly promptly',
  // Verbs whose receiver may say no.
  refusable:
    'reserve charge debit pay authorise authorize authorisation authorization approve allocate assign validate verify check withdraw score evaluate decide redeem admit permit grant screen assess limit book enrol enroll classify quote price login authenticate lookup borrow claim capture settle refund transfer purchase activate',
  // Verbs and receivers of things done on the side.
  notify:
    'mail email notify inform tell ping text sms announce alert push post feed report update log record count export bump thank greet publish write add notice send refresh append track sync mirror copy forward archive raise invite remind congratulate distribute broadcast index stream emit recalculate clean cleanup schedule credit award',
  observer:
    'dashboard statistic statistics stats crm bi analytics warehouse cube feed newsletter report chart thermometer audit marketing controlling search index archive leaderboard ranking accounting bookkeeping loyalty point promoter insurer housekeeping campaign brand sales sms letter mail email pdf figure history timeline recommendation recommender newsfeed log metric ministry export site website copies copy replica cache phonebook',
  idea: 'idea propose proposal proposed want would emit publish publishes published wanted convert kafka async asynchronous',
  claim: 'claim claims says believes thinks supposedly allegedly consultant architect basically said assume assumes',
} as const;

export type Meaning = keyof typeof meanings;

/** Names and numbers of a language that take no endings would only collide with other words. */
const uninflected: ReadonlySet<Meaning> = new Set([
  'negator',
  'exception',
  'contrast',
  'unsure',
  'now',
  'claim',
  'idea',
]);

const byWord: ReadonlyMap<string, ReadonlySet<Meaning>> = index();

function index(): Map<string, Set<Meaning>> {
  const found = new Map<string, Set<Meaning>>();
  for (const [meaning, list] of Object.entries(meanings) as [Meaning, string][]) {
    for (const base of list.split(' ')) {
      for (const form of uninflected.has(meaning) ? [base] : inflections(base)) {
        const known = found.get(form);
        if (known) known.add(meaning);
        else found.set(form, new Set([meaning]));
      }
    }
  }
  return found;
}

/** Whether a word, in one spelling, has a meaning. */
export function means(word: string, meaning: Meaning): boolean {
  return byWord.get(word)?.has(meaning) ?? false;
}
