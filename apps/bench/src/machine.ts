import { readFileSync } from "node:fs";
import { arch, cpus, platform, totalmem } from "node:os";

/** What a result depends on besides the code. */
export interface MachineDescription {
  readonly node: string;
  readonly platform: string;
  readonly cpu: string;
  readonly cores: number;
  /** The vector instructions among the CPU's features; empty where the system does not tell. */
  readonly features: readonly string[];
  readonly memory: number;
}

const VECTORS = /^(sse4_[12]|avx\w*|fma|f16c|asimd\w*|sve\w*|neon)$/;

export function describeMachine(): MachineDescription {
  const cores = cpus();
  return {
    node: process.version,
    platform: `${platform()} ${arch()}`,
    cpu: cores[0]?.model ?? "unknown",
    cores: cores.length,
    features: features(),
    memory: totalmem(),
  };
}

/** Linux tells; elsewhere nothing is worth starting a program for. */
function features(): string[] {
  try {
    const line = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"));
    return (line?.[1] ?? "").split(" ").filter((feature) => VECTORS.test(feature));
  } catch {
    return [];
  }
}
