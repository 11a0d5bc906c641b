import { mountPage } from "../../components/mount-page";
import { OptionsPage } from "../../components/options/options-page";
import { createFal } from "../../lib/fal";
import { text } from "../../lib/text";

// The key is tested from this page itself, so that it never goes into a message.
mountPage(text("optionsTitle"), <OptionsPage testAccess={(access) => createFal(access).testKey()} />);
