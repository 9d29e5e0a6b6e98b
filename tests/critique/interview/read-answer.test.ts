import {describe, expect, it} from 'vitest';
import {type Shape, shapeOf} from '../../../src/critique/interview/answer-shape.ts';
import {readAnswer} from '../../../src/critique/interview/read-answer.ts';

const typed = (fact: string, text: string, offered: readonly string[] = []) =>
  readAnswer({shape: shapeOf(fact), offered}, text);
const refused = {problem: expect.stringMatching(/^[A-Z].*\w/)};

describe('a typed line as an answer', () => {
  it.each([
    ['effects[0].result', '1', 'ignored'],
    ['effects[0].result', ' 6 ', 'decides'],
    ['effects[0].result', 'SHOWN', 'shown'],
    ['effects[0].waiting', 'a person', 'person'],
    ['effects[0].refusal', 'n', 'none'],
    ['effects[0].compensable', 'y', true],
    ['effects[0].compensable', 'No', false],
    ['effects[0].localCopy', 'no', 'none'],
    ['effects[0].localCopy', 'yes', 'copy'],
    ['event.retention', 'n', 'as-needed'],
    ['event.audience', 'n', 'wider'],
    ['event.lossAccepted', 'no', false],
    ['effects[0].invariant', 'None', 'none'],
    ['effects[0].invariant', 'no', 'none'],
    ['effects[0].invariant', ' no seat is sold twice ', 'no seat is sold twice'],
    ['effects', 'authorise; mail ; mail;', ['authorise', 'mail']],
    ['effects', 'authorise, and mail', ['authorise, and mail']],
    ['event.fields', 'orderId, total;x', ['orderId', 'total', 'x']],
    ['event.fields', 'none', []],
    ['effects[0].localCopy.lag', '2s', '2s'],
    ['event.largestPayloadBytes', '0', 0],
    ['event.largestPayloadBytes', '2000', 2000],
  ])('%s: %j is %j', (fact, text, answer) => {
    expect(typed(fact, text)).toEqual({answer});
  });

  it.each([
    ['effects[0].result', ''],
    ['effects[0].result', '0'],
    ['effects[0].result', '7'],
    ['effects[0].result', '1.5'],
    ['effects[0].result', 'y'],
    // Two of the answers begin with yes.
    ['effects[0].refusal', 'y'],
    // "no key" is no no.
    ['event.ordering.key', 'n'],
    ['effects[0].waiting', 'constructor'],
    ['effects[0].invariant', ''],
    ['effects[0].invariant', 'y'],
    ['effects[0].invariant', '1'],
    ['effects[0].invariant', 'x'.repeat(301)],
    ['effects[0].invariant', '\u001b[A'],
    ['effects', ''],
    ['effects', ';;'],
    ['effects', 'none;1'],
    ['effects', '1'],
    ['effects', Array.from({length: 41}, (_, i) => `effect ${i}`).join(';')],
    ['effects', `a;${'x'.repeat(301)}`],
    ['effects[0].localCopy.lag', '2'],
    ['effects[0].localCopy.lag', '-2s'],
    ['event.largestPayloadBytes', '2 kB'],
    ['event.largestPayloadBytes', '-1'],
    ['event.largestPayloadBytes', '1e3'],
    ['event.largestPayloadBytes', '9'.repeat(13)],
  ])('%s: %j is answered with what to type instead', (fact, text) => {
    expect(typed(fact, text)).toEqual(refused);
  });

  it.each(['', '  ', 'y', 'Yes'])('takes what is offered for %j', (text) => {
    expect(typed('effects', text, ['mail; log', '1'])).toEqual({answer: ['mail; log', '1']});
  });

  it('takes what is typed instead of what is offered', () => {
    expect(typed('effects', 'log', ['mail'])).toEqual({answer: ['log']});
  });

  it('says the highest number there is', () => {
    const shape: Shape = {kind: 'choice', choices: [{value: 'a', text: 'a'}]};
    expect(readAnswer({shape, offered: []}, '2')).toEqual({problem: 'Type a number from 1 to 1.'});
  });
});
