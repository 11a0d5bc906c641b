import { failureOf } from "../../lib/errors";
import { type Access, readAccess } from "../../lib/settings";
import { failureText, text } from "../../lib/text";
import type { Outcome } from "./outcome-line";

/** Asks fal whether it lets us in; throws a refusal when it does not. Free. */
export type TestAccess = (access: NonNullable<Access>) => Promise<void>;

/** Tests what is typed, else the way that Refshot really goes: through the proxy, or with the saved key. */
export async function testKey(typed: string, testAccess: TestAccess): Promise<Outcome> {
  const access = typed ? { key: typed } : await readAccess();
  if (!access) return { kind: "bad", words: text("nothingToTest") };
  try {
    await testAccess(access);
    return { kind: "good", words: text("proxyUrl" in access ? "proxyWorks" : "keyWorks") };
  } catch (error) {
    return { kind: "bad", words: failureText(failureOf(error)) };
  }
}
