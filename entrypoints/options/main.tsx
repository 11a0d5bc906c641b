import { mountPage } from "../../components/mount-page";
import { OptionsPage } from "../../components/options/options-page";
import { requireFalHosts } from "../../lib/browser/fal-permission";
import { text } from "../../lib/browser/i18n";
import type { Access } from "../../lib/domain/access";
import { testAccess } from "../../lib/fal/test-access";

/** Tests the key from this page itself, so that it never goes into a message. */
async function testUsableAccess(access: Access): Promise<void> {
  if (access.kind === "key") await requireFalHosts();
  await testAccess(access);
}

mountPage(text("optionsTitle"), <OptionsPage testAccess={testUsableAccess} />);
