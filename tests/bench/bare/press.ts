// A page whose button has the worker make pictures, as bare as it can be.

declare global {
  /** The answer to the press: when (ms since 1970) each picture was stored. */
  var answered: Promise<number[]> | undefined;
}

const images = document.querySelector("input");
document.querySelector("button")?.addEventListener("click", () => {
  globalThis.answered = chrome.runtime.sendMessage({ images: images?.valueAsNumber });
});
