import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { PickleMachine } from "./pickle/machine.ts";
import { PickleValues } from "./pickle/values.ts";

/**
 * The object in a pickle of plain data and of NumPy's or JAX's arrays, as ngc-learn's `serialize` and `save_pkl` write them.
 *
 * Nothing in a pickle is imported or run: its operations are interpreted, and of the functions that it may name a short list is
 * known. Protocols 0 to 5 are read. A dict becomes an object without prototype, or a Map where some keys are numbers; an integer
 * past 2^53 a bigint; tuple and list an array; bytes and bytearray a Uint8Array; an array a Tensor, its small types widened, and a NumPy
 * scalar a Tensor of no axes. What Python shares is shared. Objects of other classes, tuples as keys, Python 2's strings and
 * numbers that are no tensor's (complex, long double) are refused, and so is a dict or a set of more than 4,096 bigints, fractions or
 * numbers from 2^22 on, which could be chosen to take quadratic time.
 *
 * @throws FormatError with `code` and `offset`: UNSAFE_PICKLE for a pickle that names anything else
 * @example
 * ```ts
 * decodePickle(Uint8Array.of(0x80, 4, 0x5d, 0x28, 0x4b, 1, 0x4b, 2, 0x65, 0x2e)); // => [1, 2]
 * ```
 * @python pickle.load
 * @differs Python's reader imports and calls what a pickle names; here it is refused.
 */
export function decodePickle(bytes: Uint8Array | ArrayBuffer, options?: LimitsOption): unknown {
  return decodePickleAs("decodePickle", bytes, limitsOf("decodePickle", options));
}

/** {@link decodePickle} for a function of another name. */
export function decodePickleAs(fn: string, bytes: Uint8Array | ArrayBuffer, limits: Limits): unknown {
  const machine = new PickleMachine(fn, bytesOf(fn, bytes, "pickle", limits), limits);
  return new PickleValues(machine).value(machine.run());
}
