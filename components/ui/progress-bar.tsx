/** How far something is, from 0 to 1. */
export function ProgressBar({ value, name }: { value: number; name: string }) {
  const percent = Math.round(value * 100);
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      className="h-1.5 w-full overflow-hidden rounded-full bg-hover"
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-180"
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
