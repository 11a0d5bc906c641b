import { mountPage } from "../../components/mount-page";
import { PopupPage } from "../../components/popup/popup-page";
import { text } from "../../lib/text";

mountPage(text("extensionName"), <PopupPage />);
