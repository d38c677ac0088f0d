// Compiled from ../kernels/spike.ts by `npm run kernels`.
import type { Kernel } from "@ngc/tensor/authoring";

export const spikeKernel: Kernel = { wasm: "AGFzbQEAAAABBgFgAn99AAMCAQAFAwEAAQcUAgdzcGlrZUZ4AAAGbWVtb3J5AgAKkAEBjQECAX8Be0GAgAEhAiAAQQJ0QYCAAWohAANAIAAgAksEQEEA/QkCACEDIAIgAv0ABAAgAf0T/UQgA/1O/QsEACACIAL9AAQQIAH9E/1EIAP9Tv0LBBAgAiAC/QAEICAB/RP9RCAD/U79CwQgIAIgAv0ABDAgAf0T/UQgA/1O/QsEMCACQcAAaiECDAELCwsLCgEAQQALBAAAgD8=" };
