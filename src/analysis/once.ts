/** `compute`, worked out when it is first asked for and then remembered. */
export function once<T>(compute: () => T): () => T {
  let known: {readonly value: T} | undefined;
  return () => {
    known ??= {value: compute()};
    return known.value;
  };
}
