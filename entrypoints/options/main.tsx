import { mountPage } from "../../components/mount-page";
import { OptionsPage } from "../../components/options/options-page";
import { requireFalHosts } from "../../lib/browser/fal-permission";
import { text } from "../../lib/browser/i18n";
import type { Access } from "../../lib/domain/access";

/**
 * Tests the key from this page itself, so that it never goes into a message. fal's client is loaded only then:
 * it is larger than the whole page.
 */
async function testAccess(access: Access): Promise<void> {
  if (access.kind === "key") await requireFalHosts();
  const { createFal } = await import("../../lib/fal/client");
  await createFal(access).testKey();
}

mountPage(text("optionsTitle"), <OptionsPage testAccess={testAccess} />);
