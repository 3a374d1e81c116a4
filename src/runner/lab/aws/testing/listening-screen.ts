import type { Screen } from '../../../terminal/screen.ts';

/** A screen that keeps what is said to it, and asks nothing. */
export function listeningScreen(): { screen: Screen; said(): string } {
  const heard: string[] = [];
  const say = (...texts: string[]) => void heard.push(...texts);
  return {
    screen: {
      columns: 100,
      style: (_, text) => text,
      intro: say,
      section: (title, lines = []) => say(title, ...lines),
      progress: () => ({ update: () => undefined, end: say }),
      outro: (lines) => say(...lines),
    },
    said: () => heard.join('\n'),
  };
}
