import type { ReactNode } from 'react';
import { ChosenResult } from './ChosenResult.tsx';
import { isServedWithLabs } from './is-served-with-labs.ts';
import { ServedRun } from './ServedRun.tsx';

/** A reader's own run of an experiment: run here where the labs are, else chosen as a file. */
export default function OwnRunPanel(props: { experiment: string; begin: boolean }): ReactNode {
  return isServedWithLabs() ? <ServedRun {...props} /> : <ChosenResult experiment={props.experiment} />;
}
