import { mountPage } from "../../components/mount-page";
import { ResultsPage } from "../../components/results/results-page";
import { text } from "../../lib/browser/i18n";

mountPage(text("resultsTitle"), <ResultsPage />);
