import { Refusal } from "../../lib/errors";
import type { Generation } from "../../lib/generation";
import { db } from "../database";

/** Hands a stored picture to the browser's downloads. */
export async function downloadPicture(generation: Generation): Promise<void> {
  const stored = await db.pixels.get(generation.id);
  if (!stored) throw new Refusal("result_lost");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(stored.blob);
  link.download = fileName(generation, stored.blob.type);
  link.click();
  // The download has its own hold on the bytes once it has begun, which is not at once.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** `refshot-2026-11-22-1412-coffee-on-a-marble-1.jpg`: when, what, and which of its batch. */
function fileName({ createdAt, prompt, number }: Generation, type: string): string {
  const at = new Date(createdAt);
  const two = (value: number) => String(value).padStart(2, "0");
  const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}`;
  const words = prompt.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const what = words.slice(0, 4).join("-").slice(0, 60);
  const extension = type.replace("image/", "").replace("jpeg", "jpg") || "jpg";
  return `${["refshot", date, time, what, number].filter(Boolean).join("-")}.${extension}`;
}
