import type { Reporter, SerializedError, TestCase, TestModule, TestSuite } from "vitest/node";

/** Says plainly what was not tried and why, and ends every run with one line, `N passed, N failed, N skipped`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const count = { passed: 0, failed: errors.length, skipped: 0 };
    const untried = new Map<string, TestCase[]>();
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === "passed" || result.state === "failed") count[result.state]++;
        else if (isPreventedByFailure(test)) count.failed++;
        else count.skipped++;
        if (result.state === "skipped" && result.note)
          untried.set(result.note, [...(untried.get(result.note) ?? []), test]);
      }
      count.failed += [module, ...module.children.allSuites()].filter(failsByItself).length;
    }
    for (const [why, tests] of untried) console.log(`\n${notTried(why, tests)}`);
    console.log(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  }
}

/** Never begun, because a hook around it failed: Vitest calls it skipped. */
function isPreventedByFailure(test: TestCase): boolean {
  const { state } = test.result();
  if (state === "passed" || state === "failed" || test.options.mode !== "run") return false;
  for (let around: TestSuite | TestModule = test.parent; ; around = around.parent) {
    if (around.errors().length > 0) return true;
    if (around.type === "module") return false;
  }
}

/** Failed, and no test in it tells: the file did not load, or tidying up went wrong. */
function failsByItself(around: TestSuite | TestModule): boolean {
  return around.errors().length > 0 && ![...around.children.allTests()].some(isPreventedByFailure);
}

function notTried(why: string, tests: TestCase[]): string {
  const names = tests.map((test) => `  ${test.module.relativeModuleId} > ${test.fullName}`);
  return [`NOT TRIED: ${tests.length} ${tests.length === 1 ? "test" : "tests"}. ${why}`, ...names].join("\n");
}
