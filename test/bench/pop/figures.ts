export interface Figures {
  readonly calls: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly slowest: number;
}

/** The value that `share` of all are not above, by the nearest rank. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const tenths = (value: number): number => Math.round(value * 10) / 10;

export function figuresOf(milliseconds: readonly number[]): Figures {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return {
    calls: sorted.length,
    p50: tenths(percentile(sorted, 0.5)),
    p95: tenths(percentile(sorted, 0.95)),
    slowest: tenths(sorted.at(-1) ?? Number.NaN),
  };
}

export function median(values: readonly number[]): number {
  return percentile(
    values.toSorted((one, other) => one - other),
    0.5,
  );
}

export function ratioOf(one: Figures, baseline: Figures): { readonly p50: number; readonly p95: number } {
  const hundredths = (value: number): number => Math.round(value * 100) / 100;
  return { p50: hundredths(one.p50 / baseline.p50), p95: hundredths(one.p95 / baseline.p95) };
}
