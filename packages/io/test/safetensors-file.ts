/** A safetensors file whose header is that text, and whose length may lie. */
export function safetensorsFile(
  header: string | Uint8Array,
  body: Uint8Array = new Uint8Array(0),
  length?: bigint,
): Uint8Array {
  const text = typeof header === "string" ? new TextEncoder().encode(header) : header;
  const size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  const bytes = new Uint8Array(8 + text.length + body.length);
  bytes.set(size);
  bytes.set(text, 8);
  bytes.set(body, 8 + text.length);
  return bytes;
}
