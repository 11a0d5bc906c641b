import { failureText, text } from "../../lib/browser/i18n";
import { type Access, accessToTest } from "../../lib/domain/access";
import { toFailure } from "../../lib/failure/failure";
import { readAccess } from "../../lib/storage/settings";
import type { Outcome } from "./outcome-line";

/** Asks fal whether it lets us in; throws a refusal when it does not. Free. */
export type TestAccess = (access: Access) => Promise<void>;

/**
 * Tests the way that Refshot really goes: through the proxy when one is set, so that no key is sent anywhere;
 * else with the key that is typed, or the saved one.
 */
export async function testKey(typed: string, testAccess: TestAccess): Promise<Outcome> {
  const access = accessToTest(await readAccess(), typed);
  if (access.kind === "none") return { status: "error", message: text("nothingToTest") };
  try {
    await testAccess(access);
    return { status: "success", message: text(access.kind === "proxy" ? "proxyWorks" : "keyWorks") };
  } catch (error) {
    return { status: "error", message: failureText(toFailure(error)) };
  }
}
