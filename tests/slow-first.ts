import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, half a minute and more: begun first, so that none is left alone at the end. The first
 * of all only waits for most of its time.
 */
const slow = [
  "idle-death",
  "faults",
  "capture",
  "shoot-page",
  "combine",
  "money",
  "memory",
  "messages",
  "supply-chain",
  "one-press",
  "main-job",
];

const rank = ({ moduleId }: TestSpecification) => {
  const place = slow.findIndex(
    (name) => /\/(?:e2e|security)\//.test(moduleId) && moduleId.endsWith(`/${name}.test.ts`),
  );
  return place === -1 ? slow.length : place;
};

/** Orders the test files, slow ones first. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
