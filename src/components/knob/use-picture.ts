import worker from '@explore/knob-worker';
import { useEffect, useRef, useState } from 'react';
import type { KnobData, PictureAnswer, PictureRequest } from '../../explorer/figures/data.ts';
import type { Picture } from '../../explorer/figures/figure.ts';

/**
 * The picture of a figure, and how to ask for one at other values of its knobs. The model is fetched with the first
 * question and works in a worker. While it works on one, only the latest question waits.
 */
export function usePicture({ name, picture }: Pick<KnobData, 'name' | 'picture'>): {
  picture: Picture;
  ask(values: number[]): void;
  problem: string | undefined;
} {
  const [shown, setShown] = useState(picture);
  const [problem, setProblem] = useState<string>();
  const own = useRef<Worker>(undefined);
  const asked = useRef<{ now?: number[] | undefined; next?: number[] | undefined }>({});
  useEffect(() => () => own.current?.terminate(), []);

  const send = (values: number[] | undefined) => {
    asked.current = { now: values };
    if (values) own.current?.postMessage({ figure: name, values } satisfies PictureRequest);
  };
  const start = () => {
    const made = new Worker(worker);
    made.onmessage = ({ data }: MessageEvent<PictureAnswer>) => {
      setShown(data.picture);
      send(asked.current.next);
    };
    made.onerror = () => {
      made.terminate();
      own.current = undefined;
      asked.current = {};
      setProblem('The model could not be loaded. Turn the knob again when you are online.');
    };
    own.current = made;
  };
  const ask = (values: number[]) => {
    if (!own.current) start();
    setProblem(undefined);
    if (asked.current.now) asked.current.next = values;
    else send(values);
  };
  return { picture: shown, ask, problem };
}
