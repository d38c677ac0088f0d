import { decodePickle } from "../src/decode/pickle.ts";
import { latin1 } from "./bytes.ts";
import { codeOf } from "./code-of.ts";

/** A pickle, a character a byte. */
export function pickle(text: string): Uint8Array {
  return latin1(text);
}

/** A length of 8 bytes. */
export function long(length: number | bigint): string {
  const bytes = new Uint8Array(BigUint64Array.of(BigInt(length)).buffer);
  return String.fromCharCode(...bytes);
}

/** A string, as protocol 4 writes short ones. */
export function text(value: string): string {
  return `\x8c${String.fromCharCode(value.length)}${value}`;
}

/** The call of a function with a tuple of arguments. */
export function call(module: string, name: string, args: string): string {
  return `${text(module)}${text(name)}\x93(${args}tR`;
}

export function dtype(code: string, state = "(K\x03U<NNNtb"): string {
  return call("numpy", "dtype", `${text(code)}\x89\x88`) + state.replace("U<", text("<"));
}

/** An array of NumPy's; shape and state in operations. */
export function array(code: string, shape: string, bytes: string): string {
  const data = `C${String.fromCharCode(bytes.length)}${bytes}`;
  return call("numpy._core.numeric", "_frombuffer", `${data}${dtype(code)}(${shape}t${text("C")}`);
}

/** How reading each pickle ends. */
export function codesOf(cases: readonly string[]): string[] {
  return cases.map((bytes) => codeOf(() => decodePickle(pickle(bytes))));
}
