/**
 * A path as the URI reference that SARIF wants (RFC 3986): relative where the path is, `file:` where it is absolute;
 * steps that lead nowhere (`./`, `a/../`) taken out, everything but unreserved characters percent-encoded.
 */
export function artifactUri(path: string): string {
  const parts = path.toWellFormed().replaceAll('\\', '/').split('/');
  const drive = /^[a-z]:$/i.test(parts[0]!);
  const absolute = drive || (parts[0] === '' && parts.length > 1);
  const steps: string[] = [];
  for (const part of drive ? parts.slice(1) : parts) {
    if (part === '' || part === '.') continue;
    if (part === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (part !== '..' || !absolute) steps.push(part);
  }
  const encoded = steps.map(encodeURIComponent).join('/');
  if (!absolute) return encoded;
  return `file:///${drive ? `${parts[0]}/` : ''}${encoded}`;
}
