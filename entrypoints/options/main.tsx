import { mountPage } from "../../components/mount-page";
import { OptionsPage } from "../../components/options/options-page";
import { text } from "../../lib/browser/i18n";
import { createFal } from "../../lib/fal/client";

// The key is tested from this page itself, so that it never goes into a message.
mountPage(text("optionsTitle"), <OptionsPage testAccess={(access) => createFal(access).testKey()} />);
