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
        // Moved, not widened: a width that changes is laid out and painted anew at every frame.
        className="size-full rounded-full bg-accent transition-transform duration-180"
        style={{ transform: `translateX(${percent - 100}%)` }}
      />
    </div>
  );
}
