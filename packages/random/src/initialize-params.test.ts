import { expect, it } from "vitest";
import { initializeParams, key } from "./index.ts";

const k = key(0);

const SCHEMES = "the scheme must be one of hollow eye uniform gaussian normal constant";

it.each<[string, () => unknown, new () => Error, string]>([
  [
    "scheme unknown",
    () => initializeParams(k, ["xavier", 1] as never, [2, 2]),
    RangeError,
    `initializeParams: ${SCHEMES}, got "xavier"`,
  ],
  [
    "scheme a number",
    () => initializeParams(k, [1, 2] as never, [2, 2]),
    TypeError,
    `initializeParams: ${SCHEMES}, got 1`,
  ],
  [
    "kernel a name",
    () => initializeParams(k, "eye" as never, [2, 2]),
    TypeError,
    'initializeParams: initKernel must be an array of a name and numbers, got "eye"',
  ],
  [
    "no scale",
    () => initializeParams(k, ["eye"] as never, [2, 2]),
    TypeError,
    "initializeParams: scale must be a number, got undefined",
  ],
  [
    "value NaN",
    () => initializeParams(k, ["constant", Number.NaN], [2]),
    RangeError,
    "initializeParams: value must be a number, got NaN",
  ],
  [
    "max below min",
    () => initializeParams(k, ["uniform", 1, 0], [2]),
    RangeError,
    "initializeParams: max must lie in [1, Infinity], got 0",
  ],
  [
    "sigma negative",
    () => initializeParams(k, ["gaussian", 0, -1], [2]),
    RangeError,
    "initializeParams: sigma must lie in [0, Infinity], got -1",
  ],
  [
    "hollow vector",
    () => initializeParams(k, ["hollow", 1], [3]),
    RangeError,
    "initializeParams: shape must have 2 axes for hollow and eye, got [3]",
  ],
])("a wrong kernel is refused: %s", (_, call, kind, message) => {
  expect(call).toThrow(new (kind as ErrorConstructor)(message));
  expect(call).toThrow(kind);
});
