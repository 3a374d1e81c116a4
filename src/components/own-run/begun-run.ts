/** Where this browser remembers which run a reader has begun, so that the page shows it again. */
const key = '200-or-202:own-run';

/** The experiment whose run was begun in this browser, and whose end nobody has seen yet. */
export const begunRun = {
  is(experiment: string): boolean {
    try {
      return localStorage.getItem(key) === experiment;
    } catch {
      return false;
    }
  },
  note(experiment: string): void {
    try {
      localStorage.setItem(key, experiment);
    } catch {
      // Refused or full: the button shows it as well.
    }
  },
  forget(experiment: string): void {
    if (this.is(experiment)) localStorage.removeItem(key);
  },
};
