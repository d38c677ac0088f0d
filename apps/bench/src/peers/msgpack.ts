import { decode, encode } from "@msgpack/msgpack";
import { localPeer } from "./peer.ts";

/** What our files are written with, alone: the bytes as one binary, whose reader has to know what they are. */
export const msgpack = localPeer("msgpack", "bare", {
  roundTrip: ({ data }) => {
    // A view of the file, at any offset.
    const { buffer } = (decode(encode(data)) as Uint8Array).slice();
    return data instanceof Float32Array ? new Float32Array(buffer) : new Float64Array(buffer);
  },
});
