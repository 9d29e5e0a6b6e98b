/** The terminal with another way to write to it; everything else of it, its size and its events, is its own. */
export function withWrite(terminal: NodeJS.WriteStream, write: (text: string) => void): NodeJS.WriteStream {
  const own = (chunk: string | Uint8Array, ...rest: readonly unknown[]) => {
    const text = String(chunk);
    const done = rest.at(-1) as (() => void) | undefined;
    // An empty text waits for everything before it to be written.
    if (text === '' && done) return terminal.write('', done);
    write(text);
    done?.();
    return true;
  };
  return new Proxy(terminal, {
    get: (target, key) => {
      if (key === 'write') return own;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
