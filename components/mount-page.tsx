import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { language } from "../lib/text";
import "./theme.css";

/** Shows `page` in the document, which gets the interface's language and a title in it. */
export function mountPage(title: string, page: ReactNode): void {
  document.documentElement.lang = language();
  document.title = title;
  const root = document.getElementById("root");
  if (root) createRoot(root).render(page);
}
