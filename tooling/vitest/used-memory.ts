// Runs before each file of unit tests: memory that nobody has set holds NaN, -1 and 255, so that an element that a function did not write shows.
const { allocUnsafeSlow } = Buffer;
Buffer.allocUnsafeSlow = (size) => allocUnsafeSlow(size).fill(255);
