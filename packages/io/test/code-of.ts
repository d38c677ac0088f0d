import { FormatError } from "../src/format-error.ts";

/** How a call ends: a FormatError's code, another error's name, or "no error". */
export function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return nameOf(error);
  }
  return "no error";
}

/** {@link codeOf} for what answers later. */
export async function codeOfPromise(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    return nameOf(error);
  }
  return "no error";
}

function nameOf(error: unknown): string {
  return error instanceof FormatError ? error.code : (error as Error).name;
}

/** The bytes of hexadecimal text, spaces left out. */
export function hex(text: string): Uint8Array {
  return Uint8Array.from(text.replaceAll(/\s|-/g, "").match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
}
