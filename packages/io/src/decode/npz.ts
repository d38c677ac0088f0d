import type { Tensor } from "@ngc/tensor";
import { describe } from "@ngc/tensor/authoring";
import { npzNameFault } from "../internal/npz-name-fault.ts";
import { type Limits, type LimitsOption, limitsOf } from "../limits.ts";
import { bytesOf } from "./bytes.ts";
import { type Fail, failing } from "./fail.ts";
import { decodeNpyAs, NPY_DEFAULTS } from "./npy.ts";
import { unpack, zipMembers } from "./zip.ts";

/** As many as zip counts in its shorter form. */
export const NPZ_DEFAULTS: Partial<Limits> = { ...NPY_DEFAULTS, tensors: 0xffff };

/**
 * The tensors in a file of NumPy's npz format, by name: the inverse of {@link encodeNpz}.
 *
 * A zip file of npy files, stored or deflated, read by its central directory and checked by its checksums. What it inflates to is
 * bounded by `limits.inflated` and `limits.ratio`. The bytes must not be changed until the answer is there.
 *
 * @throws FormatError if the bytes are not one whole npz file
 * @example
 * ```ts
 * const file = await encodeNpz(new Map([["W", tensor([[1, 2]])]]));
 * (await decodeNpz(file)).get("W"); // => [[1, 2]]
 * ```
 * @python numpy.load
 */
export async function decodeNpz(
  bytes: Uint8Array | ArrayBuffer,
  options?: LimitsOption,
): Promise<Map<string, Tensor>> {
  return decodeNpzAs("decodeNpz", bytes, limitsOf("decodeNpz", options, NPZ_DEFAULTS));
}

/** {@link decodeNpz} for a function of another name. */
export async function decodeNpzAs(
  fn: string,
  bytes: Uint8Array | ArrayBuffer,
  limits: Limits,
): Promise<Map<string, Tensor>> {
  const file = bytesOf(fn, bytes, "npz", limits);
  const fail: Fail = failing(fn, "npz");
  const members = zipMembers(fn, file, limits);
  const names = new Set<string>();
  for (const { name: path, offset } of members) {
    const name = nameOf(path);
    const fault = npzNameFault(name);
    if (fault !== undefined)
      fail("PATH", `names must not lead elsewhere, got ${fault} in ${describe(path)}`, { offset, path });
    // NumPy finds `a.npy` by `a`, and `a` too.
    if (names.has(name))
      fail("DUPLICATE", `a name must stand once, got ${describe(name)} again`, { offset, path });
    names.add(name);
  }
  const tensors = new Map<string, Tensor>();
  for (const member of members) {
    const content = await unpack(fn, member);
    if (content[0] === 0x50 && content[1] === 0x4b)
      fail("UNSUPPORTED", `members must be npy files, got a zip file in ${describe(member.name)}`, {
        offset: member.offset,
        path: member.name,
      });
    tensors.set(nameOf(member.name), decodeNpyAs(`${fn}: ${describe(member.name)}`, content, limits));
  }
  return tensors;
}

/** The array's name: the member's without `.npy`. */
function nameOf(member: string): string {
  return member.replace(/\.npy$/, "");
}
