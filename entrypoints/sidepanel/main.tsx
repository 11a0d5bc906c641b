import { mountPage } from "../../components/mount-page";
import { ResultsPage } from "../../components/results/results-page";
import { text } from "../../lib/text";

mountPage(text("resultsTitle"), <ResultsPage />);
