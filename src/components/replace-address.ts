/** So long after a refusal the browser is asked again. */
export const pauseMs = 1_000;

/**
 * Puts an address in the place of the page's, without a step in the history. A browser that is asked too often, as while
 * somebody draws a slider, refuses for a while (Safari after 100 times in 30 seconds): then it is asked again. Answers how
 * to leave that.
 */
export function replaceAddress(address: string): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    try {
      history.replaceState(history.state, '', address);
    } catch {
      timer = setTimeout(write, pauseMs);
    }
  };
  write();
  return () => clearTimeout(timer);
}
