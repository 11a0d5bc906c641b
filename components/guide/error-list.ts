import { text } from "../../lib/browser/i18n";
import { type FailureCode, failureCodes } from "../../lib/failure/failure";

const groups = {
  reference: /^(capture_|page_|site_|products_|no_picture_|only_first_|reference_lost)/,
  files: /^(file_|backup_|data_|storage_)/,
  shoot: /^(shoot_|look_)/,
} as const;

/** Where the guide lists a failure; whatever has no group of its own happens on the way to fal and back. */
export function guideGroup(code: FailureCode): keyof typeof groups | "fal" {
  const names = Object.keys(groups) as (keyof typeof groups)[];
  return names.find((name) => groups[name].test(code)) ?? "fal";
}

/**
 * Fills the guide's lists (`data-errors`) with every sentence that says a failure, as Refshot shows them: so none
 * is missing there, and none is old. What changes in a sentence is an ellipsis.
 */
export function fillErrorLists(page: Document): void {
  for (const list of page.querySelectorAll<HTMLElement>("[data-errors]")) {
    for (const code of failureCodes.filter((one) => guideGroup(one) === list.dataset.errors)) {
      const item = page.createElement("li");
      item.textContent = text(`error_${code}`, "…");
      list.append(item);
    }
  }
}
