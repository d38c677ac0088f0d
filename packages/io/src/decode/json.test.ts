import { expect, it } from "vitest";
import { utf8 } from "../../test/bytes.ts";
import { codeOf } from "../../test/code-of.ts";
import { limitsOf } from "../limits.ts";
import { failing } from "./fail.ts";
import { JsonReader } from "./json.ts";

it.each([
  ["{}", 8],
  ["[]", 8],
  ['[1, "text", null]', 11],
  ['{"a": 1, "b": 2}', 12],
  ["[{}, [], {}]", 32],
])("%s counts as %i values", (text, count) => {
  const codes = [count, count - 1].map((values) => {
    const limits = limitsOf("readModel", { limits: { values } });
    return codeOf(() => new JsonReader(failing("readModel", "json"), utf8(text), 0, limits).skip());
  });
  expect(codes).toEqual(["no error", "LIMIT"]);
});
