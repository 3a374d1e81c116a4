import type { PictureAnswer, PictureRequest } from './data.ts';
import { figures } from './figures.ts';

/** What this file needs of a worker: both TypeScript worlds compile it, and only one knows workers. */
interface Port {
  onmessage: (event: { data: PictureRequest }) => void;
  postMessage(message: PictureAnswer): void;
}

const scope = globalThis as unknown as Port;

scope.onmessage = ({ data: { figure, values } }) => {
  const picture = figures[figure]?.picture(values);
  if (picture) scope.postMessage({ values, picture });
};
