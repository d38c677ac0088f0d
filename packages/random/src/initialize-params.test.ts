import { testRefusals } from "@tooling/golden/refusals";
import { initializeParams, key } from "./index.ts";

const k = key(0);

const SCHEMES = "the scheme must be one of hollow eye uniform gaussian normal constant";

testRefusals("a wrong kernel is refused", [
  [
    () => initializeParams(k, ["xavier", 1] as never, [2, 2]),
    RangeError,
    `initializeParams: ${SCHEMES}, got "xavier"`,
  ],
  [() => initializeParams(k, [1, 2] as never, [2, 2]), TypeError, `initializeParams: ${SCHEMES}, got 1`],
  [
    () => initializeParams(k, "eye" as never, [2, 2]),
    TypeError,
    'initializeParams: initKernel must be an array of a name and numbers, got "eye"',
  ],
  [
    () => initializeParams(k, ["eye"] as never, [2, 2]),
    TypeError,
    "initializeParams: scale must be a number, got undefined",
  ],
  [
    () => initializeParams(k, ["constant", Number.NaN], [2]),
    RangeError,
    "initializeParams: value must be a number, got NaN",
  ],
  [
    () => initializeParams(k, ["uniform", 1, 0], [2]),
    RangeError,
    "initializeParams: max must lie in [1, Infinity], got 0",
  ],
  [
    () => initializeParams(k, ["uniform", -3e38, 3e38], [2]),
    RangeError,
    "initializeParams: min and max must be finite and not too far apart for float32, got [-3e+38, 3e+38]",
  ],
  [
    () => initializeParams(k, ["uniform", 0, Infinity], [2]),
    RangeError,
    "initializeParams: min and max must be finite and not too far apart for float32, got [0, Infinity]",
  ],
  [
    () => initializeParams(k, ["gaussian", 0, -1], [2]),
    RangeError,
    "initializeParams: sigma must lie in [0, Infinity], got -1",
  ],
  [
    () => initializeParams(k, ["hollow", 1], [3]),
    RangeError,
    "initializeParams: shape must have 2 axes for hollow and eye, got [3]",
  ],
]);
