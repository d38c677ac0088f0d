import { parseComment } from "@tooling/docs/comment.ts";
import { expect, it } from "vitest";

it("a doc comment is cut at its tags, and not at an @ inside its code", () => {
  const comment = parseComment(`/**
   * Half of {@link whole}:
   * \`x / 2\`.
   *
   * NaN stays
   * NaN.
   *
   * @param x - what is
   *   halved
   * @throws RangeError if \`x\` is odd
   * @example
   * \`\`\`ts
   * import { half } from "@ngc/a";
   * @decorated
   * half(2); // => 1
   * \`\`\`
   * @python a.half
   * @python b.half
   * @differs There it rounds;
   *   here it does not.
   */`);
  expect(comment).toEqual({
    summary: "Half of `whole`: `x / 2`.",
    description: "NaN stays\nNaN.",
    params: [{ name: "x", text: "what is halved" }],
    returns: "",
    throws: ["RangeError if `x` is odd"],
    examples: ['import { half } from "@ngc/a";\n@decorated\nhalf(2); // => 1'],
    python: ["a.half", "b.half"],
    differs: ["There it rounds; here it does not."],
    source: [],
  });
});

it("no comment says nothing", () => {
  expect(parseComment(undefined)).toMatchObject({ summary: "", description: "", examples: [], python: [] });
});
