import type {Proposal} from '../proposal.ts';
import type {FieldFact} from '../questions.ts';

/** What a fact such as `event.fields[2].data` says about its field; undefined for every other fact. */
export function fieldFact(fact: string): FieldFact | undefined {
  return /^event\.fields\[\d+\]\.(vocabulary|data)$/.exec(fact)?.[1] as FieldFact | undefined;
}

/** The facts of this kind that no field says yet, in the order of the fields. */
export function unsaidFields({facts}: Proposal, part: FieldFact): readonly string[] {
  return (facts.event.fields ?? []).flatMap((field, i) => (field[part] === null ? [`event.fields[${i}].${part}`] : []));
}

/** What the field of a fact is called. */
export function fieldName({facts}: Proposal, fact: string): string {
  const at = Number(/\[(\d+)\]/.exec(fact)?.[1]);
  return facts.event.fields?.[at]?.name ?? `field ${at + 1}`;
}
