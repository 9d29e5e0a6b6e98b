import type {Place} from '../keys.ts';
import {useKeys} from '../use-keys.ts';

type KeysProps<P extends Place> = {readonly place: P} & Parameters<typeof useKeys<P>>[1];

/** What keys do in `place`, as an element: where a screen has several places, it draws the one whose keys work now. */
export function Keys<P extends Place>({place, ...handlers}: KeysProps<P>): null {
  useKeys(place, handlers);
  return null;
}
