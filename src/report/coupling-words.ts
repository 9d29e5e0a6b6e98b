import type {Analysis} from '../analysis/analysis.ts';
import type {Coupling} from '../analysis/couplings.ts';
import {count, knownSpan, knownYearly} from '../figures.ts';

/** `service` or `service/endpoint`, as the topology file names it. */
export function sideOf(service: string, endpoint: string | undefined): string {
  return endpoint === undefined ? service : `${service}/${endpoint}`;
}

/** "16 synchronous calls (1 more goes to telemetry and is left out)". */
export function callsText({calls, telemetryCalls: left}: Analysis['topology']): string {
  const aside = left === 0 ? '' : ` (${count(left)} more ${left === 1 ? 'goes' : 'go'} to telemetry: left out)`;
  return `${count(calls)} synchronous ${calls === 1 ? 'call' : 'calls'}${aside}`;
}

/** How long the caller waits: "2 s", "at least 80 ms" where something states no latency, "not known", "for ever". */
export function waitOf({temporal: {waitMs, waitStated}}: Coupling): string {
  return knownSpan(waitMs, waitStated);
}

/** What it costs the operation that it hits worst: "8.73 h", "at most 2 h" where that is too tangled to work out. */
export function downtimeOf({availability: {minutesPerYear, exact}}: Coupling): string {
  return knownYearly(minutesPerYear, exact !== false);
}

/** The same as what the caller does: "waits 2 s", "waits, not known how long". */
export function waitsText(coupling: Coupling): string {
  const {waitMs, waitStated} = coupling.temporal;
  return waitMs === 0 && !waitStated ? 'waits, not known how long' : `waits ${waitOf(coupling)}`;
}

/** The call as `--call` takes it, without its name. */
export function callWord({from, fromEndpoint, to, toEndpoint}: Coupling): string {
  return `${sideOf(from, fromEndpoint)}:${sideOf(to, toEndpoint)}`;
}

/** The answer to a coupling's question, as far as it is known. */
export function answerTo({advice, needsResult}: Coupling): string {
  if (advice === 'convert') return 'no, so an event would do: convert';
  if (advice === 'ask') return 'undecided: only you can say (needsResult: true or false)';
  return needsResult === null
    ? 'not said, taken as yes: it is no service, so it could not read an event'
    : 'yes: keep it synchronous';
}
