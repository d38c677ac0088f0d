import type { LabelledImages, Settings } from "@app/exhibits/digits/train";
import { loadDigits } from "./load.ts";
import type { Order, Report } from "./protocol.ts";
import { Trainer } from "./trainer.ts";

/** How long a run at full speed computes before it shows what has come of it, in milliseconds. */
const SLICE = 100;

let digits: { train: LabelledImages; test: LabelledImages } | undefined;
let settings: Settings | undefined;
let trainer: Trainer | undefined;
let running: { readonly fast: boolean } | undefined;
/** Reports that the page has not drawn yet. */
let unseen = 0;

function send(report: Report): void {
  postMessage(report);
}

function show(): void {
  if (trainer === undefined) return;
  unseen++;
  send({ kind: "progress", ...trainer.report(running !== undefined) });
}

/** One batch a frame, so that each can be seen, or as many as there is time for; and none before the last is drawn. */
function run(): void {
  if (running === undefined || unseen > 0) return;
  const begun = performance.now();
  do trainer?.advance();
  while (running.fast && performance.now() - begun < SLICE);
  show();
}

/** A trainer for the latest settings, which may have changed while the digits came. */
function begin(): void {
  running = undefined;
  if (digits !== undefined && settings !== undefined)
    trainer = new Trainer(digits.train, digits.test, settings);
  show();
}

async function follow(order: Order): Promise<void> {
  switch (order.kind) {
    case "load":
      settings = order.settings;
      digits = await loadDigits(order.url, (bytes) => send({ kind: "loading", bytes }));
      return begin();
    case "reset":
      settings = order.settings;
      return begin();
    case "learning":
      settings = order.settings;
      return trainer?.adjust(order.settings);
    case "start":
      running = order;
      return run();
    case "shown":
      unseen--;
      return run();
    case "step":
      running = undefined;
      trainer?.advance();
      trainer?.test();
      return show();
    case "stop":
      running = undefined;
      trainer?.test();
      return show();
  }
}

addEventListener("message", async ({ data }: MessageEvent<Order>) => {
  try {
    await follow(data);
  } catch (error) {
    running = undefined;
    send({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
