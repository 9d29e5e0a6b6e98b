import * as z from 'zod';
import {slug} from './query.ts';
import {topics} from './topics.ts';

/** One line of text. */
export const line = z.string().trim().min(1).max(200);
/** Text for the learner: paragraphs, lists and indented blocks. `{figure}` and `{figure in s}` stand for computed numbers. */
export const text = z.string().trim().min(1).max(4000);
/** A sentence or a few. */
export const sentence = z.string().trim().min(1).max(1000);
export const topic = z.enum(topics);

/** What every step has that asks for something. */
export const head = {
  id: slug,
  title: line,
  /** From a nudge to nearly the answer; none gives it away. */
  hints: z.array(sentence).max(5).default([]),
  practises: z
    .array(topic)
    .min(1)
    .max(5)
    .readonly()
    .exactOptional()
    .describe('What a wrong answer shows to be weak, and a right one to be known.'),
};
