import {type Markup, markup, nothing} from './markup.ts';

/**
 * A bar of `minutes` of downtime on a scale that ends at `full`; what lies above `allowed` stands out, and a line marks
 * where that is. The figures stand beside it as text.
 */
export function bar(minutes: number, allowed: number | undefined, full: number): Markup {
  const share = (value: number) => (full === 0 ? 0 : Math.round((Math.min(value, full) / full) * 1000) / 10);
  const within = share(Math.min(minutes, allowed ?? minutes));
  const over = Math.round((share(minutes) - within) * 10) / 10;
  const limit = allowed === undefined ? nothing : markup`<path class="limit" d="M${share(allowed)} 0V10"/>`;
  return markup`<svg class="bar" viewBox="-1 0 102 10" preserveAspectRatio="none" aria-hidden="true"><rect class="room" width="100" height="10"/><rect class="down" y="2" width="${within}" height="6"/><rect class="over" x="${within}" y="2" width="${over}" height="6"/>${limit}</svg>`;
}
