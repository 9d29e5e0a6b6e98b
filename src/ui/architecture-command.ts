import {quoted} from './shell-word.ts';
import type {CallLine, Choices, Ledger} from './workbench.ts';

/** The command that shows the same: `analyze` on the same day, of the file that `convert` writes where calls are converted. */
export function architectureCommand(
  choices: Choices,
  calls: readonly CallLine[],
  ledger: Ledger | undefined,
  file: string,
): string {
  const [first] = ledger?.conversion?.conversions ?? [];
  const settings = (ledger?.settings ?? []).map((setting) => ` --set ${quoted(setting)}`);
  const day = `${settings.join('')}${choices.down.map((name) => ` --down ${quoted(name)}`).join('')}`;
  if (!first) return `eventcoach analyze ${quoted(file)}${day}`;
  const converted = new Set(choices.converted);
  const own = calls.filter((call) => converted.has(call.id) && call.from === first.from);
  const named = own.map((call) => `${call.from}:${call.to.split(' | ')[0]}`).join(',');
  const broker = ledger?.broker === undefined ? '' : ` --broker ${quoted(ledger.broker)}`;
  const convert = `eventcoach convert ${quoted(file)} --call ${quoted(named)} --event ${quoted(first.event)}${broker}`;
  return day === '' ? convert : `${convert} --write after.yaml; eventcoach analyze after.yaml${day}`;
}
