/** US dollars without the dust of binary fractions: nine decimals. */
export function roundUsd(usd: number): number {
  return Math.round(usd * 1e9) / 1e9;
}
