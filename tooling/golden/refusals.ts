import { expect, it } from "vitest";

/** A wrong call, the class of what it throws, and the whole message. */
export type Refusal = readonly [call: () => unknown, kind: new (message: string) => Error, message: string];

/** One test a row: the call throws an error of just that class and message. */
export function testRefusals(title: string, rows: readonly Refusal[]): void {
  // An error stands for its class and all of its message; a string would do for a part of it, a class for those below it.
  for (const [call, kind, message] of rows)
    it(`${title}: ${message}`, () => expect(call).toThrow(new kind(message)));
}
