import { expect, it, vi } from "vitest";
import { beginWatch } from "../../../../components/hooks/use-watched";

it("what comes after its end is shown to nobody: the plan for another age must not take the place of the new one", () => {
  const [show, fail, stop] = [vi.fn(), vi.fn(), vi.fn()];
  let late = { show: (_value: string) => {}, fail: (_error: unknown) => {} };
  const end = beginWatch<string>(
    (showNow, failNow) => {
      late = { show: showNow, fail: failNow };
      return stop;
    },
    show,
    fail,
  );
  late.show("in time");
  end();
  late.show("too late");
  late.fail(new Error("too late"));
  expect(show.mock.calls).toEqual([["in time"]]);
  expect(fail).not.toHaveBeenCalled();
  expect(stop).toHaveBeenCalledTimes(1);
});
