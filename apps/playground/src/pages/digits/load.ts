import type { LabelledImages } from "@app/exhibits/digits/train";
import { decode } from "@ngc/io";

/** The digits that vite/mnist.ts packed; `arrived` hears how many bytes have come. */
export async function loadDigits(
  url: string,
  arrived: (bytes: number) => void,
): Promise<{ train: LabelledImages; test: LabelledImages }> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`the server answered ${response.status}`);
  let bytes = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      bytes += chunk.length;
      arrived(bytes);
      controller.enqueue(chunk);
    },
  });
  const inflated = response.body.pipeThrough(counter).pipeThrough(new DecompressionStream("deflate"));
  return decode(await new Response(inflated).arrayBuffer()) as {
    train: LabelledImages;
    test: LabelledImages;
  };
}
