/** What a file is called that is no topology but could be imported, by the signs that its kind has at the top level. */
const kinds: readonly {readonly called: string; readonly sign: RegExp}[] = [
  {
    called: 'a Docker Compose file',
    sign: /^services:[ \t]*\n(?:[^\n]{0,500}\n){1,40}?[ \t]{1,20}(?:image|build):/m,
  },
  {called: 'a Kubernetes manifest', sign: /^apiVersion: [^\n]{1,100}\n(?:[^\n]*\n){0,3}?kind: /m},
  {called: 'an AsyncAPI document', sign: /^["']?asyncapi["']?: /m},
  {called: 'a file of traces', sign: /^\s*\{\s*"resourceSpans"/},
];

/** What kind of artefact a text is that was taken for a topology; undefined where it shows no sign of one. */
export function foreignKind(text: string): string | undefined {
  const head = text.slice(0, 20_000);
  return /^version: *1\s*$/m.test(head) ? undefined : kinds.find(({sign}) => sign.test(head))?.called;
}
