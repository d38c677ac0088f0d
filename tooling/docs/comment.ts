/** What a doc comment says, cut at its tags. */
export interface Comment {
  /** The first paragraph, which starts with the formula. */
  readonly summary: string;
  /** Everything between the summary and the first tag; Markdown. */
  readonly description: string;
  /** The code of each `@example`, without its fence. */
  readonly examples: readonly string[];
  readonly params: readonly { readonly name: string; readonly text: string }[];
  readonly returns: string;
  readonly throws: readonly string[];
  /** Dotted Python names. */
  readonly python: readonly string[];
  /** How upstream's code differs, a sentence each. */
  readonly differs: readonly string[];
  readonly source: readonly string[];
}

interface Tag {
  readonly name: string;
  readonly lines: string[];
}

/** Parses the text of a doc comment, from its slash to its slash; undefined is a comment that says nothing. */
export function parseComment(text: string | undefined): Comment {
  const [body, ...tags] = cutAtTags(text ?? "");
  const [summary, ...paragraphs] = body.lines
    .join("\n")
    .trim()
    .split(/\n\s*\n/);
  const texts = (name: string): string[] => tags.filter((tag) => tag.name === name).map(sentence);
  return {
    summary: summary.replace(/\s+/g, " "),
    description: paragraphs.join("\n\n"),
    examples: tags.filter((tag) => tag.name === "example").map((tag) => codeOf(tag.lines)),
    params: texts("param").map((param) => {
      const [, name, rest] = /^(\S+)(?:\s+-)?\s*(.*)$/.exec(param) ?? ["", "", ""];
      return { name, text: rest };
    }),
    returns: texts("returns").join(" "),
    throws: texts("throws"),
    python: texts("python").flatMap((names) => names.split(/[\s,]+/)),
    differs: texts("differs"),
    source: texts("source"),
  };
}

/** The lines before the first tag, then each tag's; an `@` inside a code block starts none. */
function cutAtTags(text: string): Tag[] {
  const tags: Tag[] = [{ name: "", lines: [] }];
  let fenced = false;
  for (const raw of text.replace(/^\/\*\*|\*\/$/g, "").split("\n")) {
    const line = raw.replace(/^\s*\* ?/, "").replace(/\{@link\s+([^}|\s]+)[^}]*\}/g, "`$1`");
    const tag = fenced ? null : /^\s*@(\w+)\s?(.*)$/.exec(line);
    if (tag !== null) tags.push({ name: tag[1], lines: [tag[2]] });
    else tags[tags.length - 1].lines.push(line);
    if (line.trimStart().startsWith("```")) fenced = !fenced;
  }
  return tags;
}

function sentence(tag: Tag): string {
  return tag.lines.join(" ").replace(/\s+/g, " ").trim();
}

function codeOf(lines: readonly string[]): string {
  const fenced = /```\w*\n([\s\S]*?)```/.exec(lines.join("\n"));
  return (fenced?.[1] ?? lines.join("\n")).trim();
}
