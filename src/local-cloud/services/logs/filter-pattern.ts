import { ApiServerError } from '../../http/api-server.ts';

/**
 * What a filter pattern of terms looks for: all of `ERROR "not found"`, not `-DEBUG`, and at least one of `?a ?b`. Throws
 * an ApiServerError for a pattern of another kind.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function matcherOf(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[{[%]/.test(text))
    throw new ApiServerError(
      'InvalidParameterException',
      `The local cloud does not evaluate the filter pattern ${text}: only patterns of terms, such as ERROR "not found" -DEBUG. Ask for fields with a query of Logs Insights.`,
    );
  const terms = [...text.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign = '', quoted, word = '']) => ({ sign, term: quoted?.replaceAll('\\"', '"') ?? word }),
  );
  const withSign = (wanted: string) => terms.filter(({ sign }) => sign === wanted).map(({ term }) => term);
  const [all, none, any] = [withSign(''), withSign('-'), withSign('?')];
  return (message) =>
    all.every((term) => message.includes(term)) &&
    !none.some((term) => message.includes(term)) &&
    (any.length === 0 || any.some((term) => message.includes(term)));
}
