/** How many bytes are read before the signal is looked at again, and held beside those that were asked for. */
export const STRIDE_BYTES = 0x100_0000;
