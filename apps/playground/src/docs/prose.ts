/** A run of text in a doc comment: code, emphasised, or plain. */
export interface Run {
  readonly kind: "text" | "code";
  readonly text: string;
}

/** Cuts a doc comment's sentence at its backticks. */
export function runs(text: string): Run[] {
  return text
    .split("`")
    .map((part, i) => ({ kind: i % 2 === 1 ? ("code" as const) : ("text" as const), text: part }))
    .filter((run) => run.text !== "");
}

/** The paragraphs of a description. */
export function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
}
