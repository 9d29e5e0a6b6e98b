import {quoted} from './shell-word.ts';
import type {CallLine, Choices, Ledger} from './workbench.ts';

/** The command that shows the same: `convert` with the first event, else `analyze` on the same day. */
export function architectureCommand(
  choices: Choices,
  calls: readonly CallLine[],
  ledger: Ledger | undefined,
  file: string,
): string {
  const [first] = ledger?.conversion?.conversions ?? [];
  if (!first) {
    const settings = (ledger?.settings ?? []).map((setting) => ` --set ${quoted(setting)}`);
    return `eventcoach analyze ${quoted(file)}${settings.join('')}${choices.down.map((name) => ` --down ${quoted(name)}`).join('')}`;
  }
  const own = calls.filter((call) => choices.converted.includes(call.id) && call.from === first.from);
  const named = own.map((call) => `${call.from}:${call.to.split(' | ')[0]}`).join(',');
  const broker = ledger?.broker === undefined ? '' : ` --broker ${quoted(ledger.broker)}`;
  return `eventcoach convert ${quoted(file)} --call ${quoted(named)} --event ${quoted(first.event)}${broker}`;
}
