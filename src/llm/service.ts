import {printableLine} from '../printable.ts';

/** A service as it is asked: where, for which model, with which key. */
export interface Service {
  /** `anthropic` or `openai`: the protocol that it speaks. */
  readonly name: string;
  readonly model: string;
  /** An http or https address without user name, password, query or slash at its end. */
  readonly baseUrl: string;
  /** Whether that is the vendor's own address. */
  readonly own: boolean;
  /** null: none is sent. */
  readonly key: string | null;
  readonly keyVariable: string;
  /** Whether only a file that others may have written names the address: nothing goes there before the user agrees. */
  readonly unconfirmed: boolean;
  /** Whether there is a key that is kept back for that reason. */
  readonly keyKept: boolean;
}

/** What the user would call the service: the vendor, or the address that stands in for it. */
export function calledName({name, own, baseUrl}: Service): string {
  return own ? name : `The service at ${printableLine(baseUrl)}`;
}
