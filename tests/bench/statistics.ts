/** What a number of measurements say: their median, and between which values the middle half of them lies. */
export interface Spread {
  median: number;
  low: number;
  high: number;
  count: number;
}

/** The median and the quartiles; zeros of none. */
export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, median, high] = [0.25, 0.5, 0.75].map((share) => quantile(sorted, share)) as [
    number,
    number,
    number,
  ];
  return { low, median, high, count: values.length };
}

/** Between two values, by the distance to each. */
function quantile(sorted: number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0];
  return below + (above - below) * (at - Math.floor(at));
}

type Measure = () => Promise<number>;

/**
 * Measures A and B in turns, so that whatever else the machine does meets both; which goes first changes from turn to
 * turn. One turn before them does not count, or as many as `warmUps` says.
 */
export async function inTurns(
  turns: number,
  a: Measure,
  b: Measure,
  warmUps = 1,
): Promise<[a: number[], b: number[]]> {
  const measured: [number[], number[]] = [[], []];
  for (let turn = -warmUps; turn < turns; turn++)
    for (const which of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const value = await (which === 0 ? a() : b());
      if (turn >= 0) measured[which].push(value);
    }
  return measured;
}
