import { expect, it } from "vitest";
import { progressBar } from "./progress.ts";

/** What is written of a run that shows half done after two minutes, then more, a second apart. */
function shown(isTTY: boolean): string[] {
  const texts: string[] = [];
  let clock = 0;
  const write = (text: string | Uint8Array): boolean => texts.push(String(text)) > 0;
  const { show } = progressBar({ isTTY, write }, () => clock);
  show(0, "begin");
  clock = 120_000;
  show(0.5, "relu");
  clock = 121_000;
  show(0.6, "add");
  return texts;
}

it("a terminal's bar is drawn anew each time, with the time that is left", () => {
  const texts = shown(true);
  expect(texts).toHaveLength(3);
  expect(texts[1]).toContain(`${"█".repeat(16)}${"░".repeat(16)} relu, 2 min left`);
});

it("without a terminal a line is written once a minute at most", () => {
  expect(shown(false)).toEqual(["50 %, relu, 2 min left\n"]);
});
