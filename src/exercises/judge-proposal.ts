import type {Critique} from '../critique/critique.ts';
import {parseProposals} from '../critique/parse.ts';
import type {Proposal} from '../critique/proposal.ts';
import {printableLine} from '../printable.ts';
import {contentOf} from './content.ts';
import {type Judged, right, wrong} from './judged.ts';
import type {StepOf} from './manifest.ts';
import type {SaidPart} from './proposed.ts';

type Requirements = StepOf<'propose'>['requires'];

const said: Readonly<Record<SaidPart, (proposal: Proposal) => boolean>> = {
  purpose: ({purpose}) => purpose !== null,
  event: ({proposedEvent}) => proposedEvent.name !== null,
  payload: ({proposedEvent}) => (proposedEvent.payload ?? []).length > 0,
};

const verdictTexts: Readonly<Record<Critique['verdict'], string>> = {
  convert: 'convert: an event fits',
  'keep-sync': 'keep-sync: the caller needs the answer, so it stays a call',
  split: 'split: a part stays in the call, the rest can leave as an event',
  'needs-work': 'needs-work: an event fits, but not this one yet',
  ask: 'undecided: facts are missing',
};

/** Judges the text of a proposal by what `critique`, the local critic, says about it. */
export function proposalJudge(
  requires: Requirements,
  critique: (proposal: Proposal) => Critique,
): (answer: unknown) => Judged {
  return (answer) => {
    const text = contentOf(answer);
    if (text === undefined) return wrong('That is no proposal. Write it as text below the name of the step.');
    const {proposals, problems} = parseProposals(text);
    const [problem] = problems;
    if (problem) {
      return wrong(
        printableLine(`Line ${problem.line}, column ${problem.column}: ${problem.message}. ${problem.hint}`),
      );
    }
    const [proposal, ...others] = proposals;
    if (!proposal || others.length > 0) return wrong('One proposal is asked for: one call, one event.');
    const judged = critique(proposal);
    const missing = requires.filter((one) =>
      'verdict' in one ? !one.verdict.includes(judged.verdict) : !said[one.says](proposal),
    );
    const told = critiqueText(judged);
    return missing.length > 0 ? wrong([...missing.map(({because}) => because), told].join('\n\n')) : right(told);
  };
}

function critiqueText({verdict, reasons, flaws, questions}: Critique): string {
  const points = [
    ...reasons.map(({text, evidence}) => `${text} (${evidence})`),
    ...flaws.map(({type, because, repair}) => `${type}: ${because} Repair: ${repair}`),
    ...(verdict === 'ask' ? questions.map(({text, decides}) => `It asks: ${text} (${decides})`) : []),
  ];
  return [
    `The critic says ${verdictTexts[verdict]}.`,
    ...(points.length > 0 ? [''] : []),
    ...points.map((one) => printableLine(`- ${one}`)),
  ].join('\n');
}
