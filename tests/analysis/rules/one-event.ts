/** A shop whose event OrderPlaced is read by billing alone, with `event` instead of what is written here, and `more` services. */
export function oneEvent(event: object, more: object = {}, rate = '10/s'): object {
  return {
    services: {shop: {}, billing: {}, mail: {}, ...more},
    brokers: {kafka: {}},
    events: {OrderPlaced: {producer: 'shop', via: 'kafka', consumers: {billing: {}}, ...event}},
    operations: {order: {entry: 'shop', rate}},
  };
}
