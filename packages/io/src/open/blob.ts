import type { ByteSource, Opening } from "./byte-source.ts";

/** What is held beside the bytes that were asked for. */
const MOST_AT_ONCE = 0x100_0000;

/** A Blob, or a File that someone chose; the platform sees to it that it does not change meanwhile. */
export function openBlob({ signal }: Opening, blob: Blob): ByteSource {
  return {
    length: blob.size,
    async read(at, into) {
      for (let done = 0; done < into.length; done += MOST_AT_ONCE) {
        signal?.throwIfAborted();
        const end = Math.min(done + MOST_AT_ONCE, into.length);
        into.set(new Uint8Array(await blob.slice(at + done, at + end).arrayBuffer()), done);
      }
    },
    close: async () => {},
  };
}
