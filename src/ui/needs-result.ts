import type {CallLine, Choices} from './workbench.ts';

/** Does the caller need the result: the file's answer, else this session's; undefined: nobody has said. */
export function needsResult({answers}: Choices, call: CallLine): boolean | undefined {
  return call.needsResult ?? answers[call.id];
}
