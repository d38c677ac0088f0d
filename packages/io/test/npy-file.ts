import { joined } from "../src/internal/joined.ts";
import { latin1, utf8 } from "./bytes.ts";

/** A file of NumPy's npy format that says what it is told to, and may lie. */
export function npyFile(
  header: string | Uint8Array,
  body: Uint8Array = new Uint8Array(0),
  version = 1,
  length?: number,
): Uint8Array {
  const text = typeof header !== "string" ? header : version === 3 ? utf8(header) : latin1(header);
  const size = new Uint8Array(version === 1 ? 2 : 4);
  new DataView(size.buffer).setUint16(0, (length ?? text.length) & 0xffff, true);
  if (version !== 1) new DataView(size.buffer).setUint32(0, length ?? text.length, true);
  const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, version, 0];
  return joined([Uint8Array.from(magic), size, text, body]);
}

/** A header as NumPy writes it. */
export function npyHeaderText(descr: string, shape: string, fortran = "False"): string {
  return `{'descr': ${descr}, 'fortran_order': ${fortran}, 'shape': ${shape}, }\n`;
}
