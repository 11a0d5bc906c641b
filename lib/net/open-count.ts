export type OpenCount = ReturnType<typeof createOpenCount>;

/** Counts what is open at a time, such as connections to one host. */
export function createOpenCount() {
  let open = 0;
  let next = Promise.withResolvers<void>();
  return {
    /** True, and counted as open, while fewer than `most` are. */
    take(most: number): boolean {
      if (open >= most) return false;
      open += 1;
      return true;
    },
    give(): void {
      open -= 1;
      next.resolve();
      next = Promise.withResolvers();
    },
    /** Resolves when one more has been given back. */
    given: (): Promise<void> => next.promise,
  };
}
