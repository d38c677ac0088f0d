/** Whether an object has no prototype, or that of a literal, of any realm. */
export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return (
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf"))
  );
}

/** How many prototypes a value has: two for an Array, a Map, a Set or a Date, more for one of a subclass, in every realm. */
export function chainLength(value: object): number {
  let length = 0;
  for (let next = Object.getPrototypeOf(value); next !== null; next = Object.getPrototypeOf(next)) length++;
  return length;
}
