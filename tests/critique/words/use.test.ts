import {describe, expect, it} from 'vitest';
import {clausesOf} from '../../../src/critique/words/clauses.ts';
import {useOf} from '../../../src/critique/words/use.ts';

const kindsOf = (text: string) => clausesOf('callerUsesResponse', text).map((clause) => useOf(clause).kind);

const unused: readonly string[] = [
  'we check the status code',
  'we check the status code and log it',
  'we check for 2xx and log errors',
  'We check the status code, nothing else.',
  'yes, status code is checked',
  'Checks for 200, otherwise logs and goes on',
  'only whether it was a 2xx',
  'only the status: on 5xx we try three times',
  'looks at the status code and writes a log line',
  'status is checked, errors go to the log',
  'We check that it is 200. If not, we log it and move on.',
  'the code does if (!res.ok) throw, and the job is retried at night',
  'we assert the status code in the client, the body is thrown away',
  'HTTP 204, body empty',
  'just the ack',
  'just a 200',
  'response is an empty 202',
  'Nothing is done with it',
  'nothing, apart from a log line',
  'no one has ever looked at it',
  'we swallow the exception',
  'the response body is dropped',
  'logged at debug level',
  'goes to the log',
  "It is logged, that's all.",
  'a metric is incremented',
  'we count the failures on a dashboard',
  'they return OK and we carry on',
  'result is not evaluated',
  'Not needed. The page is rendered before it returns.',
  'We have no use for it',
  'nobody upstream cares',
  'not interesting for us',
  'the answer does not influence anything',
  'no influence on the checkout',
  'Return value is void',
  "we don't wait for it",
  'call is made in a background thread, result dropped',
  'checked for success only, retried three times otherwise',
  'If it fails we retry, otherwise nothing',
  'Retry on error. That is all.',
  'the user never sees it',
  'nothing on the page depends on it',
  'never shown to anybody',
  'it returns the count of rows, which nobody reads',
  'we store the id that comes back, no one has ever used it',
  'It comes back with an id that we keep in a column nobody queries.',
  'an "ok" that we throw away',
  'only error handling',
  'errors are logged and alerted',
  'Only used for logging',
  'used in a log line only',
  'only for the log',
  'just for monitoring',
];
const used: readonly string[] = [
  'shown to the user',
  'we show the price',
  'the customer sees it immediately',
  'it decides if we ship',
  '302 to the page it returns',
  '404 -> not found page',
  "blocks the sale on 'deny'",
  'yes',
  'yes, of course',
  'waits for it, then opens the door',
  'the app needs it to go on',
  'number goes on the label',
  'token in header of the next call',
  'depends on it if we go on',
  "we can't continue without",
  'if declined, customer has to choose another card',
  'result -> screen',
  'green or red',
  'true/false, drives the if',
  'The nurse reads it before giving the drug',
  'order stays in draft until we have it',
  'we return it to the mobile client',
  'user gets redirected',
  "Anything but 'clear' stops the payment",
  'the amount is added to the invoice total',
  'It is not just logged: it opens the gate',
  'no answer, no ride',
  'without an ok no money',
  "we don't let anybody in before it has answered",
  'nothing is printed until the number is there',
  'not shown, but the checkout is refused when it is false',
  'ignored unless it says blocked',
  'nobody gets past without it',
  'none of the orders is shipped before the answer',
  'no longer ignored since May: we block',
  "We don't ignore it",
  'not only logged, the sale is stopped',
  'never ignored',
  'no: the customer is told that it is gone',
  'No access without a yes',
  '"no" means the pump stays off',
  'no means no',
  'nothing moves before ok',
  'not ok -> barrier stays down',
  'Nothing fancy, we just display it',
  'No big thing, only the total that the user pays',
  'Nothing but the price, which we show',
  'not much, the seat number gets printed on the ticket',
  'nope -> rejected, ok -> next page',
  'never proceeds without it',
  "we don't use it ourselves, we hand it to the browser",
  "not by us, but the partner's app shows it",
  "we don't look at it, the client does",
  'ignored by us, passed through to the caller',
  'not used in the code; clerk reads it from the screen',
  "we don't do anything except showing it",
  'nobody cares as long as it says yes',
  'no one looks unless it is negative, then we stop',
];

describe('what becomes of an answer', () => {
  it.each(unused)('is not read as a use alone: %s', (text) => {
    const kinds = new Set(kindsOf(text));
    if (kinds.has('used')) expect(kinds.has('unused')).toBe(true);
  });

  it.each(used)('is never read as no use alone: %s', (text) => {
    const kinds = kindsOf(text);
    const free = kinds.some((kind) => kind === 'unused' || kind === 'noted');
    expect(free && !kinds.some((kind) => kind === 'used' || kind === 'open' || kind === 'silent')).toBe(false);
  });

  it('is understood in most of these ways', () => {
    expect(
      unused.filter((text) => kindsOf(text).some((kind) => kind !== 'silent' && kind !== 'open')).length,
    ).toBeGreaterThan(unused.length / 2);
    expect(used.filter((text) => kindsOf(text).includes('used')).length).toBeGreaterThan(used.length / 2);
  });

  it.each([
    ['Nothing depends on it.', 'unused'],
    ['we never look at the response', 'unused'],
    ['we check the status code but only log it', 'noted'],
    ['if it fails we try again', 'noted'],
    ['not used except for the total, which is printed', 'used'],
    ['nothing can be signed before', 'used'],
    ['pass opens, or "not valid"', 'used'],
    ['quantity 0 -> line goes red', 'used'],
    ['fire and forget', 'silent'],
    ['they say nobody uses it', 'silent'],
    ['not sure', 'open'],
    ['mostly ignored', 'open'],
    ['depends on the team', 'open'],
  ])('%s: %s', (text, kind) => {
    expect(kindsOf(text)).toContain(kind);
  });
});
