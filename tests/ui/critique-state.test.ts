import {describe, expect, it} from 'vitest';
import {localCritique} from '../../src/critique/local-critique.ts';
import {parseProposals} from '../../src/critique/parse.ts';
import type {OpenProposal} from '../../src/ui/critic.ts';
import {critiqueCommand} from '../../src/ui/critique-command.ts';
import {hiddenActions} from '../../src/ui/critique-keys.ts';
import {critiquePage, verdictLines} from '../../src/ui/critique-lines.ts';
import {type CritiqueEvent, type CritiqueState, critique, critiqueBefore} from '../../src/ui/critique-state.ts';
import {fieldWith} from '../../src/ui/field.ts';
import {talk} from '../../src/ui/talk.ts';

const known = `{what: send the mail, proposed: event, result: ignored, refusal: none, invariant: none}`;
const proposalWith = (facts: string) => {
  const {proposals, problems} = parseProposals(`{id: p, caller: shop, callee: mailer, facts: ${facts}}`);
  if (!proposals[0]) throw new Error(JSON.stringify(problems));
  return proposals[0];
};
const openWith = (facts = `{effects: [${known}]}`): OpenProposal => ({
  file: 'p.yaml',
  topology: "it's.yaml",
  isPackaged: false,
  talk: talk(proposalWith(facts)),
  opinion: undefined,
  fileSays: async () => undefined,
  figures: async () => ({why: 'there are none.'}),
  keep: async () => undefined,
});
const stateAfter = (open: OpenProposal, ...events: readonly CritiqueEvent[]): CritiqueState =>
  [{kind: 'opened', open} as const, ...events].reduce(critique, critiqueBefore);
const went = (state: CritiqueState, value: string): CritiqueEvent => ({
  kind: 'went',
  talk: state.talk!.answer(value),
  kept: 'answer',
});
const textOf = (state: CritiqueState) =>
  [...verdictLines(state, 78), ...critiquePage(state, 78).lines].map(({text}) => text).join('\n');

