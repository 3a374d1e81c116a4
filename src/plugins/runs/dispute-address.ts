/**
 * Address of a new issue that doubts a claim, `lab/experiment/claim`, filled in with its name. The names are those of the
 * fields in .github/ISSUE_TEMPLATE/disputed-claim.yml.
 */
export function disputeAddress(repository: string, claim: string): string {
  const query = new URLSearchParams({
    template: 'disputed-claim.yml',
    title: `Claim ${claim} is disputed`,
    claim,
  });
  return `${repository}/issues/new?${query}`;
}
