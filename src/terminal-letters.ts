/** The variable that decides which letters a terminal shows, as POSIX has it, and whether it says UTF-8; undefined: none is set. */
export function terminalLetters(
  env: Readonly<Record<string, string | undefined>>,
): {readonly variable: string; readonly isUtf8: boolean} | undefined {
  const variable = ['LC_ALL', 'LC_CTYPE', 'LANG'].find((name) => env[name]);
  if (variable === undefined) return undefined;
  return {variable, isUtf8: /utf-?8/i.test(env[variable] ?? '')};
}
