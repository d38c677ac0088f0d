import { loadDigits } from "./load.ts";
import type { Order, Report } from "./protocol.ts";
import { type LabelledImages, Trainer } from "./trainer.ts";

/** A screen's frame. */
const FRAME = 1000 / 60;

let digits: { train: LabelledImages; test: LabelledImages } | undefined;
let trainer: Trainer | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

function send(report: Report): void {
  postMessage(report);
}

function show(): void {
  if (trainer !== undefined) send({ kind: "progress", ...trainer.report(timer !== undefined) });
}

/** One batch a frame, so that each can be seen; or as many as a frame has time for. */
function run(fast: boolean): void {
  const begun = performance.now();
  do trainer?.advance();
  while (fast && performance.now() - begun < FRAME);
  timer = setTimeout(run, Math.max(0, FRAME - (performance.now() - begun)), fast);
  show();
}

function stop(): void {
  clearTimeout(timer);
  timer = undefined;
}

async function follow(order: Order): Promise<void> {
  if (order.kind === "load")
    digits = await loadDigits(order.url, (bytes) => send({ kind: "loading", bytes }));
  if (order.kind === "load" || order.kind === "reset") {
    stop();
    if (digits !== undefined) trainer = new Trainer(digits.train, digits.test, order.settings);
  }
  if (order.kind === "learning" && trainer !== undefined) {
    trainer.rate = order.rate;
    trainer.dropOut = order.dropOut;
    return;
  }
  if (order.kind === "start") {
    stop();
    return run(order.fast);
  }
  if (order.kind === "stop" || order.kind === "step") {
    stop();
    if (order.kind === "step") trainer?.advance();
    trainer?.test();
  }
  show();
}

addEventListener("message", async ({ data }: MessageEvent<Order>) => {
  try {
    await follow(data);
  } catch (error) {
    stop();
    send({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  }
});
