/** A topology's text with every `needsResult` taken out of it. */
export function withoutAnswers(text: string): string {
  return text
    .replace(/^[ \t]*needsResult: (?:true|false)\r?\n/gm, '')
    .replace(/,\s*"?needsResult"?: (?:true|false)/g, '')
    .replace(/needsResult: (?:true|false), /g, '');
}
