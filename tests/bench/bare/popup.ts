// The floor of the popup: React, and the markup that the popup has when it is ready.
import { createElement, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

/** An element, or a text. */
export type Markup = string | { name: string; props: Record<string, string | boolean>; children: Markup[] };

const elementOf = (markup: Markup, key: number): ReactNode =>
  typeof markup === "string"
    ? markup
    : createElement(markup.name, { ...markup.props, key }, ...markup.children.map(elementOf));

const { markup } = globalThis as unknown as { markup: Markup[] };
const root = document.getElementById("root");
if (root) createRoot(root).render(markup.map(elementOf));
