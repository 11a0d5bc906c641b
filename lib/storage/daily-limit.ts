import { FailureError } from "../failure/failure";
import { readSetting, writeSetting } from "./settings";

/**
 * Counts `images` more pictures asked for on this day, by the user's own calendar. What is deleted later stays
 * counted: it was paid for. Throws `daily_limit`, and counts nothing, when that is more than the user allows.
 */
export async function countTowardsLimit(images: number, now = new Date()): Promise<void> {
  const [limit, asked] = await Promise.all([readSetting("dailyLimit"), readSetting("askedToday")]);
  const day = now.toDateString();
  const pictures = (asked?.day === day ? asked.pictures : 0) + images;
  if (limit !== undefined && pictures > limit) throw new FailureError("daily_limit", String(limit));
  await writeSetting("askedToday", { day, pictures });
}
