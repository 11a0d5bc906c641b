import { browser } from "wxt/browser";
import type en from "../../public/_locales/en/messages.json";
import type { Failure } from "../failure/failure";

export type TextKey = keyof typeof en;

/** The sentence behind `key` in the browser's language, with `values` in the places of $1, $2… */
export function text(key: TextKey, ...values: (string | number)[]): string {
  return browser.i18n.getMessage(key as never, values.map(String)) || key;
}

/** One plain sentence: what happened, then what to do; with the other side's own words where there are any. */
export function failureText(failure: Failure): string {
  return text(`error_${failure.code}`, failure.detail ?? "");
}

/** The language the interface is shown in, as a BCP 47 tag, for dates, numbers and `<html lang>`. */
export function language(): string {
  return browser.i18n.getMessage("languageTag") || "en";
}
