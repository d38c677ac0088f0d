import { type ParameterValues, parameterArguments } from "@ngc/tensor/catalogue";
import { literal } from "../../plot/numbers.ts";
import { ROW_MATES } from "./call.ts";
import type { Shown } from "./functions.ts";

/** What the functions give at `x`; the slope is NaN at a kink. */
export interface Reading {
  readonly x: number;
  readonly f: number;
  readonly derivative: number | undefined;
  readonly slope: number;
  readonly spike: number | undefined;
}

export const languages = ["TypeScript", "JavaScript", "Python"] as const;
export type Language = (typeof languages)[number];

/** The call that gives what the crosshair shows, to be copied. */
export function codeFor(
  language: Language,
  { shown, values, reading }: { shown: Shown; values: ParameterValues; reading: Reading },
): string {
  if (language === "Python") return python(shown, values, reading.x);
  return shown.kind === "surrogate"
    ? surrogate(language, shown, values, reading)
    : activation(language, shown, values, reading);
}

function activation(language: Language, shown: Shown, values: ParameterValues, reading: Reading): string {
  const { row, derivative } = shown;
  const names = [derivative?.name, row.name].filter((name) => name !== undefined);
  const rest = argumentsText(shown, values);
  const x = literal(reading.x);
  const answers = [[row.name, reading.f] as const];
  if (derivative) answers.push([derivative.name, reading.derivative ?? Number.NaN]);
  const lines = answers.map(([name, answer]) => {
    const value = literal(answer);
    if (row.rowwise) return `${name}([[${[x, ...ROW_MATES].join(", ")}]]${rest}).data[0]; // ${value}`;
    if (language === "JavaScript") return `${name}([${x}]${rest}).toArray(); // [${value}]`;
    return `const ${name === row.name ? "f" : "df"}: number = ${name}(${x}${rest}); // ${value}`;
  });
  return [`import { ${names.join(", ")} } from "${shown.package}";`, "", ...lines].join("\n");
}

function surrogate(language: Language, shown: Shown, values: ParameterValues, reading: Reading): string {
  const { row } = shown;
  const rest = argumentsText(shown, values);
  const positional = row.parameters.filter((parameter) => parameter.positional);
  const thr = positional.map(({ name }) => `, ${literal(Number(values[name]))}`).join("");
  const answers = [
    ["spikeFx", thr, reading.spike ?? reading.f],
    ["surrFx", rest, reading.f],
    ["dSpikeFx", rest, reading.derivative ?? Number.NaN],
  ] as const;
  const v = literal(reading.x);
  const lines = answers.map(([name, args, answer]) =>
    language === "JavaScript"
      ? `${name}([${v}]${args}).toArray(); // [${literal(answer)}]`
      : `${name}(${v}${args}); // ${literal(answer)}`,
  );
  return [
    `import { ${row.name} } from "${shown.package}";`,
    "",
    `const [spikeFx, surrFx, dSpikeFx] = ${row.name}({ getSurrFx: true });`,
    ...lines,
  ].join("\n");
}

/** What stands after `x` in a call, with its comma. */
function argumentsText({ row }: Shown, values: ParameterValues): string {
  return parameterArguments(row.parameters, values)
    .map(
      (argument) =>
        `, ${typeof argument === "object" ? options(argument as ParameterValues) : plain(argument)}`,
    )
    .join("");
}

function options(values: ParameterValues): string {
  const entries = Object.entries(values).map(([name, value]) => `${name}: ${plain(value)}`);
  return `{ ${entries.join(", ")} }`;
}

function plain(value: unknown): string {
  return typeof value === "number" ? literal(value) : String(value);
}

/** Where upstream's code has no such keyword as its documentation names, or raises: `@differs` tells of both. */
const UPSTREAM: Readonly<Record<string, { readonly lacks?: string; readonly raises?: string }>> = {
  inverseLogistic: { raises: "TracerBoolConversionError" },
  inverseTanh: { lacks: "clipBound" },
  thresholdCauchy: { raises: "TypeError" },
};

function python({ kind, row, derivative }: Shown, values: ParameterValues, x: number): string {
  const [module, name] = cut(row.python);
  const { lacks, raises } = UPSTREAM[row.name] ?? {};
  const keywords = row.parameters
    .filter(({ name: key }) => key !== lacks)
    .map(({ name: key, positional }) =>
      positional ? pythonValue(values[key]) : `${snake(key)}=${pythonValue(values[key])}`,
    );
  const at = row.rowwise ? `[[${[literal(x), ...ROW_MATES].join(", ")}]]` : `[${literal(x)}]`;
  const args = [`jnp.array(${at})`, ...keywords].join(", ");
  const head = "import jax.numpy as jnp";
  if (kind === "surrogate") {
    return [
      head,
      `from ${module} import ${name}`,
      "",
      `spike_fx, surr_fx, d_spike_fx = ${name}(get_surr_fx=True)`,
      `d_spike_fx(${args})`,
    ].join("\n");
  }
  const names = [derivative?.python, row.python]
    .filter((path) => path !== undefined)
    .map((path) => cut(path)[1]);
  const comment = raises === undefined ? "" : `  # raises a ${raises} in ngclearn 3.2`;
  const calls = [...names].reverse().map((called) => `${called}(${args})${comment}`);
  return [head, `from ${module} import ${names.join(", ")}`, "", ...calls].join("\n");
}

function cut(path: string): [module: string, name: string] {
  const dot = path.lastIndexOf(".");
  return [path.slice(0, dot), path.slice(dot + 1)];
}

function pythonValue(value: number | boolean): string {
  if (typeof value === "number") return literal(value);
  return value ? "True" : "False";
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
