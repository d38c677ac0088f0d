/** The length of parts that are laid end to end. */
export function totalLength(parts: readonly { readonly length: number }[]): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

/** Parts laid end to end, in `whole` where it is given, which must have room for them. */
export function joined(
  parts: readonly Uint8Array[],
  whole: Uint8Array = new Uint8Array(totalLength(parts)),
): Uint8Array {
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
