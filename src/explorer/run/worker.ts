import type { RunRequest } from './protocol.ts';
import { Runs } from './runs.ts';

/** What this file needs of a worker and its ports: both TypeScript worlds compile it, and only one knows workers. */
interface Port<Message> {
  onmessage: (event: { data: Message }) => void;
  postMessage(message: unknown): void;
}

const scope = globalThis as unknown as Port<RunRequest>;

// A message to oneself comes after those that are there, and at once: a timer would wait some milliseconds each time.
const channel = new MessageChannel();
const [sent, heard] = [channel.port1, channel.port2 as unknown as Port<number>];
let next = () => {};
heard.onmessage = () => next();

const runs = new Runs({
  tell: (answer) => scope.postMessage(answer),
  now: () => performance.now(),
  later: (go) => {
    next = go;
    sent.postMessage(0);
  },
});

scope.onmessage = ({ data }) => runs.ask(data);
