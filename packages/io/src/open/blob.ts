import type { ByteSource, Opening } from "./byte-source.ts";
import { STRIDE_BYTES } from "./stride.ts";

/** A Blob, or a File that someone chose; the platform sees to it that it does not change meanwhile. */
export function openBlob({ signal }: Opening, blob: Blob): ByteSource {
  return {
    length: blob.size,
    async read(at, into) {
      for (let done = 0; done < into.length; done += STRIDE_BYTES) {
        signal?.throwIfAborted();
        const end = Math.min(done + STRIDE_BYTES, into.length);
        into.set(new Uint8Array(await blob.slice(at + done, at + end).arrayBuffer()), done);
      }
    },
    close: async () => {},
  };
}
