/**
 * Sends two waves of `atOnce` overlapping requests: the first starts as many execution environments, the second finds
 * them warm. What `send` measures of it is thrown away.
 */
export async function warmUpEnvironments(atOnce: number, send: (index: number) => Promise<unknown>) {
  for (const wave of [0, 1]) {
    await Promise.all(Array.from({ length: atOnce }, (_, index) => send(wave * atOnce + index)));
  }
}
