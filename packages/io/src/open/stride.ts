/** How many bytes are read before the signal is looked at again, and held by one call of several beside those that were asked for. */
export const STRIDE_BYTES = 0x20_0000;