describe('the conversation on screen', () => {
  it('asks what decides first, and says beside each choice what the rules would then say', () => {
    const state = stateAfter(openWith());
    expect(state.talk?.question?.fact).toBe('effects[0].waiting');
    const proposal = (waiting: string) => proposalWith(`{effects: [${known.replace('}', `, waiting: ${waiting}}`)}]}`);
    const wanted = ['nobody', 'person', 'device'].map((waiting) => localCritique(proposal(waiting)).verdict);
    expect(wanted).toEqual(['convert', 'keep-sync', 'keep-sync']);
    expect(state.talk?.after).toEqual(wanted);
    expect(textOf(state)).toMatch(/> 1 nobody {2}\(-> convert\)\n {2}2 a person {2}\(-> keep-sync\)/);
  });

  it('tells what the file says of the call, offers it as the answer, and says what accepting replaces', () => {
    const none: CritiqueEvent = {kind: 'file-says', needed: false};
    const asked = stateAfter(openWith('{effects: [{what: send the mail, proposed: event}]}'), none);
    expect(asked.talk?.question?.fact).toBe('effects[0].result');
    expect(textOf(asked)).toMatch(/The file says no: the result is not needed[\s\S]*> 1 nothing, or it only logs it/);
    expect(textOf(asked)).toContain('The file says no. Your answers do not settle it yet.');
    expect(textOf(asked)).not.toContain('Not known yet');
    const decided = openWith(`{effects: [${known.replace('}', ', waiting: person}')}]}`);
    expect(stateAfter(decided, none, {kind: 'ask-accept'}).message?.text).toContain(
      'needsResult: true in the place of false, critique: p',
    );
    expect(textOf(stateAfter(decided, none))).toContain('Yes. The file says no.');
  });

  it('speaks of facts and ways out in words, never by their paths', () => {
    const inWords = textOf(stateAfter(openWith(`{effects: [${known.replace('}', ', waiting: person}')}]}`)));
    expect(inWords).toContain('who cannot go on before it is done: a person');
    for (const facts of ['{}', `{effects: [${known}]}`, `{effects: [${known.replace('}', ', waiting: nobody}')}]}`]) {
      const text = textOf(stateAfter(openWith(facts)));
      expect(text).not.toMatch(/effects\[|event\.[a-z]|^- (breaker|parallel|timeout-and-ignore|local-copy):/m);
    }
  });

  it('moves the mark over the choices, by arrows and by number, and keeps it among them', () => {
    const state = stateAfter(openWith(), {kind: 'move', move: 'down'});
    expect(state.cursor).toBe(1);
    expect(critique(state, {kind: 'number', number: 3}).cursor).toBe(2);
    expect(critique(state, {kind: 'number', number: 4}).cursor).toBe(1);
    expect(critique(state, {kind: 'move', move: 'last'}).cursor).toBe(2);
  });

  it('takes no further answer, mark or text while one is being kept', () => {
    const keeping = stateAfter(openWith(), {kind: 'keeping'});
    for (const event of [
      {kind: 'move', move: 'down'},
      {kind: 'type', field: fieldWith('x')},
      {kind: 'ask-accept'},
    ] as const) {
      expect(critique(keeping, event)).toBe(keeping);
    }
    expect(critique(keeping, {kind: 'say', message: {kind: 'error', text: 'no room'}}).isKeeping).toBe(false);
  });

  it('says how each answer changed the verdict, and begins the next question anew', () => {
    const before = stateAfter(openWith(), {kind: 'move', move: 'down'}, {kind: 'keeping'});
    const after = critique(before, went(before, 'person'));
    expect(after).toMatchObject({cursor: 0, isKeeping: false, figures: undefined});
    expect(after.message).toEqual({kind: 'done', text: 'Kept: undecided -> keep-sync: it stays a call.'});
  });

  it('opens the text field for a question that is typed, and leaves it for the other keys', () => {
    const typed = stateAfter(openWith('{}'));
    expect(typed).toMatchObject({isTyping: true, talk: {question: {fact: 'effects'}}});
    const left = critique(typed, {kind: 'stop-typing'});
    expect(left.isTyping).toBe(false);
    expect(critique(left, {kind: 'write'}).isTyping).toBe(true);
    expect(critique(stateAfter(openWith()), {kind: 'write'}).isTyping).toBe(false);
  });

  it('asks before it writes to the topology, and forgets that it did when anything else happens', () => {
    const decided = stateAfter(openWith(`{effects: [${known.replace('}', ', waiting: person}')}]}`));
    const asked = critique(decided, {kind: 'ask-accept'});
    expect(asked.isAccepting).toBe(true);
    expect(asked.message?.text).toBe(
      "Press a again to write to the call shop -> mailer in it's.yaml: needsResult: true, critique: p.",
    );
    expect(critique(asked, {kind: 'move', move: 'down'}).isAccepting).toBe(false);
    expect(critique(asked, {kind: 'say', message: {kind: 'error', text: 'x'}}).isAccepting).toBe(false);
  });

  it('has nothing to accept while it is undecided, without a topology of the user, and once it is written', () => {
    const facts = `{effects: [${known.replace('}', ', waiting: person}')}]}`;
    const decided = stateAfter(openWith(facts));
    const written = critique(decided, {kind: 'accepted', says: 'Written.'});
    const without = {
      undecided: stateAfter(openWith()),
      unknown: stateAfter({...openWith(facts), topology: undefined}),
      packaged: stateAfter({...openWith(facts), isPackaged: true}),
      written,
    };
    expect(hiddenActions(decided)).not.toContain('accept');
    for (const [why, state] of Object.entries(without)) {
      expect([why, hiddenActions(state).includes('accept')]).toEqual([why, true]);
      expect([why, critique(state, {kind: 'ask-accept'}).isAccepting]).toEqual([why, false]);
    }
    const changed = critique(written, {kind: 'went', talk: decided.talk!.skip(), kept: undefined});
    expect(hiddenActions(changed)).not.toContain('accept');
  });

  it('gives back what was typed and marked to whoever goes back', () => {
    const words = fieldWith('write the entry');
    const typed = stateAfter(openWith('{}'), {kind: 'type', field: words});
    const further = critique(typed, {kind: 'went', talk: typed.talk!.answer(['write the entry']), kept: 'answer'});
    expect(further.field).toEqual(fieldWith(''));
    const marked = critique(further, {kind: 'move', move: 'down'});
    const skipped = critique(marked, {kind: 'went', talk: marked.talk!.skip(), kept: undefined});
    const back = critique(skipped, {kind: 'went', talk: skipped.talk!.back!(), kept: 'taken-back'});
    expect([back.talk?.question?.fact, back.cursor]).toEqual([further.talk?.question?.fact, 1]);
    const first = critique(back, {kind: 'went', talk: back.talk!.back!(), kept: 'taken-back'});
    expect([first.talk?.question?.fact, first.field, first.isTyping]).toEqual(['effects', words, true]);
  });

  it('shows figures for the place of the talk that they were worked out for, and no other', () => {
    const state = stateAfter(openWith());
    const figures = {why: 'the topology has no broker that could carry the event.'};
    expect(critique(state, {kind: 'figures', talk: state.talk!, figures}).figures).toBe(figures);
    const later = critique(state, went(state, 'nobody'));
    expect(critique(later, {kind: 'figures', talk: state.talk!, figures})).toBe(later);
    expect(textOf(critique(state, {kind: 'figures', talk: state.talk!, figures}))).toContain(
      'None: the topology has no broker that could carry the event.',
    );
  });

  it('shows flaws with their repair, and what else would help', () => {
    const facts = `{effects: [${known.replace('}', ', waiting: nobody, onRepeat: happens-twice}')}], event: {publishStep: separate}}`;
    const text = textOf(stateAfter(openWith(facts)));
    expect(text).toMatch(/^needs-work: an event fits, this design does not yet/);
    expect(text).toMatch(
      /Flaws to mend\n- dual-write: [\s\S]*\n {2}Repair: [\s\S]*- non-idempotent-consumer: [\s\S]*\n {2}Repair: /,
    );
    expect(text).toContain('What else would help');
  });

  it('offers only keys that do something', () => {
    const first = stateAfter(openWith());
    expect(hiddenActions(first)).toEqual(['yes', 'no', 'previous', 'further', 'accept']);
    expect(hiddenActions(first, 'consent')).toEqual(['model', 'chat', 'previous', 'further', 'accept']);
    expect(hiddenActions(first, 'listening')).toEqual(['yes', 'no', 'model', 'chat', 'previous', 'further', 'accept']);
    expect(hiddenActions(stateAfter(openWith('{}')))).toContain('number');
    const second = critique(first, went(first, 'person'));
    expect(hiddenActions(second)).not.toContain('previous');
    const done = stateAfter(openWith(), {kind: 'went', talk: first.talk!.skip(), kept: undefined});
    expect(done.talk?.question).toBeNull();
    expect(hiddenActions(done)).toEqual(expect.arrayContaining(['answer', 'number', 'skip', 'gap']));
  });

  it('asks about the design only when it is told to, and then shows that it can', () => {
    const decided = stateAfter(openWith(`{effects: [${known.replace('}', ', waiting: nobody}')}]}`));
    let at = decided.talk!;
    for (let n = 0; at.question && n < 40; n += 1) at = at.skip();
    expect(at.question).toBeNull();
    const end = critique(decided, {kind: 'went', talk: at, kept: undefined});
    expect(end.talk?.furtherQuestions).toBe(1);
    expect(hiddenActions(end)).not.toContain('further');
    expect(textOf(end)).toMatch(/One more question could still show flaws of the design: d goes on/);
    expect(at.goOn().question?.fact).toBe('event.lossAccepted');
    expect(at.goOn().furtherQuestions).toBe(0);
  });

  it('names the command that asks the same', () => {
    expect(critiqueCommand(openWith())).toBe("eventcoach critique p.yaml --interactive --topology 'it'\\''s.yaml'");
    expect(critiqueCommand({file: 'a b', topology: undefined})).toBe("eventcoach critique 'a b' --interactive");
  });
});
