/** Copies a text. False where the browser refuses, or has no clipboard, as for a page that is not served over TLS. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** How long a button says what came of it: in some browsers a button that is clicked has no focus to lose. */
export const saidMs = 5_000;
