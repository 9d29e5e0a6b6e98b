import type {Call, Topology} from '../topology/topology.ts';

/** A name for the event that these calls report, from the caller and its operation: something that happened, not an order. */
export function suggestedEventName(topology: Topology, calls: readonly Call[]): string {
  const [first] = calls;
  const node = first && topology.nodes[first.from]!;
  const operation = [...topology.operations.values()].find((o) => o.entry === first?.from);
  const words = (operation && !operation.implied ? operation.name : (node?.endpoint ?? node?.service ?? 'thing'))
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(?:an?|the)$/i.test(word));
  const [verb = '', ...object] = words;
  const past = pastTense[verb.toLowerCase()];
  const parts = past && object.length > 0 ? [...object, past] : [...words, 'Completed'];
  return parts.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const pastTense: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  create: 'Created',
  add: 'Added',
  place: 'Placed',
  submit: 'Submitted',
  update: 'Updated',
  change: 'Changed',
  delete: 'Deleted',
  remove: 'Removed',
  cancel: 'Cancelled',
  register: 'Registered',
  approve: 'Approved',
  reject: 'Rejected',
  send: 'Sent',
  ship: 'Shipped',
  pay: 'Paid',
  book: 'Booked',
  order: 'Ordered',
  close: 'Closed',
  open: 'Opened',
  publish: 'Published',
  upload: 'Uploaded',
  start: 'Started',
  finish: 'Finished',
  complete: 'Completed',
  accept: 'Accepted',
  assign: 'Assigned',
  charge: 'Charged',
  confirm: 'Confirmed',
  deliver: 'Delivered',
  import: 'Imported',
  pick: 'Picked',
  process: 'Processed',
  receive: 'Received',
  refund: 'Refunded',
  reserve: 'Reserved',
  return: 'Returned',
  save: 'Saved',
  sign: 'Signed',
  store: 'Stored',
});
