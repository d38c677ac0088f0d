// Compiled from ../kernels/encode-classes.ts by `npm run kernels`.
import type { Kernel } from "./internal/tile.ts";

export const encodeClassesKernel: Kernel = { wasm: "AGFzbQEAAAABBgFgAn99AAMCAQAFAwEAAQcVAghiaW5hcml6ZQAABm1lbW9yeQIACpABAY0BAgF/AXtBgIABIQIgAEECdEGAgAFqIQADQCAAIAJLBEBBAP0JAgAhAyACIAL9AAQAIAH9E/1GIAP9Tv0LBAAgAiAC/QAEECAB/RP9RiAD/U79CwQQIAIgAv0ABCAgAf0T/UYgA/1O/QsEICACIAL9AAQwIAH9E/1GIAP9Tv0LBDAgAkHAAGohAgwBCwsLCwoBAEEACwQAAIA/" };
