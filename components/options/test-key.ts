import { failureText, text } from "../../lib/browser/i18n";
import { type Access, accessToTest } from "../../lib/domain/access";
import { cleanKey } from "../../lib/domain/fal-key";
import { toFailure } from "../../lib/failure/failure";
import { clearSetting, readAccess, writeSetting } from "../../lib/storage/settings";
import type { Outcome } from "./outcome-line";

/** Asks fal whether it lets us in; throws a refusal when it does not. Free. */
export type TestAccess = (access: Access) => Promise<void>;

/**
 * Tests the way that Refshot really goes: through the proxy when one is set, so that no key is sent anywhere;
 * else with the key that is typed, or the saved one. What fal says of the saved way is kept.
 */
export async function testKey(typed: string, testAccess: TestAccess): Promise<Outcome> {
  const key = typed.trim() && cleanKey(typed);
  if (key === undefined) return { status: "error", message: text("keyOdd") };
  const saved = await readAccess();
  const access = accessToTest(saved, key);
  if (access.kind === "none") return { status: "error", message: text("nothingToTest") };
  try {
    await testAccess(access);
    if (isSame(access, await readAccess())) await writeSetting("isConnected", true);
    return { status: "success", message: text(access.kind === "proxy" ? "proxyWorks" : "keyWorks") };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code === "key_refused" && isSame(access, saved)) await clearSetting("isConnected");
    return { status: "error", message: failureText(failure) };
  }
}

/** Saves what was pasted, as it can be sent, and tests it at once: one outcome for both. */
export async function saveAndTestKey(typed: string, testAccess: TestAccess): Promise<Outcome> {
  if (!typed.trim()) return { status: "error", message: text("keyEmpty") };
  const key = cleanKey(typed);
  if (key === undefined) return { status: "error", message: text("keyOdd") };
  try {
    await writeSetting("falKey", key);
  } catch (error) {
    return { status: "error", message: failureText(toFailure(error)) };
  }
  const { status, message } = await testKey("", testAccess);
  return { status, message: `${text("keySaved")} ${message}` };
}

const isSame = (one: Access, other: Access) => JSON.stringify(one) === JSON.stringify(other);
