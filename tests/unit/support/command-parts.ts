import { vi } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import type { CombineSteps, EndpointChoice } from "../../../lib/domain/request";
import type { StoreBatch } from "../../../lib/runner/dependencies";
import { createPaidPress } from "../../../lib/runner/paid-press";
import type { Db } from "../../../lib/storage/db";
import { prepared } from "./records";
import { createFakeSpend } from "./spend";

/** What a command needs, where all is allowed and no picture is decoded, unless `changes` say otherwise. */
export function createCommandParts<C extends object>(db: Db, changes: C = {} as C) {
  const parts = {
    db,
    runner: createFakeRunner(),
    hasAccess: vi.fn(async () => true),
    endpointChoice: vi.fn(async (): Promise<EndpointChoice> => "auto"),
    missingEndpoints: vi.fn(async (): Promise<string[]> => []),
    combineSteps: vi.fn(async (): Promise<CombineSteps> => 7),
    spend: createFakeSpend(),
    prepare: vi.fn(async (_picture: Blob) => prepared("made smaller")),
    makeSheet: vi.fn(async (_pictures: Blob[]) => prepared("a sheet")),
    log: vi.fn((_line: string) => {}),
    ...changes,
  };
  return { ...parts, press: createPaidPress(parts) };
}

/** One that stores a new batch, and does nothing more. */
export function createFakeRunner() {
  return {
    resume: vi.fn(async () => {}),
    begin: vi.fn(async (_batch: Generation[], store: StoreBatch) => void (await store(0))),
    cancel: vi.fn(async (_ids: string[]) => {}),
  };
}
