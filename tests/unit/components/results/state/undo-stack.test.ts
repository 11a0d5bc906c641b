import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createUndoStack } from "../../../../../components/results/state/undo-stack";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const deed = () => ({ onUndo: vi.fn(), onGone: vi.fn() });

it("three deeds are taken back one by one, newest first, and none of them becomes final", () => {
  const stack = createUndoStack(8000);
  const deeds = [deed(), deed(), deed()];
  for (const one of deeds) stack.add(one);
  for (const undone of [1, 2, 3]) {
    expect(stack.undo()).toBe(true);
    expect(deeds.map(({ onUndo }) => onUndo.mock.calls.length)).toEqual(
      [0, 1, 2].map((at) => (at >= 3 - undone ? 1 : 0)),
    );
  }
  expect(stack.undo()).toBe(false);
  vi.advanceTimersByTime(20_000);
  for (const { onGone } of deeds) expect(onGone).not.toHaveBeenCalled();
});

it("each becomes final by its own time", () => {
  const stack = createUndoStack(8000);
  const [first, second] = [deed(), deed()];
  stack.add(first);
  vi.advanceTimersByTime(5000);
  stack.add(second);
  vi.advanceTimersByTime(3000);
  expect(first.onGone).toHaveBeenCalledOnce();
  expect(second.onGone).not.toHaveBeenCalled();
  expect(stack.undo(first)).toBe(false);
  expect(stack.undo()).toBe(true);
  expect(second.onUndo).toHaveBeenCalledOnce();
});

it("one that is held waits, keeps its place, and has its whole time again when let go", () => {
  const stack = createUndoStack(8000);
  const [first, second] = [deed(), deed()];
  stack.add(first);
  stack.hold(first, true);
  vi.advanceTimersByTime(7000);
  stack.add(second);
  stack.hold(first, false);
  vi.advanceTimersByTime(7999);
  expect(first.onGone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(first.onGone).toHaveBeenCalledOnce();
});

it("its own Undo takes back an older one; closing makes the rest final", () => {
  const stack = createUndoStack(8000);
  const [first, second] = [deed(), deed()];
  stack.add(first);
  stack.add(second);
  expect(stack.undo(first)).toBe(true);
  stack.finish();
  expect(first.onGone).not.toHaveBeenCalled();
  expect(second.onGone).toHaveBeenCalledOnce();
});
