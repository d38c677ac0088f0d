/** What kind of object a value is. By tag, not by instanceof: a frame or a worker's message may bring values of another realm. */
export function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice(8, -1);
}
