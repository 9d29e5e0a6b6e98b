import * as z from 'zod';
import {manifestSchema} from './manifest.ts';

/** The JSON Schema of exercise.yaml, for editors. */
export function exerciseJsonSchema(): Record<string, unknown> {
  const schema = z.toJSONSchema(manifestSchema, {
    io: 'input',
    // zod means its own types; an editor would take it for a field that nobody may write.
    override: ({jsonSchema}) => {
      delete jsonSchema.readOnly;
    },
  });
  return {...schema, title: 'eventcoach exercise'};
}
