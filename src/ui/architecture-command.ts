import {quoted} from './shell-word.ts';
import type {CallLine, Choices, Ledger} from './workbench.ts';

/** What the converted topology is written to where one command is not enough. */
const between = 'after.yaml';

/**
 * The command that shows the same: `analyze` on the same day, of the file that `convert` writes where calls are converted.
 * Each caller publishes an event of its own, so that each takes a command of its own.
 */
export function architectureCommand(
  choices: Choices,
  calls: readonly CallLine[],
  ledger: Ledger | undefined,
  file: string,
): string {
  const settings = (ledger?.settings ?? []).map((setting) => ` --set ${quoted(setting)}`);
  const day = `${settings.join('')}${choices.down.map((name) => ` --down ${quoted(name)}`).join('')}`;
  const events = new Map((ledger?.conversion?.conversions ?? []).map(({from, event}) => [from, event]));
  if (events.size === 0) return `eventcoach analyze ${quoted(file)}${day}`;
  const chosen = new Set(choices.converted);
  const broker = ledger?.broker === undefined ? '' : ` --broker ${quoted(ledger.broker)}`;
  const steps = [...events].map(([from, event], i) => {
    const own = calls.filter((call) => call.from === from && chosen.has(call.id));
    const named = own.map((call) => callName(call, calls, chosen)).join(',');
    const input = i === 0 ? quoted(file) : between;
    return {
      own,
      text: `eventcoach convert ${input} --call ${quoted(named)} --event ${quoted(event)}${broker}`,
    };
  });
  if (steps.length === 1 && day === '') return steps[0]!.text;
  const written = steps.map(({own, text}, i) => {
    // An answer that only this screen has is none that the file gives.
    const assumed = own.some(({needsResult}) => needsResult === undefined) ? ' --assume' : '';
    return `${text}${assumed} --write ${between}${i === 0 ? '' : ' --force'}`;
  });
  return [...written, `eventcoach analyze ${between}${day}`].join('; ');
}

/** `FROM:TO`, with the call's own name where others between the two stay. */
function callName({from, to, name}: CallLine, calls: readonly CallLine[], chosen: ReadonlySet<string>): string {
  const [callee] = to.split(' | ');
  const isAlone = calls.every((one) => one.from !== from || one.to !== to || chosen.has(one.id));
  return `${from}:${callee}${isAlone ? '' : `#${name}`}`;
}
