import type {SpecMessage} from './application.ts';
import {fieldsAt, keyOf, type Spot, spotAt, spotsIn, textAt} from './spot.ts';

/** A message by its name, else by the key under which it is described, else by `fallback`. */
export function messageAt(spot: Spot, fallback: string): SpecMessage {
  const key = keyOf(spot);
  const plain = key === '' || key === 'message' || /^\d+$/.test(key) ? undefined : key;
  return {name: textAt(spot, 'name') ?? plain ?? textAt(spot, 'messageId') ?? textAt(spot, 'title') ?? fallback, spot};
}

/** A part of a binding, of the thing itself or of the traits that it takes on: `bound(message, 'kafka', 'key')`. */
export function bound(spot: Spot | undefined, ...keys: string[]): Spot | undefined {
  const own = spotAt(spot, 'bindings', ...keys);
  if (own) return own;
  for (const [, trait] of spotsIn(spotAt(spot, 'traits'))) {
    const found = spotAt(trait, 'bindings', ...keys);
    if (found) return found;
  }
  return undefined;
}

/** The one value that a binding's schema allows: `const`, an enumeration of one, or a plain text. */
export function onlyValue(spot: Spot | undefined): string | undefined {
  if (typeof spot?.value === 'string') return spot.value;
  const schema = fieldsAt(spot);
  const values = Array.isArray(schema?.enum) && schema.enum.length === 1 ? schema.enum : [schema?.const];
  return typeof values[0] === 'string' ? values[0] : undefined;
}

/** Protocols that a thing has bindings for. */
export function boundProtocols(...spots: readonly (Spot | undefined)[]): string[] {
  return spots.flatMap((spot) => spotsIn(spotAt(spot, 'bindings')).map(([protocol]) => protocol.toLowerCase()));
}

/** Do messages carry an id by which answers are matched? */
export function isCorrelated(messages: readonly SpecMessage[]): boolean {
  return messages.some(
    ({spot}) =>
      spotAt(spot, 'correlationId') !== undefined ||
      spotsIn(spotAt(spot, 'traits')).some(([, trait]) => spotAt(trait, 'correlationId') !== undefined),
  );
}
