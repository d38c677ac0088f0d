/** WebAssembly's text as lists: a word, or what stands in parentheses. */
export type Node = string | Node[];

/** The module that a text holds. */
export function parse(text: string): Node[] {
  const stack: Node[][] = [[]];
  for (const [word] of text.matchAll(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g)) {
    if (word === "(") stack.push([]);
    else if (word === ")") {
      const list = stack.pop() as Node[];
      stack[stack.length - 1].push(list);
    } else stack[stack.length - 1].push(word);
  }
  return stack[0][0] as Node[];
}

/** The text of a node, on one line. */
export function print(node: Node): string {
  return typeof node === "string" ? node : `(${node.map(print).join(" ")})`;
}

/** The first word of a list; nothing for a word. */
export function head(node: Node): string {
  return typeof node === "string" ? "" : (node[0] as string);
}

/** The second words of all lists, however deep, that start with one of `heads`. */
export function all(nodes: Node[], ...heads: string[]): string[] {
  return nodes.flatMap((node) => {
    if (typeof node === "string") return [];
    return [...all(node, ...heads), ...(heads.includes(head(node)) ? [String(node[1])] : [])];
  });
}
