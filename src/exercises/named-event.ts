/** An event as a learner writes it. */
export interface NamedEvent {
  readonly name: string;
  readonly fields: readonly string[];
}

/** How one is written on a line, and in a file of answers; some event, not the right one. */
export const eventExample = 'OrderPlaced: orderId, customerId, total';

/** The event on one line. */
export function eventText({name, fields}: NamedEvent): string {
  return fields.length === 0 ? name : `${name}: ${fields.join(', ')}`;
}

const most = 50;
const longest = 100;

/**
 * The event in an answer: `OrderPlaced: orderId, total`, or a mapping with `name` and `fields`; a string where it is
 * neither, which says what is wrong.
 */
export function namedEvent(answer: unknown): NamedEvent | string {
  const how = `Write the name, a colon and the fields: ${eventExample}.`;
  if (typeof answer === 'string') {
    const [name = '', fields = '', ...more] = answer.split(':');
    return more.length > 0 ? `There is more than one colon. ${how}` : checked(name, fields.split(','), how);
  }
  if (typeof answer !== 'object' || answer === null) return how;
  const {name, fields = []} = answer as {readonly name?: unknown; readonly fields?: unknown};
  if (typeof name !== 'string') return how;
  const listed: unknown = typeof fields === 'string' ? fields.split(',') : fields;
  return Array.isArray(listed) && listed.every((one) => typeof one === 'string') ? checked(name, listed, how) : how;
}

function checked(name: string, fields: readonly string[], how: string): NamedEvent | string {
  const event = {name: name.trim(), fields: fields.map((one) => one.trim()).filter(Boolean)};
  if (event.name === '') return `There is no name. ${how}`;
  const tooLong = [event.name, ...event.fields].some((one) => one.length > longest);
  if (tooLong) return `That is too long for a name. ${how}`;
  return event.fields.length > most ? `More than ${most} fields is a database, not a fact.` : event;
}
