/**
 * The annotation by which Pulumi waits for an object that it doesn't know: until every expression
 * holds, or not at all.
 */
export function awaitAnnotation(
  wait: boolean,
  ...expressions: readonly string[]
): Record<string, string> {
  if (!wait) return { "pulumi.com/skipAwait": "true" };
  const [first] = expressions;
  return {
    "pulumi.com/waitFor":
      expressions.length === 1 && first !== undefined ? first : JSON.stringify(expressions),
  };
}
