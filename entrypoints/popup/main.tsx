import { mountPage } from "../../components/mount-page";
import { PopupPage } from "../../components/popup/popup-page";
import { text } from "../../lib/browser/i18n";

mountPage(text("extensionName"), <PopupPage />);
