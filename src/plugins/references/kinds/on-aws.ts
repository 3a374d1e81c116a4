import { type OnAws, type OnAwsData, type WayOnAws, waysOnAws } from '#content/on-aws.ts';
import { recordedExperiments } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { saidOfAws } from '../on-aws-file.ts';
import { unknownName } from '../problem.ts';

/** `<OnAws how/>`: the experiments that run on AWS whole, in part or not at all, each with what its lab says of it. */
export const onAws: ReferenceKind = {
  component: '@site/src/components/on-aws/OnAws.tsx',
  required: ['how'],
  locate({ how = '' }, { page }) {
    if (!waysOnAws.some((each) => each === how)) throw unknownName('way to run on AWS', how, waysOnAws);
    return page;
  },
  cut(_text, { how }, { root, read }): OnAwsData {
    const all = recordedExperiments(root).map((name) => ({ name, said: saidOfAws(name, root, read) }));
    return {
      experiments: all
        .filter(({ said }) => wayOf(said) === how)
        .map(({ name, said }) => ({ name, why: said && ('refused' in said ? said.refused : said.because) })),
    };
  },
};

function wayOf(said: OnAws | undefined): WayOnAws {
  if (!said) return 'whole';
  return 'refused' in said ? 'refused' : 'part';
}
