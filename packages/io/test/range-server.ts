import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a server does with a request for `bytes`, and what it was asked for. */
export interface RangeServer {
  readonly url: URL;
  readonly ranges: string[];
  answer: (request: IncomingMessage, response: ServerResponse, bytes: Uint8Array) => void;
  close(): Promise<void>;
}

/** A server on this machine that sends `bytes` by range, or as `answer` is set to. */
export async function rangeServer(bytes: Uint8Array): Promise<RangeServer> {
  const ranges: string[] = [];
  const http = createServer((request, response) => {
    ranges.push(request.headers.range ?? "all");
    response.setHeader("access-control-allow-origin", "*");
    server.answer(request, response, bytes);
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const server: RangeServer = {
    url: new URL(`http://127.0.0.1:${port}/data`),
    ranges,
    answer: sendRange,
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

/** As RFC 9110 has it. `headers` are set in place of its own. */
export function sendRange(
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  headers: Record<string, string> = {},
): void {
  const [, from, to] = (/^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? []).map(Number);
  if (from >= bytes.length) {
    response.writeHead(416, { "content-range": `bytes */${bytes.length}` }).end();
    return;
  }
  const end = Math.min(to + 1, bytes.length);
  response.writeHead(206, {
    "content-range": `bytes ${from}-${end - 1}/${bytes.length}`,
    "access-control-expose-headers": "content-range, etag",
    etag: '"1"',
    ...headers,
  });
  response.end(bytes.subarray(from, end));
}

/** As a server that knows no ranges. */
export function sendWhole(_: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200).end(bytes);
}
