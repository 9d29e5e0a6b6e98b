const full = /(?<![\w.-])(?:[\w-]{1,63}\.){0,2}([\w-]{1,63})\.([\w-]{1,63})\.svc(?:\.cluster\.local)?\.?(?![\w-])/g;

/**
 * The text with the full names of Services as the shared reading of hosts takes them. A Service that no manifest describes gets
 * one name, however it was written: `cart` in the caller's own namespace, else `cart.shop`. A full name is an address under
 * whatever variable it stands, and is written as one.
 */
export function withPlainHosts(text: string, namespace: string | undefined, known: (host: string) => boolean): string {
  // A port that nothing here tells hides the host before it.
  const ported = text.includes('$') ? text.replace(/(?<=[\w.)-]):\$[({][\w.-]{1,200}[)}](?=[/,;?\s"']|$)/g, '') : text;
  if (!ported.includes('.svc')) return ported;
  let whole = false;
  const plain = ported.replace(full, (host: string, name: string, home: string) => {
    whole ||= host === ported;
    const short = home === namespace ? name : `${name}.${home}`;
    return known(host) || name === 'kubernetes' ? host : short;
  });
  return whole ? `dns://${plain}` : plain;
}
