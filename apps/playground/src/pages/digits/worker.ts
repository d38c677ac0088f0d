import type { LabelledImages, Settings } from "@app/exhibits/digits/train";
import { loadDigits } from "./load.ts";
import type { Order, Report } from "./protocol.ts";
import { Trainer } from "./trainer.ts";

/** A screen's frame, and how long a run at full speed computes before it shows what has come of it; in milliseconds. */
const FRAME = 1000 / 60;
const SLICE = 100;

let digits: { train: LabelledImages; test: LabelledImages } | undefined;
let settings: Settings | undefined;
let trainer: Trainer | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function send(report: Report): void {
  postMessage(report);
}

function show(): void {
  if (trainer !== undefined) send({ kind: "progress", ...trainer.report(timer !== undefined) });
}

/** One batch a frame, so that each can be seen; or as many as there is time for. */
function run(fast: boolean): void {
  const begun = performance.now();
  do trainer?.advance();
  while (fast && performance.now() - begun < SLICE);
  timer = setTimeout(run, Math.max(0, FRAME - (performance.now() - begun)), fast);
  show();
}

function stop(): void {
  clearTimeout(timer);
  timer = undefined;
}

/** A trainer for the latest settings, which may have changed while the digits came. */
function begin(): void {
  stop();
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
      stop();
      return run(order.fast);
    case "step":
      stop();
      trainer?.advance();
      trainer?.test();
      return show();
    case "stop":
      stop();
      trainer?.test();
      return show();
  }
}

addEventListener("message", async ({ data }: MessageEvent<Order>) => {
  try {
    await follow(data);
  } catch (error) {
    stop();
    send({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
