import * as v from 'valibot';

const answerSchema = v.object({
  Status: v.picklist(['SUCCESS', 'FAILED'], 'Status must be SUCCESS or FAILED'),
  Reason: v.optional(v.string()),
  PhysicalResourceId: v.pipe(
    v.string('PhysicalResourceId must be a text'),
    v.nonEmpty('PhysicalResourceId must not be empty'),
    v.maxBytes(1024, 'PhysicalResourceId must be at most 1 KB'),
  ),
  StackId: v.string('StackId must be that of the request'),
  RequestId: v.string('RequestId must be that of the request'),
  LogicalResourceId: v.string('LogicalResourceId must be that of the request'),
  NoEcho: v.optional(v.boolean()),
  Data: v.nullish(v.record(v.string(), v.unknown())),
});

/** What a provider answers. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html */
export type ProviderAnswer = v.InferOutput<typeof answerSchema>;

/** "The total size of the response body can't exceed 4096 bytes." */
export const maxAnswerBytes = 4096;

/** Throws an Error that says what is wrong with it. */
export function providerAnswerOf(
  body: string,
  asked: { StackId: string; RequestId: string; LogicalResourceId: string },
): ProviderAnswer {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new Error('the answer is no JSON');
  }
  const parsed = v.safeParse(answerSchema, value);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new Error(issue.received === 'undefined' ? `${v.getDotPath(issue)} is missing` : issue.message);
  }
  const answer = parsed.output;
  if (answer.Status === 'FAILED' && !answer.Reason) throw new Error('a FAILED answer needs a Reason');
  for (const name of ['StackId', 'RequestId', 'LogicalResourceId'] as const)
    if (answer[name] !== asked[name]) throw new Error(`${name} is not that of the request`);
  return answer;
}
