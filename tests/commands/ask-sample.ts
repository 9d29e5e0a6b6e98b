/** A topology with three open questions of two teams, worth most first: mail 99 %, audit, stats. */
export const shop = `# the shop
version: 1
name: Shop
services:
  shop:          # the entry
    team: sales
    latency: 10ms
    calls:
      - {to: stock, needsResult: true}
      - to: mail   # who says?
        purpose: thank the buyer
      - {to: audit}    # flow
  stock:
    team: goods
    latency: 20ms
    calls: [{to: stats, onFailure: ignore}]
  mail: {latency: 300ms, availability: 99%}
  audit: {latency: 5ms}
  stats: {latency: 1ms}
operations: {buy: {entry: shop}}
`;

/** The sample with answers written into it. */
export function shopWith(answers: {
  readonly mail?: boolean;
  readonly audit?: boolean;
  readonly stats?: boolean;
}): string {
  const {mail, audit, stats} = answers;
  return shop
    .replace('who says?\n', (line) => (mail === undefined ? line : `${line}        needsResult: ${mail}\n`))
    .replace('{to: audit', (call) => (audit === undefined ? call : `${call}, needsResult: ${audit}`))
    .replace('{to: stats', (call) => (stats === undefined ? call : `${call}, needsResult: ${stats}`));
}
