import { mountPage } from "../../components/mount-page";
import { ShootPage } from "../../components/shoot/shoot-page";
import { text } from "../../lib/browser/i18n";

mountPage(text("shootTitle"), <ShootPage />);
