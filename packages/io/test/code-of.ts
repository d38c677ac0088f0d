import { FormatError } from "../src/format-error.ts";

/** How a call ends: a FormatError's code, another error's name, or "no error". */
export function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return error instanceof FormatError ? error.code : (error as Error).name;
  }
  return "no error";
}

/** The bytes of hexadecimal text, spaces left out. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.replaceAll(/\s|-/g, "").match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
}
