import { language, text } from "../lib/text";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function relative(at: number, now: number): string {
  const ago = now - at;
  const format = new Intl.RelativeTimeFormat(language(), { numeric: "auto", style: "short" });
  if (ago < minute) return text("justNow");
  if (ago < hour) return format.format(-Math.floor(ago / minute), "minute");
  if (ago < day) return format.format(-Math.floor(ago / hour), "hour");
  return new Date(at).toLocaleDateString(language(), { day: "numeric", month: "short", year: "numeric" });
}

/** Date and time in full, as the reader's language writes them. */
export function fullTime(at: number): string {
  return new Date(at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "medium" });
}

/** When something happened: how long ago within a day, else the date; the full time as a tooltip. */
export function When({ at, now }: { at: number; now: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
      {relative(at, now)}
    </time>
  );
}
