import { stripTypeScriptTypes } from "node:module";
import * as activations from "@ngc/activations";
import * as surrogate from "@ngc/surrogate";
import { defaultValues } from "@ngc/tensor/catalogue";
import { expect, it } from "vitest";
import { codeFor } from "../src/pages/functions/code.ts";
import { functions } from "../src/pages/functions/functions.ts";
import { at } from "../src/plot/sample.ts";

const packages: Record<string, object> = { "@ngc/activations": activations, "@ngc/surrogate": surrogate };

/** Runs a call as it would be copied; the value of each line that ends in one, and what its comment says. */
function run(code: string): { got: unknown; said: unknown }[] {
  const [head, ...body] = code.split("\n");
  const [, names, from] = /^import \{ (.*) \} from "(.*)";$/.exec(head)!;
  const lines = body.map((line) => {
    const [, call, said] = /^(?:const \w+: number = )?(.*); \/\/ (.*)$/.exec(line) ?? [];
    return call === undefined ? line : `answers.push({ got: ${call}, said: ${said} });`;
  });
  const program = stripTypeScriptTypes(lines.join("\n"));
  const run = new Function(`{ ${names} }`, `const answers = []; ${program}; return answers;`);
  return run(packages[from]);
}

for (const language of ["TypeScript", "JavaScript"] as const) {
  it(`each ${language} call gives what its comment says`, () => {
    for (const shown of functions) {
      const values = defaultValues(shown.row.parameters);
      const { f, derivative, spike } = shown.curves(values);
      const [low, high] = shown.row.plot;
      const x = low + 0.6 * (high - low);
      const reading = {
        x,
        f: at(f, x),
        derivative: derivative && at(derivative, x),
        spike: spike && at(spike, x),
        slope: Number.NaN,
      };
      const answers = run(codeFor(language, { shown, values, reading }));
      expect(answers.length).toBeGreaterThan(0);
      for (const { got, said } of answers) {
        expect([shown.row.name, Number(got)]).toEqual([shown.row.name, expect.closeTo(Number(said), 3)]);
      }
    }
  });
}
