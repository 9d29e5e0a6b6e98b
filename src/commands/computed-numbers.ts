import {analysis, type Given} from '../analysis/analysis.ts';
import {conversion} from '../analysis/conversion.ts';
import {suggestedEventName} from '../analysis/suggested-event-name.ts';
import {analysisText} from '../report/analysis-text.ts';
import {conversionText} from '../report/conversion-text.ts';
import {compared} from './compared.ts';
import type {Loaded} from './load-topology.ts';

/** Wide enough that hardly a line of figures is broken. */
const plain = {width: 100, paint: (_: string, text: string) => text};

/**
 * What the analysis computed from a topology, as plain text for a chat assistant: today, and for every caller what
 * converting the calls that it need not wait for would change (where the file has one broker).
 */
export function computedNumbers(loaded: Loaded, given: Given): string {
  const {topology} = loaded;
  const today = analysisText(analysis(topology, given), {...plain, top: 40, file: undefined});
  const [broker, ...others] = topology.brokers.keys();
  if (broker === undefined || others.length > 0) return today;
  const conversions = topology.nodes.flatMap((node) => {
    const calls = node.calls.filter((call) => call.needsResult === false);
    if (calls.length === 0) return [];
    const wish = {
      calls,
      event: suggestedEventName(topology, calls),
      broker,
      outbox: false,
      keep: false,
      convertNeeded: false,
    };
    const planned = conversion(topology, wish);
    if ('message' in planned) return [];
    return [conversionText(compared(loaded, given, planned, calls), plain)];
  });
  if (conversions.length === 0) return today;
  return `${today}\nAfter moving the calls that nobody waits for, one caller at a time:\n\n${conversions.join('\n')}`;
}
