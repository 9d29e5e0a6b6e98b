/** Waits until what is shown matches; an error shows the screen where it does not in time. */
export async function untilShown(shown: () => Promise<string>, wanted: RegExp, patienceMs: number): Promise<string> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const now = await shown();
    if (wanted.test(now)) return now;
    if (Date.now() > end) throw new Error(`${wanted} is not on screen:\n${now}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
