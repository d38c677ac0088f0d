import { localPeer } from "./peer.ts";

/** Text: the shortest decimal digits that give each value back. */
export const json = localPeer("json", "bare", {
  roundTrip: ({ data }) => {
    const read: number[] = JSON.parse(JSON.stringify(Array.from(data)));
    return data instanceof Float32Array ? Float32Array.from(read) : Float64Array.from(read);
  },
});
