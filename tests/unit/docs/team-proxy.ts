import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { addMember, removeMember } from "../../../docs/teams/members.mjs";
import type { Sandbox } from "../../../sandbox/server.ts";

const example = fileURLToPath(new URL("../../../docs/teams/", import.meta.url));
const preload = new URL("./fal-at-sandbox.mjs", import.meta.url).href;

/** The example of `docs/teams/`, running as a team would run it, with fal's host names leading to a sandbox. */
export interface TeamProxy {
  /** Adds a member; gives the Proxy URL to be entered in Refshot. */
  add(name: string): string;
  remove(name: string): void;
  origin: string;
  /** The lines that it has written, listening excepted. */
  lines: string[];
  close(): Promise<void>;
}

/** Starts it in front of a sandbox that listens for TLS, with the key that the sandbox accepts. */
export async function startTeamProxy(
  sandbox: Sandbox,
  falKey = "sandbox-key-id:sandbox-key-secret",
): Promise<TeamProxy> {
  const folder = await mkdtemp(join(tmpdir(), "team-"));
  const file = join(folder, "team.json");
  const server = spawn(process.execPath, ["--import", preload, "server.mjs"], {
    cwd: example,
    env: {
      ...process.env,
      FAL_KEY: falKey,
      TEAM_FILE: file,
      PORT: "0",
      SANDBOX_PORT: String(sandbox.tlsPort),
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: string[] = [];
  const reader = createInterface({ input: server.stdout });
  const [first] = await once(reader, "line");
  reader.on("line", (line) => lines.push(line));
  const origin = `http://${String(first).replace("Listening on ", "")}`;
  return {
    add: (name) => `${origin}/team/${addMember(file, name)}/api/fal/proxy`,
    remove: (name) => removeMember(file, name),
    origin,
    lines,
    async close() {
      await end(server);
      await rm(folder, { recursive: true });
    },
  };
}

async function end(server: ChildProcess) {
  if (server.exitCode !== null) return;
  const ended = once(server, "exit");
  server.kill();
  await ended;
}
