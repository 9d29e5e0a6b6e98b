import {z} from 'zod';
import {manifestSchema} from './manifest.ts';

/** The JSON Schema of exercise.yaml. */
export function exerciseJsonSchema(): Record<string, unknown> {
  return {...z.toJSONSchema(manifestSchema, {io: 'input'}), title: 'eventcoach exercise'};
}
