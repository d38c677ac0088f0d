/** A run of text in a doc comment. */
export interface Run {
  readonly kind: "text" | "code" | "link";
  readonly text: string;
}

/** Cuts a doc comment's sentence at its backticks, and at the addresses outside them. */
export function runs(text: string): Run[] {
  return text
    .split("`")
    .flatMap((part, i): Run[] => (i % 2 === 1 ? [{ kind: "code", text: part }] : plainRuns(part)));
}

function plainRuns(text: string): Run[] {
  return text
    .split(/(https:\/\/[^\s,)]*[^\s,.;)])/)
    .map((part, i): Run => ({ kind: i % 2 === 1 ? "link" : "text", text: part }))
    .filter((run) => run.text !== "");
}

/** The paragraphs of a description. */
export function paragraphs(text: string): string[] {
  return text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
}
