/** What messages about a service call by its option, as somebody in the app can do it. */
const words: readonly (readonly [RegExp, string])[] = [
  [/--base-url (\S+), or EVENTCOACH_BASE_URL in your environment/g, 'EVENTCOACH_BASE_URL=$1 in your environment'],
  [/with --base-url or in EVENTCOACH_BASE_URL/g, 'in EVENTCOACH_BASE_URL'],
  [/use --critic clipboard/g, 'press c for a chat window'],
  [/with --model\b/g, 'with "eventcoach config set model NAME"'],
  [/--base-url\b/g, 'the setting baseUrl'],
];

/** A message about a service for a reader who typed no options. */
export function inAppWords(text: string): string {
  return words.reduce((said, [option, here]) => said.replace(option, here), text);
}
