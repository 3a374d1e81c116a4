import type { Evidence } from './evidence.ts';

/** Servers refuse addresses that are much longer. */
const longestAddress = 7500;

/**
 * Address of a new issue that doubts a claim, `lab/experiment/claim`, filled in with its name and, when there is one, with
 * a run that speaks against it, as far as that fits into an address. The names are those of the fields in .github/ISSUE_TEMPLATE/disputed-claim.yml.
 */
export function disputeAddress(repository: string, claim: string, run?: Evidence): string {
  const address = (text?: string) => {
    const query = new URLSearchParams({
      template: 'disputed-claim.yml',
      title: `Claim ${claim} is disputed`,
      claim,
      ...(text !== undefined && { run: text }),
    });
    return `${repository}/issues/new?${query}`;
  };
  if (!run) return address();
  const id = claim.split('/').at(-1);
  const said = {
    ...{ command: run.command, recordedAt: run.recordedAt, seed: run.seed, machine: run.machine },
    ...{ versions: run.versions, sourceHash: run.sourceHash, disturbance: run.disturbance },
    claim: run.claims.find((each) => each.id === id),
  };
  const measured = run.variants.map(({ name, metrics }) => ({
    variant: name,
    ...Object.fromEntries(metrics.map((metric) => [metric.name, metric.values])),
  }));
  const texts = [{ ...said, measured }, said].map((each) => JSON.stringify(each));
  return texts.map(address).find(({ length }) => length <= longestAddress) ?? address();
}
