import { language } from "../../lib/browser/i18n";

const day = 24 * 60 * 60 * 1000;

/** Date and time in full, as the reader's language writes them. */
export function fullTime(at: number): string {
  return new Date(at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "medium" });
}

/** The time of day, as the reader's language writes it. */
export function clockTime(at: number): string {
  return new Date(at).toLocaleTimeString(language(), { hour: "numeric", minute: "2-digit" });
}

/** A day in words, as a heading: `Today`, `Yesterday`, else with its weekday, and its year when it is not this one. */
export function dayName(at: number): string {
  const midnight = (time: Date) => new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
  const [date, now] = [new Date(at), new Date()];
  const ago = Math.round((midnight(now) - midnight(date)) / day);
  if (ago === 0 || ago === 1)
    return capitalise(new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(-ago, "day"));
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: "numeric" as const };
  return date.toLocaleDateString(language(), { weekday: "long", day: "numeric", month: "long", ...year });
}

const capitalise = (words: string) => words.charAt(0).toLocaleUpperCase(language()) + words.slice(1);
