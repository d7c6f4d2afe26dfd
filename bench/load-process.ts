import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { measure, type Stretch } from "./measure.ts";

type Order = { concurrency: number; seconds: number };
type Reply = { stretch: Stretch } | { failed: string };

/** A process of its own that makes calls when told to, so that its work is not on the clock of what it calls. */
export type LoadProcess = {
  run: (concurrency: number, seconds: number) => Promise<Stretch>;
  stop: () => Promise<void>;
};

/** Starts one of the scripts beside this file, which must end in `obeyOrders`. */
export function startLoad(script: string, variables: Record<string, string>): LoadProcess {
  const child: ChildProcess = fork(join(import.meta.dirname, script), {
    env: { PATH: process.env.PATH, NODE_ENV: "production", ...variables },
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const ended = new Promise<Reply>((resolve) => {
    child.once("exit", () => resolve({ failed: `${script} ended` }));
  });
  return {
    async run(concurrency, seconds) {
      const answered = new Promise<Reply>((resolve) => child.once("message", resolve));
      child.send({ concurrency, seconds } satisfies Order);
      const reply = await Promise.race([answered, ended]);
      if ("failed" in reply) throw new Error(reply.failed);
      return reply.stretch;
    },
    async stop() {
      child.kill();
      await ended;
    },
  };
}

/** In the process of its own: measures one call whenever told to. */
export function obeyOrders(call: () => Promise<void>): void {
  process.on("message", ({ concurrency, seconds }: Order) => {
    const answer = (reply: Reply) => void process.send?.(reply);
    measure(call, concurrency, seconds).then(
      (stretch) => answer({ stretch }),
      (error: unknown) => answer({ failed: error instanceof Error ? error.message : String(error) }),
    );
  });
}
