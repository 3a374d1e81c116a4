const service =
  /\b(?:AWS|API Gateway|Lambda|SQS|SNS|DynamoDB|EventBridge|Kinesis|Step Functions|ECS|EKS|Fargate|CloudWatch|Powertools|[Tt]he AWS SDK|Lambda’s pollers?|[Aa] standard queue|[Aa] FIFO queue|[Aa]n? (?:HTTP|REST) API|[Tt]he pollers?)/;

/** Verbs by which a text says what a service does. One in the infinitive or the past tense tells something else. */
const verbs =
  'adds|allows|answers|backs off|begins|bills|breaks|calls|carries|checks|closes|counts|decides|decrypts|deletes|delivers|does|drops|ends|expires|freezes|gives|grows|hands|has|hides|holds|invokes|keeps|knows|lets|limits|links|lowers|makes|moves|needs|notes|offers|passes|polls|promises|protects|publishes|puts|raises|reads|receives|recognises|refuses|remembers|repeats|retries|routes|runs|scales|sends|serves|shuts|starts|stops|stores|supports|takes|tells|throttles|tries|waits|writes';

/** A sentence that says what a service of AWS does. */
const statement = new RegExp(
  `${service.source}\\s+(?:(?:also|always|never|only|then|still|already|itself|by itself|usually|normally)\\s+)*(?:${verbs})\\b(?! not say)`,
);

/** The sentences of a text that say what a service of AWS does. `ends`: what ends a sentence besides `.`, `!`, `?`, `;` and `:`. */
export const serviceSentences = (text: string, ends = ''): string[] =>
  text
    .split(new RegExp(`(?<=[.!?;:${ends}])\\s+`))
    .filter((sentence) => statement.test(sentence))
    .map((sentence) => sentence.trim());
