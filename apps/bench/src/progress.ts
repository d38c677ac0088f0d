const WIDTH = 32;

/** A bar on the terminal's last line, where there is a terminal: how far, what, and about how long still. */
export function progressBar(
  stream: NodeJS.WriteStream,
  now: () => number = () => performance.now(),
): Progress {
  const begin = now();
  return {
    show: (done, what) => {
      if (!stream.isTTY) return;
      const filled = Math.round(done * WIDTH);
      const bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
      const left = done > 0.02 ? `, ${minutes(((now() - begin) * (1 - done)) / done)} left` : "";
      stream.write(`\r\x1b[K${bar} ${what}${left}`);
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
