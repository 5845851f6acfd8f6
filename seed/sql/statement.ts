/** SQL text and its parameters: values never stand in the text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}
