const WIDTH = 32;

/** Where there is no terminal, a line is written no more often than this, in milliseconds. */
const LINES_APART = 60_000;

/** How far, what, and about how long still: a bar on the terminal's last line, or a line a minute where there is none. */
export function progressBar(
  stream: Pick<NodeJS.WriteStream, "write" | "isTTY">,
  now: () => number = () => performance.now(),
): Progress {
  const begin = now();
  let written = begin;
  return {
    show: (done, what) => {
      const left = done > 0.02 ? `, ${minutes(((now() - begin) * (1 - done)) / done)} left` : "";
      if (stream.isTTY) {
        const filled = Math.round(done * WIDTH);
        const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        stream.write(`\r\x1b[K${bar} ${what}${left}`);
      } else if (now() - written >= LINES_APART) {
        written = now();
        stream.write(`${Math.round(100 * done)} %, ${what}${left}\n`);
      }
    },
    clear: () => {
      if (stream.isTTY) stream.write("\r\x1b[K");
    },
  };
}

export interface Progress {
  readonly show: (done: number, what: string) => void;
  readonly clear: () => void;
}

function minutes(milliseconds: number): string {
  return milliseconds < 90_000
    ? `${Math.ceil(milliseconds / 1_000)} s`
    : `${Math.ceil(milliseconds / 60_000)} min`;
}
