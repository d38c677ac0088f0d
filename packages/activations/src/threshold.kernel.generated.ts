// Compiled from ../kernels/threshold.ts by `npm run kernels`.
import type { Kernel } from "@ngc/tensor/authoring";

export const thresholdKernel: Kernel = { wasm: "AGFzbQEAAAABBgFgAn99AAMCAQAFAwEAAQcWAgl0aHJlc2hvbGQAAAZtZW1vcnkCAAqQAQGNAQIBfwF7QYCAASECIABBAnRBgIABaiEAA0AgACACSwRAQQD9CQIAIQMgAiAC/QAEACAB/RP9RiAD/U79CwQAIAIgAv0ABBAgAf0T/UYgA/1O/QsEECACIAL9AAQgIAH9E/1GIAP9Tv0LBCAgAiAC/QAEMCAB/RP9RiAD/U79CwQwIAJBwABqIQIMAQsLCwsKAQBBAAsEAACAPw==" };
