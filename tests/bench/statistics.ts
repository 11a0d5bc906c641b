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
 * Measures all of them in turns, so that whatever else the machine does meets each; which goes first changes from turn
 * to turn. One turn before them does not count, or as many as `warmUps` says.
 */
export async function inTurns<const All extends Measure[]>(
  turns: number,
  measures: readonly [...All],
  warmUps = 1,
): Promise<{ [Which in keyof All]: number[] }> {
  const measured = measures.map((): number[] => []);
  for (let turn = 0; turn < warmUps + turns; turn++)
    for (let i = 0; i < measures.length; i++) {
      const which = (turn + i) % measures.length;
      const value = await measures[which]?.();
      if (turn >= warmUps && value !== undefined) measured[which]?.push(value);
    }
  return measured as { [Which in keyof All]: number[] };
}
